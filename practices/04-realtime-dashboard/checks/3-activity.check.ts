import {
  anyText,
  criterion,
  isoTime,
  type Random,
  type RunningServer,
  type WebSocketClient,
} from '../../../lab/grading/kit.ts';
import {
  ACTIVITY,
  type Activity,
  activitySchema,
  fail,
  formatRequest,
  historySchema,
  simulate,
  simulateMany,
  simulations,
} from './dashboard.ts';

const anyHistory = { type: 'history', activities: historySchema.shape.activities.describe('activities') };

const anyActivity = {
  type: 'activity',
  id: activitySchema.shape.id.describe('a whole number'),
  kind: anyText,
  text: anyText,
};

/** The next message must be a history. */
async function takeHistory(client: WebSocketClient): Promise<Activity[]> {
  return historySchema.parse(await client.expectMessage(anyHistory)).activities;
}

/** Connects, and takes the history. */
async function connect(server: RunningServer): Promise<{ client: WebSocketClient; history: Activity[] }> {
  const client = await server.websocket(`${ACTIVITY}?tab=1`);
  return { client, history: await takeHistory(client) };
}

/** Many requests in one packet: to a busy machine they cost much less than a connection for each of them. */
async function simulateInOnePacket(server: RunningServer, random: Random, count: number): Promise<void> {
  const requests = Array.from({ length: count }, () =>
    formatRequest('POST /simulate/request', JSON.stringify({ text: random.word() })),
  );
  const client = await server.tcp();
  client.sendBytes(`${count} times POST /simulate/request`, Buffer.from(requests.join('')));
}

function expectSame(did: string, received: readonly Activity[], expected: readonly Activity[]): void {
  const show = (activities: readonly Activity[]) =>
    activities.map(({ id, kind, text }) => `${id} ${kind} ${text}`).join(', ');
  if (show(received) !== show(expected)) {
    const what = (activities: readonly Activity[]) => `${activities.length}: ${show(activities) || 'none'}`;
    fail(did, what(expected), what(received));
  }
}

criterion('dashboard.activity', ({ sufficient, good, excellent }) => {
  sufficient('3: whoever connects gets the history first', async ({ shared, random }) => {
    const server = await shared();
    const activity = await simulate(server, random);
    const { client, history } = await connect(server);
    expectSame('a client connected: the newest activity', history.slice(-1), [activity]);
    if (activity.id < 1) fail('http: POST /simulate', 'ids from 1 on', String(activity.id));
    const time = history.at(-1)?.['time'];
    if (!isoTime.safeParse(time).success) fail('a client connected', 'a history with times', String(time));
    await client.expectNothing();
  });

  sufficient('3: what is simulated reaches everybody, once', async ({ shared, random }) => {
    const server = await shared();
    const clients = [(await connect(server)).client, (await connect(server)).client];
    for (const { path, kind } of simulations) {
      const text = random.text();
      const { body } = await server.post(path, { text }, 202, { kind, text, time: isoTime });
      const id = Number((body as { id: unknown }).id);
      for (const client of clients)
        await client.expectMessage({ type: 'activity', id, kind, text, time: isoTime });
    }
    for (const client of clients) await client.expectNothing();
  });

  good('3: the history has the last 20, the oldest first', async ({ shared, random }) => {
    const server = await shared();
    const activities: Activity[] = [];
    for (let count = 0; count < 22; count += 1) activities.push(await simulate(server, random));
    const { history } = await connect(server);
    expectSame('a client connected: the history', history, activities.slice(-20));
  });

  good('3: nothing is lost or doubled between history and activity', async ({ shared, random }) => {
    const server = await shared();
    await simulate(server, random);
    const [connections] = await Promise.all([
      Promise.all(Array.from({ length: 3 }, () => connect(server))),
      simulateMany(server, random, 15),
    ]);
    const end = await simulate(server, random);
    for (const { client, history } of connections) {
      let last = Number(history.at(-1)?.id);
      while (last < end.id) {
        last += 1;
        await client.expectMessage({ type: 'activity', id: last });
      }
      await client.expectNothing();
    }
  });

  good('3: awkward texts come unchanged', async ({ shared, random }) => {
    const server = await shared();
    const { client } = await connect(server);
    const texts = [' ', '<img src=x>', '\u2028"\\\n', `👩‍👩‍👧 ${random.word()}`, '日'.repeat(200)];
    for (const text of texts) {
      await simulate(server, random, text);
      await client.expectMessage({ type: 'activity', text });
    }
  });

  excellent('3: get_history gives as many as asked for, and 100 are kept', async ({ shared, random }) => {
    const server = await shared();
    const { client } = await connect(server);
    const bystander = await server.websocket(ACTIVITY, { passesOver: ['activity'] });
    await takeHistory(bystander);
    await simulateInOnePacket(server, random, 102);
    const activities: Activity[] = [];
    while (activities.length < 102)
      activities.push(activitySchema.parse(await client.expectMessage(anyActivity)));
    for (const limit of [1, 37, 100, 1000]) {
      client.sendJson({ type: 'get_history', limit });
      const expected = activities.slice(-Math.min(limit, 100));
      expectSame(`get_history with limit ${limit}`, await takeHistory(client), expected);
    }
    await bystander.expectNothing();
  });

  excellent('3: a client that has gone keeps nothing from the others', async ({ shared, random }) => {
    const server = await shared();
    const gone = [(await connect(server)).client, (await connect(server)).client];
    const staying = (await connect(server)).client;
    for (const client of gone) client.terminate();
    for (let count = 0; count < 3; count += 1) {
      const { id } = await simulate(server, random);
      await staying.expectMessage({ type: 'activity', id, text: anyText });
    }
  });
});
