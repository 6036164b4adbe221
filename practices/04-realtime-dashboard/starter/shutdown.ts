import type { Server } from 'node:http';
import type { WebSocketServer } from 'ws';
import type { Sampler } from './sampler.ts';

/** How long clients get to take their goodbye; the whole shutdown may take two seconds. */
export const GRACE_MS = 1000;

/** Stops accepting, says goodbye to every client, and cuts off those that do not answer. */
export function shutDown(server: Server, sockets: WebSocketServer, sampler: Sampler): void {
  server.close();
  // TODO(step 5): close every socket with 1001, and every stream.
  server.closeIdleConnections();

  // Node ends by itself, with exit code 0, once no connection is left.
  setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
  }, GRACE_MS).unref();
}
