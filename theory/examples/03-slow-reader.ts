import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

const MAX_BUFFERED_BYTES = 1024 * 1024;
const MESSAGES = 400;

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
await once(server, 'listening');
const { port } = server.address() as AddressInfo;

async function connect(): Promise<{ client: WebSocket; onServer: WebSocket }> {
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  const [[onServer]] = await Promise.all([once(server, 'connection'), once(client, 'open')]);
  return { client, onServer };
}

function send(socket: WebSocket, text: string): void {
  if (socket.readyState !== WebSocket.OPEN) return;

  if (socket.bufferedAmount + Buffer.byteLength(text) > MAX_BUFFERED_BYTES) {
    socket.terminate();
    return;
  }
  socket.send(text);
}

const fast = await connect();
const slow = await connect();
slow.client.pause();
const cutOff = once(slow.onServer, 'close');

const text = 'x'.repeat(64 * 1024);
for (let sent = 0; sent < MESSAGES; sent += 1) {
  const received = once(fast.client, 'message');
  for (const socket of server.clients) send(socket, text);
  await received;
}
console.log(`the fast one received ${MESSAGES} of ${MESSAGES}`);
const [code] = await cutOff;
console.log(`the slow one was cut off, close code ${code}`);

for (const { client } of [fast, slow]) client.terminate();
server.close();
