import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Room } from './protocol.ts';
import type { Services } from './services.ts';
import type { Session } from './tokens.ts';

/** Where somebody wants to go, or the HTTP status of the refusal. */
export type Destination = { room: Room; session: Session } | { refusal: 401 | 403 | 404 };

const CHAT_PATH = /^\/ws\/chat\/([^/]+)$/;

/** Decides about an upgrade request, `/ws/chat/:roomId?token=`, before there is a WebSocket. */
export function findDestination(services: Services, request: IncomingMessage): Destination {
  const [path = '', query = ''] = request.url?.split('?') ?? [];
  const roomId = CHAT_PATH.exec(path)?.[1];
  // TODO(RF-02): another path is refused with 404, another origin with 403, no good token with 401, no room with 404.
  return { refusal: 404 };
}

/** Browsers always tell the origin of the page; whoever sends none is no page, and needs no such protection. */
function isAllowedOrigin({ headers }: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = headers;
  // TODO(RF-02): the server's own origin, `http://` and `host`, is allowed, those in `allowed`, and no origin at all.
  return false;
}

/** Answers an upgrade request with an HTTP status instead of a WebSocket. */
export function refuse(connection: Duplex, status: 401 | 403 | 404): void {
  const body = JSON.stringify({ error: STATUS_CODES[status] });
  const headers = ['Connection: close', 'Content-Type: application/json', `Content-Length: ${body.length}`];
  connection.on('error', () => connection.destroy());
  connection.once('finish', () => connection.destroy());
  connection.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers.join('\r\n')}\r\n\r\n${body}`);
}
