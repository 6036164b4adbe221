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

test('step 1: whoever joins is welcomed', async () => {
  const ada = new WebSocket(`ws://${address}/ws/tea/ada`);

  expect(await nextOfType(ada, 'welcome')).toMatchObject({ room: 'tea', username: 'ada' });
});

test('step 2: a message reaches the others in the room', async () => {
  const ada = new WebSocket(`ws://${address}/ws/tea/ada`);
  const bob = new WebSocket(`ws://${address}/ws/tea/bob`);
  await Promise.all([nextOfType(ada, 'welcome'), nextOfType(bob, 'welcome')]);

  const heard = nextOfType(bob, 'message');
  ada.send(JSON.stringify({ type: 'message', text: 'hello' }));

  expect(await heard).toMatchObject({ from: 'ada', text: 'hello' });
});

test.todo('step 2: a message does not reach another room');
test.todo('step 3: a private message reaches nobody else');
test.todo('step 4: an empty room is not listed');
