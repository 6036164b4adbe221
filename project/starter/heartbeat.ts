import type { WebSocket } from 'ws';

/** Pings the client every `intervalMs` milliseconds; cuts it off when the last ping was not answered. */
export function startHeartbeat(socket: WebSocket, intervalMs: number): void {
  let answered = true;

  const timer = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, intervalMs);

  socket.on('pong', () => {
    answered = true;
  });
  socket.on('close', () => clearInterval(timer));
}
