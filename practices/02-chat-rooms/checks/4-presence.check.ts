import { z } from 'zod';
import {
  anyText,
  CheckFailure,
  criterion,
  eventually,
  isoTime,
  type RunningServer,
  type WebSocketClient,
} from '../../../lab/grading/kit.ts';
import { join, joinToWatch, roomPath } from './people.ts';

/** A list with exactly these names, sorted. */
function namesOf(...usernames: string[]): z.ZodType {
  const expected = JSON.stringify(usernames.toSorted());
  return z
    .array(z.string())
    .refine((names) => JSON.stringify(names) === expected)
    .describe(expected);
}

/** Somebody's coming or going must be the next thing that this client hears. */
async function expectSystem(
  client: WebSocketClient,
  event: 'user_joined' | 'user_left',
  username: string,
): Promise<void> {
  await client.expectMessage({ type: 'system', event, username, time: isoTime });
}

const roomsSchema = z.looseObject({ rooms: z.array(z.looseObject({ name: z.string(), users: z.number() })) });

/** The rooms that GET /api/rooms lists. */
async function listRooms(server: RunningServer): Promise<Array<{ name: string; users: number }>> {
  const expected = roomsSchema.describe('{"rooms":[{"name":…,"users":…}]}');
  const { body } = await server.get('/api/rooms', 200, expected);
  return roomsSchema.parse(body).rooms;
}

/** So many people must be in a room; with undefined, it must not be listed. */
async function expectCount(server: RunningServer, room: string, users: number | undefined): Promise<void> {
  const found = (await listRooms(server)).find(({ name }) => name === room)?.users;
  if (found === users) return;
  throw new CheckFailure({
    did: 'http: GET /api/rooms',
    expected: users === undefined ? `no room ${room}: nobody is there` : `${room} with "users":${users}`,
    received: found === undefined ? `no room ${room}` : `"users":${found}`,
  });
}

criterion('rooms.presence', ({ sufficient, good, excellent }) => {
  sufficient('4: a newcomer gets the list of users, with itself', async ({ shared, random }) => {
    const server = await shared();
    const [room, ada, bob] = [random.word(), random.word(), random.word()];
    await join(server, room, ada);
    const client = await server.websocket(roomPath(room, bob));
    await client.expectMessage({ type: 'welcome' });
    await client.expectMessage({ type: 'user_list', users: namesOf(ada, bob) });
    await client.expectNothing();
  });

  sufficient('4: the others hear who joins and who leaves', async ({ shared, random }) => {
    const server = await shared();
    const [room, username] = [random.word(), random.word()];
    const watcher = await joinToWatch(server, room, random.word());
    const client = await join(server, room, username);
    await expectSystem(watcher, 'user_joined', username);
    await client.close();
    await expectSystem(watcher, 'user_left', username);
  });

  good('4: get_users is answered, to its sender alone', async ({ shared, random }) => {
    const server = await shared();
    const [room, ada, bob] = [random.word(), random.word(), random.word()];
    const asking = await joinToWatch(server, room, ada);
    const other = await joinToWatch(server, room, bob);
    await expectSystem(asking, 'user_joined', bob);
    asking.sendJson({ type: 'get_users' });
    await asking.expectMessage({ type: 'user_list', users: namesOf(ada, bob) });
    await other.expectNothing();
  });

  good('4: the API lists rooms and their users, and no empty room', async ({ shared, random }) => {
    const server = await shared();
    const [room, ada, bob] = [random.word(), random.word(), random.word()];
    const first = await join(server, room, ada);
    const second = await join(server, room, bob);
    await expectCount(server, room, 2);
    const path = `/api/rooms/${encodeURIComponent(room)}/users`;
    await server.get(path, 200, { room, users: namesOf(ada, bob) });
    await first.close();
    await eventually(() => expectCount(server, room, 1));
    await second.close();
    await eventually(() => expectCount(server, room, undefined));
    await server.get(path, 404, { error: anyText });
  });

  good('4: users and rooms are sorted as toSorted() does', async ({ shared, random }) => {
    const server = await shared();
    const room = random.word();
    // A dictionary would begin with the line, and a number come before a larger one.
    const names = ['b', 'a', '_', '10', '9'].map((name) => `${name}${room}`);
    for (const name of names) await join(server, room, name);
    await server.get(`/api/rooms/${room}/users`, 200, { users: namesOf(...names) });

    // More people in some of them: rooms are sorted by name alone.
    for (const [index, name] of names.entries()) {
      await join(server, name, random.word());
      if (index % 2 === 0) await join(server, name, random.word());
    }
    const listed = (await listRooms(server)).map(({ name }) => name).filter((name) => names.includes(name));
    if (listed.join() === names.toSorted().join()) return;
    throw new CheckFailure({
      did: 'http: GET /api/rooms',
      expected: `the rooms in this order: ${names.toSorted().join(', ')}`,
      received: listed.join(', '),
    });
  });

  good('4: a peer that vanishes leaves, once', async ({ shared, random }) => {
    const server = await shared();
    const [room, username, next] = [random.word(), random.word(), random.word()];
    const watcher = await joinToWatch(server, room, random.word());
    const vanishing = await join(server, room, username);
    await expectSystem(watcher, 'user_joined', username);
    vanishing.terminate();
    await expectSystem(watcher, 'user_left', username);
    await join(server, room, next);
    await expectSystem(watcher, 'user_joined', next);
  });

  excellent(
    '4: whoever closes with another code, as a page that is left, leaves too, once',
    async ({ shared, random }) => {
      const server = await shared();
      const room = random.word();
      const watcher = await joinToWatch(server, room, random.word());
      for (const code of [3000, 4999]) {
        const username = random.word();
        const client = await join(server, room, username);
        await expectSystem(watcher, 'user_joined', username);
        await client.close(code);
        await expectSystem(watcher, 'user_left', username);
      }
      await watcher.expectNothing();
      await expectCount(server, room, 1);
    },
  );

  excellent('4: comings and goings stay in their room', async ({ shared, random }) => {
    const server = await shared();
    const [room, otherRoom, username] = [random.word(), random.word(), random.word()];
    const elsewhere = await joinToWatch(server, otherRoom, random.word());
    const watcher = await joinToWatch(server, room, random.word());
    const client = await join(server, room, username);
    await expectSystem(watcher, 'user_joined', username);
    await client.close();
    await expectSystem(watcher, 'user_left', username);
    await elsewhere.expectNothing();
    await expectCount(server, otherRoom, 1);
  });
});
