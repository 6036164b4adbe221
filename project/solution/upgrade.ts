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
  if (roomId === undefined) return { refusal: 404 };

  if (!isAllowedOrigin(request, services.settings.ALLOWED_ORIGINS)) return { refusal: 403 };

  const session = services.tokens.verify(new URLSearchParams(query).get('token') ?? '');
  if (!session) return { refusal: 401 };

  const room = services.rooms.find(roomId);
  return room ? { room, session } : { refusal: 404 };
}

/** Browsers always tell the origin of the page; whoever sends none is no page, and needs no such protection. */
function isAllowedOrigin({ headers }: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return [`http://${host}`, `https://${host}`, ...allowed].includes(origin);
}

/** Answers an upgrade request with an HTTP status instead of a WebSocket. */
export function refuse(connection: Duplex, status: 401 | 403 | 404): void {
  const body = JSON.stringify({ error: STATUS_CODES[status] });
  const headers = ['Connection: close', 'Content-Type: application/json', `Content-Length: ${body.length}`];
  connection.on('error', () => connection.destroy());
  connection.once('finish', () => connection.destroy());
  connection.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers.join('\r\n')}\r\n\r\n${body}`);
}
