// Two servers, one database, one Redis; one server is killed amid 5,000 messages and started again. Afterwards everybody must
// have seen each message of their room, once and in order. Run it with: npm run bench two-servers (redis-server is needed)
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { findFreePort, RedisServer } from '../test/support/redis.ts';
import { newRoom, newToken, readHistory } from './support/chat-api.ts';
import { CHAT_SERVER, chatEnvironment, startServer, withFolder } from './support/server.ts';
import { ChatClient } from './two-servers/chat-client.ts';

const CLIENTS = 200;
const ROOMS = 20;
const MESSAGES = 5000;
const KILL_AFTER = MESSAGES / 3;
const DEADLINE_MS = 60_000;

process.exitCode = await withFolder(run);

async function run(folder: string): Promise<number> {
  const redis = await RedisServer.start();
  const environment = { ...chatEnvironment(folder), REDIS_URL: redis.url };
  const ports = [await findFreePort(), await findFreePort()];
  const start = (port: number | undefined) =>
    startServer(CHAT_SERVER, { ...environment, PORT: String(port) });
  const [first, second] = [await start(ports[0]), await start(ports[1])];
  const running = [first, second];
  try {
    const clients = await gather(running.map(({ address }) => address));
    const begin = performance.now();
    const stays = clients.map((client) => client.stay());
    const speeches = clients.map((client) => client.speak());

    await until(() => sum(clients, (client) => client.shown.length) / (CLIENTS / ROOMS) >= KILL_AFTER);
    await first.kill();
    const killed = performance.now();
    running[0] = await start(ports[0]);
    const away = performance.now() - killed;

    await until(() => clients.every((client) => client.isDone && client.shown.length >= MESSAGES / ROOMS));
    const seconds = (performance.now() - begin) / 1000;
    clients.forEach((client) => {
      client.leave();
    });
    await Promise.all([...stays, ...speeches]);
    return await judge(clients, second.address, seconds, away / 1000);
  } finally {
    await Promise.all(running.map((server) => server.kill()));
    await redis.remove();
  }
}

/** Everybody, half of them at each server, spread over the rooms. */
async function gather(addresses: readonly string[]): Promise<ChatClient[]> {
  const [address = ''] = addresses;
  const owner = await newToken(address, 'owner');
  const rooms: number[] = [];
  for (let number = 0; number < ROOMS; number += 1)
    rooms.push(await newRoom(address, owner, `Room ${number}`));

  const clients: ChatClient[] = [];
  for (let number = 0; number < CLIENTS; number += 1) {
    const username = `person-${number}`;
    const room = rooms[number % ROOMS] ?? 0;
    const person = { username, room, token: await newToken(address, username) };
    const texts = Array.from({ length: MESSAGES / CLIENTS }, (_, index) => `${index} of ${username}`);
    // Neighbours in a room sit at different servers.
    const server = addresses[Math.floor(number / ROOMS) % addresses.length] ?? '';
    clients.push(new ChatClient(server, person, texts));
  }
  return clients;
}

/** Compares what everybody saw with the history, and prints it. Returns the exit code. */
async function judge(
  clients: readonly ChatClient[],
  address: string,
  seconds: number,
  away: number,
): Promise<number> {
  let [lost, stored] = [0, 0];
  let twice = sum(clients, (client) => client.twice);
  let outOfOrder = sum(clients, (client) => client.outOfOrder);
  for (let room = 0; room < ROOMS; room += 1) {
    const people = clients.filter((_, number) => number % ROOMS === room);
    const [reader] = people;
    if (!reader) continue;
    const history = await readHistory(address, reader.person.token, reader.person.room, 0);
    const texts = new Set(history.map(({ text }) => text));
    stored += history.length;
    twice += history.length - texts.size;
    lost += MESSAGES / ROOMS - texts.size;
    for (const { shown } of people) {
      const seen = new Set(shown);
      lost += history.filter(({ id }) => !seen.has(id)).length;
      const isSorted = shown.every((id, index) => index === 0 || id > (shown[index - 1] ?? 0));
      if (!isSorted) outOfOrder += 1;
    }
  }

  const errors = clients.flatMap((client) => client.errors);
  const figures = {
    messages: stored,
    'seen live': sum(clients, (client) => client.live),
    'by history': sum(clients, (client) => client.byHistory),
    lost,
    twice,
    'out of order': outOfOrder,
    errors: errors.length,
    seconds: seconds.toFixed(1),
    'seconds away': away.toFixed(1),
  };
  console.log(`${CLIENTS} clients in ${ROOMS} rooms at two servers, of which one was killed\n`);
  for (const [name, figure] of Object.entries(figures)) console.log(`  ${name.padEnd(14)}${figure}`);
  for (const error of new Set(errors)) console.log(`  a server said: ${error}`);
  return lost + twice + outOfOrder + errors.length === 0 ? 0 : 1;
}

/** Waits until something holds, or a minute has passed: what is missing then is counted. */
async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  while (!holds() && performance.now() < deadline) await wait(50);
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
