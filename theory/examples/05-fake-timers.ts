import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { mock } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';

const INTERVAL_MS = 30_000;

/** Pings, and cuts off a client that has not answered the last ping. */
function startHeartbeat(socket: WebSocket): void {
  let answered = true;
  const timer = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, INTERVAL_MS);
  socket.on('pong', () => {
    answered = true;
  });
  socket.on('close', () => clearInterval(timer));
}

mock.timers.enable({ apis: ['setInterval'] });
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
server.on('connection', startHeartbeat);
await once(server, 'listening');
const { port } = server.address() as AddressInfo;

async function connect(): Promise<{ client: WebSocket; onServer: WebSocket }> {
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  const [[onServer]] = await Promise.all([once(server, 'connection'), once(client, 'open')]);
  return { client, onServer };
}

const { client, onServer } = await connect();
for (let beat = 0; beat < 3; beat += 1) {
  const pong = once(onServer, 'pong');
  mock.timers.tick(INTERVAL_MS);
  await pong;
}
console.log('three intervals, each with its pong: open', onServer.readyState === WebSocket.OPEN);

const closed = once(onServer, 'close');
mock.timers.tick(2 * INTERVAL_MS);
await closed;
console.log('two intervals in one leap: a healthy client was cut off');

client.terminate();
server.close();
