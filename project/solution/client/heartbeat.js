// @ts-check

const INTERVAL_MS = 25_000;

/**
 * Asks for a sign of life at intervals, and closes a connection on which nothing came since the last time: a network
 * that is gone tells nobody. Returns what ends it.
 * @param {WebSocket} socket
 */
export function startHeartbeat(socket) {
  let isAlive = true;
  socket.addEventListener('message', () => {
    isAlive = true;
  });

  const timer = setInterval(() => {
    if (!isAlive) {
      socket.close();
      return;
    }
    isAlive = false;
    socket.send(JSON.stringify({ type: 'ping' }));
  }, INTERVAL_MS);
  return () => clearInterval(timer);
}
