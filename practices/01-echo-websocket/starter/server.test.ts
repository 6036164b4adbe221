import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createApp } from './app.ts';

// Each test gets a server of its own, on a free port.
let app: ReturnType<typeof createApp>;
let address: string;

beforeEach(async () => {
  app = createApp({ PORT: 0, HOST: '127.0.0.1', HEARTBEAT_MS: 30_000 });
  app.server.listen(0, '127.0.0.1');
  await once(app.server, 'listening');
  const { port } = app.server.address() as AddressInfo;
  address = `127.0.0.1:${port}`;
});

afterEach(() => {
  for (const socket of app.sockets.clients) socket.terminate();
  app.server.close();
});

/** Waits for the next frame. Call it before you do what makes the server answer. */
async function nextText(socket: WebSocket): Promise<string> {
  const [data] = await once(socket, 'message', { signal: AbortSignal.timeout(1000) });
  return String(data);
}

test('the page is served', async () => {
  await request(`http://${address}`).get('/').expect(200).expect('Content-Type', /html/);
});

test('step 1: a text comes back with the prefix', async () => {
  const socket = new WebSocket(`ws://${address}/ws/echo`);
  await once(socket, 'open');

  const answer = nextText(socket);
  socket.send('hello');

  expect(await answer).toBe('Echo: hello');
});

test('step 2: the first client is welcomed', async () => {
  const socket = new WebSocket(`ws://${address}/ws`);

  const welcome: unknown = JSON.parse(await nextText(socket));

  expect(welcome).toMatchObject({ type: 'welcome', id: 1, connections: 1 });
});

test.todo('step 2: the second client is told that two are connected');
test.todo('step 3: a ping is answered with a pong');
test.todo('step 4: a text that is no JSON gives an error, and the next message is answered');
