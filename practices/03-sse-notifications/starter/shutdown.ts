import type { Server } from 'node:http';
import type { NotificationCenter } from './notification-center.ts';

/** How long clients get to take the end of their streams; the whole shutdown may take two seconds. */
export const GRACE_MS = 1000;

/** Stops accepting, ends every stream, and cuts off what is left. */
export function shutDown(server: Server, center: NotificationCenter): void {
  server.close();
  // TODO(step 5): end every stream.
  server.closeIdleConnections();

  // Node ends by itself, with exit code 0, once no connection is left.
  setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
}
