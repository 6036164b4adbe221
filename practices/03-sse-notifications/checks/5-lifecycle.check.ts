import { z } from 'zod';
import {
  CheckFailure,
  criterion,
  EXIT_DEADLINE,
  eventually,
  expectNoMoreClients,
  expectRefused,
  patiently,
  type RunningServer,
} from '../../../lab/grading/kit.ts';
import { broadcast, notify, streamPath } from './posting.ts';

const statsSchema = z.looseObject({ connections: z.number(), users: z.number(), sent: z.number() });
type Stats = z.infer<typeof statsSchema>;

async function statsOf(server: RunningServer): Promise<Stats> {
  const expected = statsSchema.describe('{"connections":…,"users":…,"sent":…}');
  return statsSchema.parse((await server.get('/stats', 200, expected)).body);
}

/** The statistics must differ from earlier ones by this much. */
async function expectChange(server: RunningServer, before: Stats, change: Stats): Promise<void> {
  const now = await statsOf(server);
  const names = ['connections', 'users', 'sent'] as const;
  const wrong = names.find((name) => now[name] - before[name] !== change[name]);
  if (!wrong) return;
  throw new CheckFailure({
    did: 'http: GET /stats',
    expected: `"${wrong}":${before[wrong] + change[wrong]}`,
    received: JSON.stringify(now),
  });
}

criterion('notifications.lifecycle', ({ sufficient, good, excellent }) => {
  sufficient('5: comments keep the stream alive, until SIGINT ends the server', async ({ start, random }) => {
    await patiently([150, 600], async (keepalive) => {
      const server = await start({ KEEPALIVE_MS: String(keepalive) });
      const stream = await server.textStream(streamPath(random.word()));
      for (let count = 0; count < 3; count += 1) await stream.expectText('\n:');
      // Without a line of data, nothing is an event.
      stream.expectNo('\ndata');
      server.signal('SIGINT');
      await stream.expectEnd();
      await server.expectExit(0, EXIT_DEADLINE);
    });
  });

  sufficient('5: the statistics count open streams, users and what was sent', async ({ shared, random }) => {
    const server = await shared();
    const before = await statsOf(server);
    const user = random.word();
    await server.textStream(streamPath(user));
    await server.textStream(streamPath(user));
    await server.textStream(streamPath(random.word()));
    await notify(server, user, random.word());
    await broadcast(server, random.word());
    await expectChange(server, before, { connections: 3, users: 2, sent: 2 });
  });

  good('5: a tab that has gone is forgotten', async ({ shared, random }) => {
    const server = await shared();
    const user = random.word();
    const staying = await server.textStream(streamPath(user));
    const before = await statsOf(server);
    const gone = [
      await server.textStream(streamPath(user)),
      await server.textStream(streamPath(random.word())),
      await server.textStream(streamPath(random.word())),
    ];
    for (const stream of gone) stream.close();
    await eventually(() => expectChange(server, before, { connections: 0, users: 0, sent: 0 }));
    const { message } = await notify(server, user, random.word());
    await staying.expectText(message);
  });

  good('5: SIGTERM ends the streams, and the server with exit code 0', async ({ start, random }) => {
    const server = await start();
    const streams = [
      await server.textStream(streamPath(random.word())),
      await server.textStream(streamPath(random.word())),
    ];
    const half = await server.tcp();
    half.sendBytes('half a request', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n'));
    server.signal('SIGTERM');
    for (const stream of streams) await stream.expectEnd();
    await expectNoMoreClients(server);
    await server.expectExit(0, EXIT_DEADLINE);
  });

  excellent('5: a client that does not read is cut off, and the others go on', async ({ start, random }) => {
    const server = await start();
    const user = random.word();
    const other = await server.textStream(streamPath(random.word()));
    const before = await statsOf(server);
    const slow = await server.textStream(streamPath(user));
    slow.pause();
    const body = { type: 'info', message: 'much', data: 'x'.repeat(60_000) };
    for (let count = 0; count < 200; count += 1) await server.post(`/notify/${user}`, body, 202);
    // Cut off, and not only told that this is the end once it has read all the rest.
    await eventually(async () => {
      const { connections } = await statsOf(server);
      if (connections === before.connections) return;
      throw new CheckFailure({
        did: 'a client read nothing of 200 events of 60 KB',
        expected: `it is cut off, and GET /stats counts ${before.connections} connections, as before it came`,
        received: `${connections} connections`,
      });
    });
    slow.resume();
    await slow.expectEnd();
    const { message } = await broadcast(server, random.word());
    await other.expectText(message);
  });

  excellent('5: a setting that makes no sense ends the start with one line', async ({ startBadly }) => {
    await expectRefused(startBadly, 'PORT', 'abc');
    await expectRefused(startBadly, 'KEEPALIVE_MS', '0');
  });
});
