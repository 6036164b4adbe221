import type { Server } from 'node:http';
import type { WebSocketServer } from 'ws';

/** How long clients get to answer the close frame; the whole shutdown may take two seconds. */
export const GRACE_MS = 1000;

/** Stops accepting, says goodbye to every client with 1001, and cuts off those that do not answer. */
export function shutDown(server: Server, sockets: WebSocketServer): void {
  server.close();
  for (const socket of sockets.clients) socket.close(1001, 'The server is shutting down');

  // Node ends by itself, with exit code 0, once no connection is left.
  setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
  }, GRACE_MS).unref();
}
