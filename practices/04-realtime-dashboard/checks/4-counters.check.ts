import { z } from 'zod';
import { criterion, eventually, opcodes, type RunningServer } from '../../../lab/grading/kit.ts';
import {
  ACTIVITY,
  connectUser,
  fail,
  formatRequest,
  STREAM,
  simulateMany,
  simulations,
} from './dashboard.ts';

const count = z.number().int().min(0);
const countsSchema = z
  .object({
    traffic: z.object({ requests: count, streams: count }),
    app: z.object({ connectedUsers: count, logins: count, errors: count, requests: count }),
  })
  .transform(({ traffic, app }) => ({
    'traffic.requests': traffic.requests,
    'traffic.streams': traffic.streams,
    'app.connectedUsers': app.connectedUsers,
    'app.logins': app.logins,
    'app.errors': app.errors,
    'app.requests': app.requests,
  }));

type Counts = z.infer<typeof countsSchema>;

async function countsOf(server: RunningServer): Promise<Counts> {
  const expected = countsSchema.describe('"traffic" and "app" with the counts of the contract');
  return countsSchema.parse((await server.get('/metrics', 200, expected)).body);
}

/** These counts must differ from earlier ones by this much. */
async function expectGrowth(server: RunningServer, before: Counts, growth: Partial<Counts>): Promise<void> {
  const now = await countsOf(server);
  for (const name of Object.keys(growth) as Array<keyof Counts>) {
    const expected = before[name] + (growth[name] ?? 0);
    if (now[name] !== expected)
      fail(
        `http: GET /metrics, where ${name} was ${before[name]} before`,
        `${name} is ${expected}`,
        String(now[name]),
      );
  }
}

/** Sends a request, and takes whatever it is answered with. */
async function ask(server: RunningServer, line: string, body = ''): Promise<void> {
  const client = await server.tcp();
  client.sendBytes(`${line} ${body}`, Buffer.from(formatRequest(line, body)));
  await client.expectBytes('an answer', Buffer.from('HTTP/1.1 '));
  client.end();
}

criterion('dashboard.counters', ({ sufficient, good, excellent }) => {
  sufficient('4: logins, errors and requests are counted, each for itself', async ({ shared, random }) => {
    const server = await shared();
    const before = await countsOf(server);
    for (const [index, { path }] of simulations.entries()) {
      for (let times = 0; times <= index; times += 1) await server.post(path, { text: random.text() }, 202);
    }
    await expectGrowth(server, before, { 'app.logins': 1, 'app.errors': 2, 'app.requests': 3 });
  });

  sufficient('4: every HTTP request is counted, whatever its answer', async ({ shared, random }) => {
    const server = await shared();
    const before = await countsOf(server);
    await server.get(`/${random.word()}`, 404);
    await server.get('/metrics', 200);
    await server.post('/simulate/error', { text: random.text() }, 202);
    await expectGrowth(server, before, { 'traffic.requests': 4 });
  });

  good('4: files, streams, and what is refused are requests too', async ({ shared }) => {
    const server = await shared();
    const before = await countsOf(server);
    const requests = ['GET /', 'GET /client.js', 'HEAD /metrics', `HEAD ${STREAM}`];
    for (const request of requests) await ask(server, request);
    await ask(server, 'POST /simulate/error', '{');
    await expectGrowth(server, before, { 'traffic.requests': requests.length + 2 });
  });

  good('4: open streams and connected users are counted', async ({ shared }) => {
    const server = await shared();
    const before = await countsOf(server);
    for (let times = 0; times < 2; times += 1) await server.textStream(STREAM);
    for (let times = 0; times < 3; times += 1) await connectUser(server);
    await eventually(() => expectGrowth(server, before, { 'traffic.streams': 2, 'app.connectedUsers': 3 }));
  });

  good('4: who has gone is not counted any more', async ({ shared }) => {
    const server = await shared();
    const before = await countsOf(server);
    const streams = [await server.textStream(STREAM), await server.textStream(STREAM)];
    const users = [await connectUser(server), await connectUser(server), await connectUser(server)];
    await eventually(() => expectGrowth(server, before, { 'traffic.streams': 2, 'app.connectedUsers': 3 }));
    for (const stream of streams) stream.close();
    for (const user of users) await user.close();
    await eventually(() => expectGrowth(server, before, { 'traffic.streams': 0, 'app.connectedUsers': 0 }));
  });

  excellent('4: whoever is lost is not counted any more, once', async ({ shared }) => {
    const server = await shared();
    const staying = await connectUser(server);
    await eventually(async () => {
      if ((await countsOf(server))['app.connectedUsers'] === 0) fail('a client connected', '1 user', 'none');
    });
    const before = await countsOf(server);
    const vanishing = await connectUser(server);
    const broken = await server.rawWebsocket(ACTIVITY);
    await eventually(() => expectGrowth(server, before, { 'app.connectedUsers': 2 }));
    vanishing.terminate();
    const payload = Buffer.from('x');
    broken.sendFrame('a text frame without a mask', { opcode: opcodes.text, payload, masked: false });
    await broken.expectEnd();
    await eventually(() => expectGrowth(server, before, { 'app.connectedUsers': 0 }));
    await staying.expectAlive();
  });

  excellent('4: what happens at the same moment is all counted', async ({ shared, random }) => {
    const server = await shared();
    const before = await countsOf(server);
    await simulateMany(server, random, 20);
    const now = await countsOf(server);
    const names = ['app.logins', 'app.errors', 'app.requests'] as const;
    const counted = names.reduce((sum, name) => sum + now[name] - before[name], 0);
    if (counted !== 20) fail('http: 20 simulations at once', '20 counted', String(counted));
    await expectGrowth(server, before, { 'traffic.requests': 22 });
  });
});
