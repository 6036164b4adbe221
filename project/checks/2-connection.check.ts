import { z } from 'zod';
import {
  anyText,
  criterion,
  EXIT_DEADLINE,
  expectCutOff,
  expectRefused,
  HEARTBEATS,
  isoTime,
  opcodes,
  patiently,
  type RunningServer,
} from '../../lab/grading/kit.ts';
import { chatPath, listen, newPerson, newRoom, PRESENCE, signToken, visit } from './people.ts';

/** The upgrade must be answered with this status, before anything of the WebSocket protocol. */
async function expectUpgrade(
  server: RunningServer,
  path: string,
  status: number,
  headers?: Record<string, string>,
): Promise<void> {
  const client = await server.tcp();
  client.requestUpgrade(path, undefined, headers);
  await client.expectStatus(status);
  client.end();
}

criterion('chat.connection', ({ sufficient, good, excellent }) => {
  sufficient('RF-02: with a good token, the WebSocket opens and is welcomed', async ({ shared, random }) => {
    const server = await shared();
    const person = await newPerson(server, random);
    const room = await newRoom(server, person, random);
    const client = await server.websocket(chatPath(room, person), { passesOver: PRESENCE });
    const { id, name } = room;
    await client.expectMessage({
      type: 'welcome',
      room: z
        .looseObject({ id: z.literal(id), name: z.literal(name) })
        .describe(JSON.stringify({ id, name })),
      user: z
        .looseObject({ id: z.literal(person.id), username: z.literal(person.username) })
        .describe(JSON.stringify({ id: person.id, username: person.username })),
      time: isoTime,
    });
    client.sendJson({ type: 'ping' });
    await client.expectMessage({ type: 'pong', time: isoTime });
  });

  sufficient('RF-02: without a good token, the upgrade is refused with 401', async ({ shared, random }) => {
    const server = await shared();
    const person = await newPerson(server, random);
    const room = await newRoom(server, person, random);
    await expectUpgrade(server, `/ws/chat/${room.id}`, 401);
    await expectUpgrade(server, `/ws/chat/${room.id}?token=`, 401);
    await expectUpgrade(server, chatPath(room, { token: random.word() }), 401);
    await expectUpgrade(
      server,
      chatPath(room, { token: signToken(person, {}, random.word().repeat(5)) }),
      401,
    );
    await server.get('/notifications', 401, { error: anyText });
  });

  good('RF-02: unknown paths and rooms are refused with 404', async ({ shared, random }) => {
    const server = await shared();
    const person = await newPerson(server, random);
    const { id: roomId } = await newRoom(server, person, random);
    const wrong = [`/ws/chat/${roomId}/more`, `/ws/chat/${roomId}more`, `/${random.word()}`];
    for (const path of ['/', '/ws', '/ws/chat', '/notifications', ...wrong]) {
      await expectUpgrade(server, `${path}?token=${person.token}`, 404);
    }
    for (const id of ['999999999', '0', '-1', 'tea', '1.5']) {
      await expectUpgrade(server, `/ws/chat/${id}?token=${person.token}`, 404);
    }
  });

  good('RF-02: pages of other origins are refused with 403', async ({ start, random }) => {
    const allowed = `https://${random.word()}.example`;
    const server = await start({ ALLOWED_ORIGINS: `https://first.example,${allowed}` });
    const own = `http://127.0.0.1:${server.port}`;
    const person = await newPerson(server, random);
    const path = chatPath(await newRoom(server, person, random), person);
    for (const Origin of [own, allowed]) await expectUpgrade(server, path, 101, { Origin });
    for (const Origin of [`https://${random.word()}.example`, `${allowed}.evil.example`, `${own}0`, 'null']) {
      await expectUpgrade(server, path, 403, { Origin });
    }
  });

  good('RF-02: bad input gives an error, and the connection stays', async ({ shared, random }) => {
    const server = await shared();
    const person = await newPerson(server, random);
    const client = await visit(server, await newRoom(server, person, random), person);
    const wrong = ['not json', 'null', '[]', '{}', '{"type":"constructor"}', '{"type":"message"}'];
    for (const text of [...wrong, '{"type":"message","text":7}', '{"type":"typing","typing":"yes"}']) {
      client.send(text);
      await client.expectMessage({ type: 'error', message: anyText });
    }
    client.send(Buffer.from('{"type":"ping"}'));
    await client.expectMessage({ type: 'error', message: anyText });
    client.sendJson({ type: 'ping' });
    await client.expectMessage({ type: 'pong' });
  });

  good(
    'RF-02: SIGTERM closes with 1001, ends the streams, and ends with exit code 0',
    async ({ start, random }) => {
      const server = await start();
      const person = await newPerson(server, random);
      const client = await visit(server, await newRoom(server, person, random), person);
      const stream = await listen(server, person);
      server.signal('SIGTERM');
      await client.expectClose(1001);
      await stream.expectEnd();
      await server.expectExit(0, EXIT_DEADLINE);
    },
  );

  excellent('RF-02: who answers pings stays, who does not is cut off', async ({ start, random }) => {
    await patiently(HEARTBEATS, async (heartbeat) => {
      const server = await start({ HEARTBEAT_MS: String(heartbeat) });
      const person = await newPerson(server, random);
      const room = await newRoom(server, person, random);
      const silent = await server.websocket(chatPath(room, person), {
        answersPings: false,
        passesOver: PRESENCE,
      });
      const client = await visit(server, room, person);
      for (let ping = 0; ping < 3; ping += 1) await client.expectPing(heartbeat * 4);
      await silent.expectMessage({ type: 'welcome' });
      await silent.expectClose();
      await client.expectAlive();
    });
  });

  excellent(
    'RF-02: a token that runs out closes with 4401, and ends the notifications',
    async ({ shared, random }) => {
      const server = await shared();
      const person = await newPerson(server, random);
      const room = await newRoom(server, person, random);
      const staying = await visit(server, room, person);
      await patiently([2, 6], async (seconds) => {
        const expiring = { ...person, token: signToken(person, { expiresIn: seconds }) };
        const stream = await listen(server, expiring);
        const client = await visit(server, room, expiring);
        await client.expectCloseWithin(seconds * 2000, 4401);
        await stream.expectEnd();
      });
      await staying.expectAlive();
    },
  );

  excellent('RF-02: oversized and broken frames end their own connection', async ({ shared, random }) => {
    const server = await shared();
    const person = await newPerson(server, random);
    const room = await newRoom(server, person, random);
    const bystander = await visit(server, room, person);
    const large = await visit(server, room, person);
    large.send('x'.repeat(65_537));
    await large.expectClose(1009);
    const broken = await server.rawWebsocket(chatPath(room, person));
    broken.sendFrame('a frame with the reserved opcode 3', {
      opcode: opcodes.reserved,
      payload: Buffer.from('x'),
    });
    await broken.expectEnd();
    await bystander.expectAlive();
  });

  excellent(
    'RF-02: a client that does not read is cut off, and the others go on',
    async ({ shared, random }) => {
      const server = await shared();
      const person = await newPerson(server, random);
      const room = await newRoom(server, person, random);
      const bystander = await visit(server, room, person);
      const slow = await server.rawWebsocket(chatPath(room, person));
      const ping = { opcode: opcodes.text, payload: Buffer.from('{"type":"ping"}') };
      await expectCutOff(slow, ping, { atOnce: 1000, most: 8 * 1024 * 1024 });
      await bystander.expectAlive();
    },
  );

  excellent('RF-02: a setting that makes no sense ends the start with one line', async ({ startBadly }) => {
    await expectRefused(startBadly, 'PORT', 'abc');
    await expectRefused(startBadly, 'HEARTBEAT_MS', '-1');
  });
});
