import {
  criterion,
  EXIT_DEADLINE,
  expectCutOff,
  expectRefused,
  HEARTBEATS,
  opcodes,
  patiently,
} from '../../../lab/grading/kit.ts';

criterion('echo.lifecycle', ({ sufficient, good, excellent }) => {
  sufficient('5: clients are pinged, and one that answers stays', async ({ start }) => {
    await patiently(HEARTBEATS, async (heartbeat) => {
      const server = await start({ HEARTBEAT_MS: String(heartbeat) });
      const client = await server.websocket('/ws/echo');
      for (let ping = 0; ping < 3; ping += 1) await client.expectPing(heartbeat * 3);
      await client.expectAlive();
    });
  });

  sufficient('5: a client that does not answer a ping is cut off', async ({ start }) => {
    const server = await start({ HEARTBEAT_MS: String(HEARTBEATS[0]) });
    const client = await server.websocket('/ws/echo', { answersPings: false });
    await client.expectPing();
    await client.expectClose();
  });

  good(
    '5: SIGTERM closes the clients of every endpoint with 1001 and ends with exit code 0',
    async ({ start }) => {
      const server = await start();
      const [echo, log, json] = [
        await server.websocket('/ws/echo'),
        await server.websocket('/ws'),
        await server.websocket('/ws/json'),
      ];
      await log.expectMessage({ type: 'welcome' });
      await json.expectMessage({ type: 'welcome' });
      server.signal('SIGTERM');
      for (const client of [echo, log, json]) await client.expectClose(1001);
      await server.expectExit(0, EXIT_DEADLINE);
    },
  );

  good(
    '5: SIGINT ends the server in time, although a client never answers the close frame',
    async ({ start }) => {
      const server = await start();
      const silent = await server.rawWebsocket('/ws/echo');
      const half = await server.tcp();
      half.sendBytes('half a handshake', Buffer.from('GET /ws/echo HTTP/1.1\r\nHost: x\r\n'));

      server.signal('SIGINT');
      await silent.expectBytes('close 1001', Buffer.from([0x03, 0xe9]));
      await server.expectExit(0, EXIT_DEADLINE);
    },
  );

  excellent('5: a client that does not read is cut off, and the others go on', async ({ start, random }) => {
    const server = await start();
    const bystander = await server.websocket('/ws/echo');
    const slow = await server.rawWebsocket('/ws/echo');
    await expectCutOff(slow, { opcode: opcodes.binary, payload: random.bytes(60_000) });
    await bystander.expectAlive();
  });

  excellent('5: a setting that makes no sense ends the start with one line', async ({ startBadly }) => {
    await expectRefused(startBadly, 'PORT', 'abc');
    await expectRefused(startBadly, 'HEARTBEAT_MS', '-1');
  });
});
