import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { encodeTextFrame } from './frame.ts';
import type { ServerMessage } from './protocol.ts';

/** How much may wait in memory for one client that does not read. */
export const MAX_BUFFERED_BYTES = 1024 * 1024;
/** How much is held back at most, to leave in one write. */
const MAX_JOINED_BYTES = 64 * 1024;

/** A WebSocket, and the connection beneath it. */
export interface Peer {
  socket: WebSocket;
  connection: Duplex;
}

/** Connections that hold back what is written until this turn of the event loop ends. */
const held = new Set<Duplex>();

/**
 * Sends a frame, or cuts the client off when too much is waiting for it. ws would make the frame anew for each client,
 * and write each one by itself; the write is what costs most. Whole frames may go past ws, since it never stops in the
 * middle of one of its own as long as nothing is compressed.
 */
export function sendFrame({ socket, connection }: Peer, frame: Buffer): void {
  if (socket.readyState !== WebSocket.OPEN) return;

  if (connection.writableLength + frame.length > MAX_JOINED_BYTES) release(connection);
  // TODO(RF-02): cut the client off instead, when more than MAX_BUFFERED_BYTES would wait for it.
  hold(connection);
  connection.write(frame);
}

export function sendMessage(peer: Peer, message: ServerMessage): void {
  sendFrame(peer, encodeTextFrame(JSON.stringify(message)));
}

function hold(connection: Duplex): void {
  if (held.has(connection)) return;
  if (held.size === 0) setImmediate(releaseAll);
  held.add(connection);
  connection.cork();
}

function release(connection: Duplex): void {
  if (held.delete(connection)) connection.uncork();
}

function releaseAll(): void {
  for (const connection of held) release(connection);
}
