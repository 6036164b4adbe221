import type { Server } from 'node:http';
import type { WebSocketServer } from 'ws';
import type { Bus } from './bus.ts';
import type { Notifications } from './notifications.ts';

/** How long clients get to say goodbye; the whole shutdown may take two seconds. */
export const GRACE_MS = 1000;

/** What has to end with the server. */
export interface Running {
  server: Server;
  sockets: WebSocketServer;
  notifications: Notifications;
  bus: Bus;
}

/** Stops accepting, closes every WebSocket with 1001, ends every stream, and cuts off what is left. */
export function shutDown({ server, sockets, notifications, bus }: Running): void {
  // Once everybody has left, and the other servers were told.
  server.close(() => bus.close());
  // TODO(RF-02): close every WebSocket with 1001.
  notifications.close();
  server.closeIdleConnections();

  // Node ends by itself, with exit code 0, once no connection is left.
  setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
  }, GRACE_MS).unref();
}
