// What a quiet connection costs the server's memory: an event stream, a WebSocket, and one with compression.
// Run it with: npx tsx bench/idle-connections.ts
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { WebSocket, WebSocketServer } from 'ws';

const CONNECTIONS = 2000;
/** Compression takes its memory with the first message of each direction. */
const MESSAGE = 'x'.repeat(2000);
const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });

if (process.argv.includes('serve')) {
  serve(process.argv.includes('compression'));
} else {
  await measure('event stream', ['serve'], openEventStream);
  await measure('WebSocket', ['serve'], (port) => openWebSocket(port, false));
  await measure('WebSocket, compression', ['serve', 'compression'], (port) => openWebSocket(port, true));
  process.exit(0);
}

/** The server, in a process of its own: it tells its port, and at each message how much memory it uses. */
function serve(perMessageDeflate: boolean): void {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.flushHeaders();
  });
  new WebSocketServer({ server, perMessageDeflate }).on('connection', (socket) => {
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => socket.send(data));
  });
  process.on('message', () => {
    globalThis.gc?.();
    process.send?.(process.memoryUsage().rss);
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

async function measure(
  name: string,
  settings: string[],
  open: (port: number) => Promise<void>,
): Promise<void> {
  const execArgv = ['--import', 'tsx', '--expose-gc'];
  const server = fork(fileURLToPath(import.meta.url), settings, { execArgv });
  const port = await answer(server);

  // What the first connections load and compile is not theirs.
  for (let count = 0; count < 50; count += 1) await open(port);
  const before = await memory(server);
  for (let count = 0; count < CONNECTIONS; count += 1) await open(port);
  const after = await memory(server);

  console.log(`${name.padEnd(24)} ${((after - before) / CONNECTIONS / 1024).toFixed(0)} KiB`);
  server.kill();
}

async function memory(server: ChildProcess): Promise<number> {
  server.send('memory');
  return answer(server);
}

async function answer(server: ChildProcess): Promise<number> {
  const [value] = await once(server, 'message');
  return value;
}

async function openEventStream(port: number): Promise<void> {
  const [stream]: IncomingMessage[] = await once(get({ port, agent }), 'response');
  stream?.on('error', () => {});
}

async function openWebSocket(port: number, perMessageDeflate: boolean): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate });
  socket.on('error', () => {});
  await once(socket, 'open');
  socket.send(MESSAGE);
  await once(socket, 'message');
}
