import type { Server } from 'node:http';
import type { WebSocketServer } from 'ws';

/** How long clients get to answer the close frame; the whole shutdown may take two seconds. */
export const GRACE_MS = 1000;

/** Stops accepting, says goodbye to every client with 1001, and cuts off those that do not answer. */
export function shutDown(server: Server, sockets: WebSocketServer): void {
  // TODO(step 5): close the server and its clients instead; after GRACE_MS, terminate those that are left.
  process.exit(0);
}
