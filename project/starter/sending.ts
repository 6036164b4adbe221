import { WebSocket } from 'ws';
import type { ServerMessage } from './protocol.ts';

/** How much may wait in memory for one client that does not read. */
export const MAX_BUFFERED_BYTES = 1024 * 1024;

/** Sends a text frame, or cuts the client off when too much is waiting for it. */
export function send(socket: WebSocket, text: string): void {
  if (socket.readyState !== WebSocket.OPEN) return;

  // TODO(RF-02): cut the client off instead, when more than MAX_BUFFERED_BYTES would wait for it.

  socket.send(text);
}

export function sendMessage(socket: WebSocket, message: ServerMessage): void {
  send(socket, JSON.stringify(message));
}
