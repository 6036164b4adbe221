// A client that does not read, and one that does. Run it with: npx tsx theory/examples/02-backpressure.ts
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

const MAX_BUFFERED_BYTES = 1024 * 1024;
const MESSAGE = 'x'.repeat(64 * 1024);

/** Sends, or cuts the client off when too much is waiting for it. */
function send(socket: WebSocket, text: string): void {
  if (socket.readyState !== WebSocket.OPEN) return;

  if (socket.bufferedAmount + Buffer.byteLength(text) > MAX_BUFFERED_BYTES) {
    socket.terminate();
    return;
  }
  socket.send(text);
}

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
await once(server, 'listening');
const reading = await connect();
const paused = await connect();
paused.client.pause();

let mostWaiting = 0;
let sent = 0;
while (paused.socket.readyState === WebSocket.OPEN && sent < 1000) {
  const arrives = once(reading.client, 'message');
  send(reading.socket, MESSAGE);
  send(paused.socket, MESSAGE);
  sent += 1;
  mostWaiting = Math.max(mostWaiting, paused.socket.bufferedAmount);
  await arrives;
}

console.log(`the paused client was cut off: ${paused.socket.readyState !== WebSocket.OPEN}`);
console.log(`more than 1 MiB waited for it: ${mostWaiting > MAX_BUFFERED_BYTES}`);
console.log(`what was sent until then is more than 1 MiB: ${sent * MESSAGE.length > MAX_BUFFERED_BYTES}`);
console.log(`the reading client is still connected: ${reading.socket.readyState === WebSocket.OPEN}`);
if (process.argv.includes('--figures')) console.log(`${sent} messages, at most ${mostWaiting} bytes waiting`);

paused.client.terminate();
reading.client.terminate();
server.close();

/** One connection, seen from both of its ends. */
async function connect(): Promise<{ client: WebSocket; socket: WebSocket }> {
  const { port } = server.address() as AddressInfo;
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  const [socket] = await once(server, 'connection');
  await once(client, 'open');
  return { client, socket };
}
