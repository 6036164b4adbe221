import {
  anyText,
  criterion,
  EXIT_DEADLINE,
  expectCutOff,
  expectHeartbeat,
  expectNoMoreClients,
  expectRefused,
  HEARTBEATS,
  opcodes,
  patiently,
  type WebSocketClient,
} from '../../../lab/grading/kit.ts';
import { ACTIVITY, connectUser, STREAM, simulate, simulateMany, simulations } from './dashboard.ts';

const refusal = { error: anyText };

/** Sends something wrong: an error comes back, and the connection goes on. */
async function expectRefusal(client: WebSocketClient, wrong: string | Buffer): Promise<void> {
  client.send(wrong);
  await client.expectMessage({ type: 'error', message: anyText });
  await client.expectAlive();
}

criterion('dashboard.lifecycle', ({ sufficient, good, excellent }) => {
  sufficient('5: a wrong body gives 400, and nobody hears of it', async ({ shared, random }) => {
    const server = await shared();
    const client = await server.websocket(ACTIVITY, { passesOver: ['history'] });
    await client.expectAlive();
    for (const { path } of simulations) {
      for (const text of ['', 'x'.repeat(201), 7]) await server.post(path, { text }, 400, refusal);
    }
    const wrong = [
      { text: null },
      { text: [random.word()] },
      {},
      '{"text":',
      'no JSON',
      'null',
      '[]',
      '"text"',
    ];
    for (const body of wrong) await server.post('/simulate/error', body, 400, refusal);
    await client.expectNothing();
  });

  sufficient(
    '5: no JSON and an unknown type give an error, and the socket stays',
    async ({ shared, random }) => {
      const client = await connectUser(await shared());
      for (const wrong of [random.word(), '{"type":', '', '{}', `{"type":"${random.word()}"}`]) {
        await expectRefusal(client, wrong);
      }
    },
  );

  sufficient('5: comments and pings keep clients, until SIGINT ends the server', async ({ start }) => {
    await patiently(HEARTBEATS, async (interval) => {
      const server = await start({ HEARTBEAT_MS: String(interval), KEEPALIVE_MS: String(interval) });
      const client = await connectUser(server);
      const stream = await server.textStream(STREAM);
      for (let ping = 0; ping < 3; ping += 1) await client.expectPing(interval * 3);
      await client.expectAlive();
      for (let comment = 0; comment < 2; comment += 1) await stream.expectText('\n:');
      server.signal('SIGINT');
      await client.expectClose(1001);
      await server.expectExit(0, EXIT_DEADLINE);
    });
  });

  good('5: wrong values and fields give an error, to their sender alone', async ({ shared }) => {
    const server = await shared();
    const client = await connectUser(server);
    const bystander = await connectUser(server);
    const wrong = [
      null,
      [],
      7,
      { type: 'get_history' },
      { type: 'get_history', limit: 0 },
      { type: 'get_history', limit: -1 },
      { type: 'get_history', limit: 1.5 },
      { type: 'get_history', limit: '20' },
      { type: 'constructor' },
    ];
    for (const message of wrong) await expectRefusal(client, JSON.stringify(message));
    await expectRefusal(client, Buffer.from('{"type":"get_history","limit":1}'));
    await bystander.expectNothing();
  });

  good(
    '5: an upgrade on an unknown path gets 404, and so does an unknown simulation',
    async ({ shared, random }) => {
      const server = await shared();
      for (const path of ['/', '/ws', `${ACTIVITY}/more`, `/${random.word()}`, STREAM]) {
        const client = await server.tcp();
        client.requestUpgrade(path);
        await client.expectStatus(404);
        client.end();
      }
      for (const kind of [random.word(), 'user_login', 'constructor'])
        await server.post(`/simulate/${kind}`, { text: random.word() }, 404);
    },
  );

  good('5: who does not answer a ping is cut off at the next one', async ({ start }) => {
    const server = await start({ HEARTBEAT_MS: String(HEARTBEATS[0]) });
    const silent = await server.websocket(ACTIVITY, { answersPings: false, passesOver: ['history'] });
    // This one answers nothing at all, no close frame either.
    const dead = await server.rawWebsocket(ACTIVITY);
    await expectHeartbeat(silent, dead);
  });

  good('5: SIGTERM ends sockets with 1001, streams, and the server with exit code 0', async ({ start }) => {
    const server = await start();
    const clients = [await connectUser(server), await connectUser(server)];
    const stream = await server.textStream(STREAM);
    const silent = await server.rawWebsocket(ACTIVITY);
    const half = await server.tcp();
    half.sendBytes('half a handshake', Buffer.from(`GET ${ACTIVITY} HTTP/1.1\r\nHost: x\r\n`));
    server.signal('SIGTERM');
    for (const client of clients) await client.expectClose(1001);
    await silent.expectBytes('a close frame with 1001', Buffer.from([0x03, 0xe9]));
    await stream.expectEnd();
    await expectNoMoreClients(server);
    await server.expectExit(0, EXIT_DEADLINE);
  });

  excellent(
    '5: oversized and broken frames end their own connection; large bodies get 413',
    async ({ shared }) => {
      const server = await shared();
      const bystander = await connectUser(server);
      const large = await connectUser(server);
      large.send('x'.repeat(65_537));
      await large.expectClose(1009);
      const broken = await server.rawWebsocket(ACTIVITY);
      const payload = Buffer.from('x');
      broken.sendFrame('a frame with an unknown opcode', { opcode: opcodes.reserved, payload });
      await broken.expectEnd();
      await server.post('/simulate/error', { text: 'x'.repeat(70_000) }, 413, refusal);
      await bystander.expectAlive();
    },
  );

  excellent('5: messages and bodies may have 64 KiB, and not a byte more', async ({ shared }) => {
    const server = await shared();
    const client = await connectUser(server);
    client.send('{"type":"get_history","limit":1}'.padEnd(65_536));
    // The history is passed over; an error would not be.
    await client.expectNothing();
    await server.post('/simulate/error', '{"text":"x"}'.padEnd(65_536), 202);
    await server.post('/simulate/error', '{"text":"x"}'.padEnd(65_537), 413, refusal);
  });

  excellent('5: a client that does not read is cut off, and the others go on', async ({ shared, random }) => {
    const server = await shared();
    await Promise.all(Array.from({ length: 20 }, () => simulate(server, random, random.word().repeat(25))));
    const slow = await server.rawWebsocket(ACTIVITY);
    const bystander = await connectUser(server);
    // JSON may hold any number of spaces: with them, question and answer have about the same size.
    const request = `{"type":"get_history","limit":100${' '.repeat(6000)}}`;
    await expectCutOff(slow, { opcode: opcodes.text, payload: Buffer.from(request) });
    await bystander.expectAlive();
    await simulateMany(server, random, 1);
  });

  excellent('5: a setting that makes no sense ends the start with one line', async ({ startBadly }) => {
    await Promise.all([
      expectRefused(startBadly, 'PORT', 'abc'),
      expectRefused(startBadly, 'METRICS_INTERVAL_MS', '9'),
    ]);
  });
});
