import type { Server } from 'node:http';
import type { WebSocketServer } from 'ws';
import type { Sampler } from './sampler.ts';

/** How long clients get to take their goodbye; the whole shutdown may take two seconds. */
export const GRACE_MS = 1000;

/** Stops accepting, says goodbye to every client, and cuts off those that do not answer. */
export function shutDown(server: Server, sockets: WebSocketServer, sampler: Sampler): void {
  server.close();
  for (const socket of sockets.clients) socket.close(1001, 'The server is shutting down');
  for (const stream of sampler.streams()) stream.close();
  server.closeIdleConnections();

  // Node ends by itself, with exit code 0, once no connection is left.
  setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
  }, GRACE_MS).unref();
}
