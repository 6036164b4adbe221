// How a server answers the key of a handshake: RFC 6455, section 4.2.2, with the sample key of that section.
import { createHash } from 'node:crypto';

const WEBSOCKET_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

function acceptKey(key: string): string {
  return createHash('sha1')
    .update(key + WEBSOCKET_GUID)
    .digest('base64');
}

console.log(acceptKey('dGhlIHNhbXBsZSBub25jZQ=='));
