import { CheckFailure, criterion, opcodes, patiently } from '../../../lab/grading/kit.ts';

/** Heartbeats in milliseconds: the short one keeps grading quick, the long one forgives a busy machine. */
const HEARTBEATS = [250, 1200];
/** What the README allows, and a second for a busy machine. */
const EXIT_DEADLINE = 3000;
const MEBIBYTE = 1024 * 1024;

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
    await client.expectPing(2500);
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
      const silent = await server.tcp();
      silent.requestUpgrade('/ws/echo');
      await silent.expectStatus(101);
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
    const slow = await server.tcp();
    slow.requestUpgrade('/ws/echo');
    await slow.expectStatus(101);
    slow.pause();

    const frame = { opcode: opcodes.binary, payload: random.bytes(60_000) };
    const { bytes, ended } = await slow.flood(
      'binary frames of 60000 bytes, without reading',
      frame,
      32 * MEBIBYTE,
    );
    if (!ended) {
      throw new CheckFailure({
        did: `client 2 sent ${Math.round(bytes / MEBIBYTE)} MiB to /ws/echo and read no answer`,
        expected: 'the server cuts it off before 1 MiB waits for it',
        received: 'the connection was still open',
      });
    }
    await bystander.expectAlive();
  });

  excellent('5: a setting that makes no sense ends the start with one line', async ({ startBadly }) => {
    for (const [name, value] of [
      ['PORT', 'abc'],
      ['HEARTBEAT_MS', '-1'],
    ] as const) {
      const { code, errors } = await startBadly({ [name]: value });
      const lines = errors.trim().split('\n');
      if (code !== 1 || lines.length !== 1 || !errors.includes(name)) {
        throw new CheckFailure({
          did: `the server was started with ${name}=${value}`,
          expected: `exit code 1 and one line on stderr that names ${name}`,
          received: code === undefined ? 'it listened' : `exit code ${code} and ${JSON.stringify(errors)}`,
        });
      }
    }
  });
});
