import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from './app.ts';
import { formatEvent } from './event-format.ts';

// Each test gets a server of its own, on a free port.
let app: ReturnType<typeof createApp>;
let address: string;

beforeEach(async () => {
  app = createApp({ PORT: 0, HOST: '127.0.0.1', KEEPALIVE_MS: 15_000 });
  app.server.listen(0, '127.0.0.1');
  await once(app.server, 'listening');
  const { port } = app.server.address() as AddressInfo;
  address = `http://127.0.0.1:${port}`;
});

afterEach(() => {
  app.server.closeAllConnections();
  app.server.close();
});

test('the page is served', async () => {
  await request(address).get('/').expect(200).expect('Content-Type', /html/);
});

test('step 1: an event ends with an empty line', () => {
  expect(formatEvent({ event: 'info', id: 7, data: 'one\ntwo' })).toBe(
    'event: info\nid: 7\ndata: one\ndata: two\n\n',
  );
});

test('step 2: what is posted reaches the stream', async () => {
  const stream = await fetch(`${address}/notifications/ada`);
  await request(address).post('/notify/ada').send({ type: 'info', message: 'hello' }).expect(202);

  // The stream never ends, so it is read until the message is there.
  let text = '';
  for await (const chunk of stream.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.includes('hello')) break;
  }
  expect(text).toContain('event: info');
});

test.todo('step 3: a message that is missing gives 400');
test.todo('step 4: what was missed is replayed');
