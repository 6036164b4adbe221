import {
  anyText,
  criterion,
  EXIT_DEADLINE,
  expectCutOff,
  expectHeartbeat,
  expectNoMoreClients,
  expectRefused,
  expectSlowReaderCutOff,
  HEARTBEATS,
  opcodes,
  patiently,
  type WebSocketClient,
} from '../../../lab/grading/kit.ts';
import { join, roomPath } from './people.ts';

/** Sends something wrong: an error comes back, and the connection goes on. */
async function expectRefusal(client: WebSocketClient, wrong: string | Buffer): Promise<void> {
  client.send(wrong);
  await client.expectMessage({ type: 'error', message: anyText });
  await client.expectAlive();
}

criterion('rooms.lifecycle', ({ sufficient, good, excellent }) => {
  sufficient(
    '5: no JSON and an unknown type give an error, and the connection stays',
    async ({ shared, random }) => {
      const client = await join(await shared(), random.word(), random.word());
      for (const wrong of [random.word(), '{"type":', '', '{}', `{"type":"${random.word()}"}`]) {
        await expectRefusal(client, wrong);
      }
    },
  );

  sufficient('5: who answers pings stays, until SIGINT ends the server', async ({ start, random }) => {
    await patiently(HEARTBEATS, async (heartbeat) => {
      const server = await start({ HEARTBEAT_MS: String(heartbeat) });
      const client = await join(server, random.word(), random.word());
      for (let ping = 0; ping < 3; ping += 1) await client.expectPing(heartbeat * 3);
      await client.expectAlive();
      server.signal('SIGINT');
      await client.expectClose(1001);
      await server.expectExit(0, EXIT_DEADLINE);
    });
  });

  good('5: wrong values and fields give an error, and nobody else notices', async ({ shared, random }) => {
    const server = await shared();
    const room = random.word();
    const name = random.word();
    const client = await join(server, room, name);
    const bystander = await join(server, room, random.word());
    const wrong = [
      null,
      [],
      7,
      { type: 'message' },
      { type: 'message', text: 7 },
      { type: 'message', text: '' },
      { type: 'message', text: 'x'.repeat(1001) },
      { type: 'private', text: 'to whom?' },
      { type: 'private', to: [name], text: 'hi' },
      { type: 'private', to: name },
      { type: 'private', to: name, text: '' },
      { type: 'private', to: name, text: 'x'.repeat(1001) },
      { type: 'typing', typing: 'yes' },
      { type: 'typing' },
      { type: 'constructor' },
    ];
    for (const message of wrong) await expectRefusal(client, JSON.stringify(message));
    await expectRefusal(client, Buffer.from('{"type":"get_users"}'));
    await bystander.expectNothing();
  });

  good('5: who does not answer a ping is cut off at the next one', async ({ start, random }) => {
    const server = await start({ HEARTBEAT_MS: String(HEARTBEATS[0]) });
    const silent = await server.websocket(roomPath(random.word(), random.word()), {
      answersPings: false,
      passesOver: ['welcome', 'user_list', 'system'],
    });
    // This one answers nothing at all, no close frame either.
    const dead = await server.rawWebsocket(roomPath(random.word(), random.word()));
    await expectHeartbeat(silent, dead);
  });

  good('5: SIGTERM closes everybody with 1001 and ends with exit code 0', async ({ start, random }) => {
    const server = await start();
    const clients = [
      await join(server, random.word(), random.word()),
      await join(server, random.word(), random.word()),
    ];
    const silent = await server.rawWebsocket(roomPath(random.word(), random.word()));
    const half = await server.tcp();
    half.sendBytes('half a handshake', Buffer.from('GET /ws/tea/ada HTTP/1.1\r\nHost: x\r\n'));
    server.signal('SIGTERM');
    for (const client of clients) await client.expectClose(1001);
    await silent.expectBytes('a close frame with 1001', Buffer.from([0x03, 0xe9]));
    await expectNoMoreClients(server);
    await server.expectExit(0, EXIT_DEADLINE);
  });

  excellent('5: a message may have 64 KiB, counted in bytes', async ({ shared, random }) => {
    const server = await shared();
    const client = await join(server, random.word(), random.word());
    client.send('{"type":"get_users"}'.padEnd(65_536));
    // The list of users is passed over; an error would not be.
    await client.expectNothing();
    client.send(JSON.stringify({ type: 'message', text: 'é'.repeat(40_000) }));
    await client.expectClose(1009);
  });

  excellent('5: oversized and broken frames end their own connection', async ({ shared, random }) => {
    const server = await shared();
    const room = random.word();
    const bystander = await join(server, room, random.word());
    const large = await join(server, room, random.word());
    large.send('x'.repeat(65_537));
    await large.expectClose(1009);
    const broken = await server.rawWebsocket(roomPath(room, random.word()));
    const payload = Buffer.from('x');
    broken.sendFrame('a text frame without a mask', { opcode: opcodes.text, payload, masked: false });
    await broken.expectEnd();
    await bystander.expectAlive();
  });

  excellent('5: a client that does not read is cut off, and the others go on', async ({ shared, random }) => {
    const server = await shared();
    const room = random.word();
    const slow = await server.rawWebsocket(roomPath(room, random.word()));
    const sender = await server.rawWebsocket(roomPath(room, random.word()));
    const message = JSON.stringify({ type: 'message', text: random.word().repeat(125) });
    await expectSlowReaderCutOff(slow, sender, { opcode: opcodes.text, payload: Buffer.from(message) });
    await (await join(server, random.word(), random.word())).expectAlive();
  });

  excellent('5: who does not read its own private messages is cut off', async ({ shared, random }) => {
    const server = await shared();
    const [room, name] = [random.word(), random.word()];
    const slow = await server.rawWebsocket(roomPath(room, name));
    const bystander = await join(server, room, random.word());
    const message = JSON.stringify({ type: 'private', to: name, text: random.word().repeat(125) });
    await expectCutOff(slow, { opcode: opcodes.text, payload: Buffer.from(message) }, { atOnce: 50 });
    await bystander.expectAlive();
  });

  excellent('5: a setting that makes no sense ends the start with one line', async ({ startBadly }) => {
    await Promise.all([
      expectRefused(startBadly, 'PORT', 'abc'),
      expectRefused(startBadly, 'HEARTBEAT_MS', '0'),
      expectRefused(startBadly, 'HEARTBEAT_MS', '-1'),
    ]);
  });
});
