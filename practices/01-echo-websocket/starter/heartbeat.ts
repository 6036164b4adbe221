import type { WebSocket } from 'ws';

/** Pings the client every `intervalMs` milliseconds; cuts it off when the last ping was not answered. */
export function startHeartbeat(socket: WebSocket, intervalMs: number): void {
  // TODO(step 5): ping, remember whether the pong came, and stop the timer when the socket closes.
}
