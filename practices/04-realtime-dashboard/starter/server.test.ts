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
  app = createApp({
    PORT: 0,
    HOST: '127.0.0.1',
    METRICS_INTERVAL_MS: 20,
    KEEPALIVE_MS: 15_000,
    HEARTBEAT_MS: 30_000,
  });
  app.server.listen(0, '127.0.0.1');
  await once(app.server, 'listening');
  const { port } = app.server.address() as AddressInfo;
  address = `127.0.0.1:${port}`;
});

afterEach(() => {
  for (const socket of app.sockets.clients) socket.terminate();
  app.server.closeAllConnections();
  app.server.close();
});

/** Waits for the next message of this type; others that come first are passed over. */
function nextOfType(socket: WebSocket, type: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${type} within a second`)), 1000);
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as { type: string };
      if (message.type !== type) return;
      clearTimeout(timer);
      resolve(message);
    });
  });
}

test('the page is served', async () => {
  await request(`http://${address}`).get('/').expect(200).expect('Content-Type', /html/);
});

test('step 1: a percentage goes from 0 to 100', async () => {
  const { body } = await request(`http://${address}`).get('/metrics').expect(200);

  expect(body.memory.percent).toBeCloseTo((body.memory.usedBytes / body.memory.totalBytes) * 100);
});

test('step 2: sample follows sample', async () => {
  const stream = await fetch(`http://${address}/metrics/stream`);

  // The stream never ends, so it is read until the third sample is there.
  let text = '';
  for await (const chunk of stream.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.includes('id: 3\n')) break;
  }
  expect(text).toContain('event: metrics');
});

test('step 3: what is simulated reaches whoever is connected', async () => {
  const socket = new WebSocket(`ws://${address}/ws/activity`);
  await nextOfType(socket, 'history');

  const heard = nextOfType(socket, 'activity');
  await request(`http://${address}`).post('/simulate/error').send({ text: 'disk full' }).expect(202);

  expect(await heard).toMatchObject({ kind: 'error', text: 'disk full' });
});

test.todo('step 5: the history has the last 20 activities');
test.todo('step 5: a text that is missing gives 400');
test.todo('step 5: a socket that has closed is not counted any more');
