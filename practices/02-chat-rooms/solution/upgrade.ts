import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ConnectionManager } from './connection-manager.ts';
import { parseName } from './names.ts';

/** Where somebody wants to go, or the HTTP status of the refusal. */
export type Destination = { room: string; username: string } | { refusal: 400 | 404 | 409 };

/** Reads the path of an upgrade request, `/ws/:room/:username`. */
export function findDestination(connections: ConnectionManager, request: IncomingMessage): Destination {
  const path = request.url?.split('?')[0] ?? '';
  const [, ws, encodedRoom, encodedUsername, ...more] = path.split('/');
  if (ws !== 'ws' || encodedRoom === undefined || encodedUsername === undefined || more.length > 0) {
    return { refusal: 404 };
  }

  const room = parseName(decode(encodedRoom));
  const username = parseName(decode(encodedUsername));
  if (room === undefined || username === undefined) return { refusal: 400 };
  if (connections.has(room, username)) return { refusal: 409 };
  return { room, username };
}

/** `Zo%C3%AB` is `Zoë`. What can't be decoded becomes an empty text, which is no name either. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** Answers an upgrade request with an HTTP status instead of a WebSocket. */
export function refuse(connection: Duplex, status: number): void {
  connection.on('error', () => connection.destroy());
  connection.once('finish', () => connection.destroy());
  connection.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
