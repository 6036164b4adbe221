// Speaks WebSocket by hand over a TCP socket, and prints each frame. Run it with: npx tsx theory/examples/02-raw-frames.ts
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { WebSocketServer } from 'ws';

const HANDSHAKE = [
  'GET /ws HTTP/1.1',
  'Host: 127.0.0.1',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version: 13',
];

/** A frame of a client whose payload is at most 125 bytes long. */
function clientFrame(firstByte: number, payload: Buffer, key: Buffer): Buffer {
  const masked = payload.map((byte, index) => byte ^ key.readUInt8(index % 4));
  return Buffer.concat([Buffer.from([firstByte, 0x80 | payload.length]), key, masked]);
}

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
server.on('connection', (socket) => {
  socket.on('error', (error) => console.error(error.message));
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
});
await once(server, 'listening');

const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
client.write(`${HANDSHAKE.join('\r\n')}\r\n\r\n`);
const [handshake] = await once(client, 'data');
console.log(String(handshake).trim());

const sampleKey = Buffer.from('37fa213d', 'hex');
const zeroKey = Buffer.alloc(4);

await exchange('text "Hello", masked', clientFrame(0x81, Buffer.from('Hello'), sampleKey));
send('text "Hel", more follows', clientFrame(0x01, Buffer.from('Hel'), zeroKey));
await exchange('ping in between', clientFrame(0x89, Buffer.from('?'), zeroKey));
await exchange('continuation "lo", final', clientFrame(0x80, Buffer.from('lo'), zeroKey));
await exchange('close with 1000', clientFrame(0x88, Buffer.from([0x03, 0xe8]), zeroKey));
server.close();

function send(meaning: string, frame: Buffer): void {
  console.log(`\n${meaning}\n  client  ${inHex(frame)}`);
  client.write(frame);
}

async function exchange(meaning: string, frame: Buffer): Promise<void> {
  send(meaning, frame);
  const [answer] = await once(client, 'data');
  console.log(`  server  ${inHex(answer)}`);
}

function inHex(bytes: Buffer): string {
  return bytes.toString('hex').replaceAll(/(..)(?=.)/g, '$1 ');
}
