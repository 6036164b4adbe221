import { z } from 'zod';
import { anyText, criterion, eventually, type Random, type RunningServer } from '../../lab/grading/kit.ts';
import { expectCount } from './counts.ts';
import {
  bearer,
  enter,
  expectSystem,
  listen,
  newCredentials,
  newPerson,
  newRoom,
  type Person,
  sortedNames,
  visit,
} from './people.ts';

async function newPeople(server: RunningServer, random: Random): Promise<[Person, Person, Person]> {
  return [await newPerson(server, random), await newPerson(server, random), await newPerson(server, random)];
}

criterion('chat.rooms', ({ sufficient, good, excellent }) => {
  sufficient('RF-03: a room is made, listed and found', async ({ shared, random }) => {
    const server = await shared();
    const person = await newPerson(server, random);
    const room = await newRoom(server, person, random);
    await expectCount(server, person, room, 0);
    const found = z
      .looseObject({ id: z.literal(room.id), name: z.literal(room.name) })
      .describe(JSON.stringify(room));
    const users = z.array(z.string()).length(0).describe('[]');
    await server.request(
      { path: `/rooms/${room.id}`, headers: bearer(person) },
      { status: 200, body: { room: found, users } },
    );
  });

  sufficient('RF-03: rooms want a token', async ({ shared, random }) => {
    const server = await shared();
    await server.get('/rooms', 401, { error: anyText });
    await server.get('/rooms/1', 401, { error: anyText });
    await server.get('/rooms/1/messages', 401, { error: anyText });
    await server.post('/rooms', { name: random.word() }, 401, { error: anyText });
  });

  sufficient('RF-03: who is in a room sees who comes and goes', async ({ shared, random }) => {
    const server = await shared();
    const [ada, bob] = await newPeople(server, random);
    const room = await newRoom(server, ada, random);
    const first = await enter(server, room, ada);
    const second = await enter(server, room, bob);
    await expectSystem(first, 'user_joined', bob, [ada, bob]);
    await second.close();
    await expectSystem(first, 'user_left', bob, [ada]);
  });

  good('RF-03: two tabs of one person are one person', async ({ shared, random }) => {
    const server = await shared();
    const [ada, bob] = await newPeople(server, random);
    const room = await newRoom(server, ada, random);
    const watcher = await enter(server, room, ada);
    const firstTab = await enter(server, room, bob);
    await expectSystem(watcher, 'user_joined', bob, [ada, bob]);
    const secondTab = await enter(server, room, bob);
    await expectCount(server, ada, room, 2);
    await firstTab.close();
    await secondTab.expectAlive();
    await expectCount(server, ada, room, 2);
    await secondTab.close();
    // Had the second tab joined, or the first one left, that would have come before this.
    await expectSystem(watcher, 'user_left', bob, [ada]);
    await expectCount(server, ada, room, 1);
  });

  good('RF-03: a peer that vanishes leaves, once', async ({ shared, random }) => {
    const server = await shared();
    const [ada, bob, eve] = await newPeople(server, random);
    const room = await newRoom(server, ada, random);
    const watcher = await enter(server, room, ada);
    const vanishing = await enter(server, room, bob);
    await expectSystem(watcher, 'user_joined', bob, [ada, bob]);
    vanishing.terminate();
    await expectSystem(watcher, 'user_left', bob, [ada]);
    await enter(server, room, eve);
    await expectSystem(watcher, 'user_joined', eve, [ada, eve]);
  });

  good('RF-03: the list of people is sorted, and holds everybody once', async ({ shared, random }) => {
    const server = await shared();
    // They come in the opposite order of their names.
    const people: Person[] = [];
    for (const name of ['eve', 'bob', 'ada']) {
      people.push(await newPerson(server, random, newCredentials(random, name)));
    }
    const [eve, ...others] = people;
    if (!eve) return;
    const room = await newRoom(server, eve, random);
    for (const person of [eve, ...others]) await enter(server, room, person);
    const client = await server.websocket(`/ws/chat/${room.id}?token=${eve.token}`);
    await client.expectMessage({ type: 'welcome' });
    await client.expectMessage({ type: 'user_list', users: sortedNames(people) });
  });

  good('RF-03: typing reaches the other people in the room alone', async ({ shared, random }) => {
    const server = await shared();
    const [ada, bob, eve] = await newPeople(server, random);
    const [room, otherRoom] = [await newRoom(server, ada, random), await newRoom(server, ada, random)];
    const typist = await enter(server, room, ada);
    const elsewhere = await enter(server, otherRoom, eve);
    const listener = await enter(server, room, bob);
    await expectSystem(typist, 'user_joined', bob, [ada, bob]);
    typist.sendJson({ type: 'typing', typing: true });
    await listener.expectMessage({ type: 'typing', from: ada.username, typing: true });
    for (const client of [typist, elsewhere]) {
      client.sendJson({ type: 'ping' });
      await client.expectMessage({ type: 'pong' });
    }
  });

  good('RF-03: a wrong or taken name of a room is refused', async ({ shared, random }) => {
    const server = await shared();
    const person = await newPerson(server, random);
    const { name } = await newRoom(server, person, random);
    const headers = bearer(person);
    for (const wrong of ['', '   ', 'x'.repeat(51), 7, undefined]) {
      const body = { name: wrong };
      await server.request(
        { method: 'POST', path: '/rooms', body, headers },
        { status: 400, body: { field: 'name' } },
      );
    }
    const body = { name: name.toUpperCase() };
    await server.request(
      { method: 'POST', path: '/rooms', body, headers },
      { status: 409, body: { error: anyText } },
    );
    for (const id of ['999999999', '0', 'tea']) {
      await server.request({ path: `/rooms/${id}`, headers }, { status: 404, body: { error: anyText } });
    }
  });

  excellent(
    'RF-03: counts are right while people come and go in several rooms',
    async ({ shared, random }) => {
      const server = await shared();
      const [ada, bob, eve] = await newPeople(server, random);
      const [tea, coffee] = [await newRoom(server, ada, random), await newRoom(server, ada, random)];
      const [first, , third] = await Promise.all([
        visit(server, tea, bob),
        visit(server, coffee, bob),
        visit(server, tea, eve),
      ]);
      await eventually(() => expectCount(server, ada, tea, 2));
      await eventually(() => expectCount(server, ada, coffee, 1));
      await Promise.all([first.close(), third.close()]);
      await eventually(() => expectCount(server, ada, tea, 0));
      await expectCount(server, ada, coffee, 1);
    },
  );

  excellent('RF-03: joins, leaves and new rooms are notified to the others', async ({ start, random }) => {
    const server = await start();
    const [ada, bob] = await newPeople(server, random);
    const [ofAda, ofBob] = [await listen(server, ada), await listen(server, bob)];
    const room = await newRoom(server, ada, random);
    const place = { roomId: room.id, room: room.name };
    await ofBob.expectEvent('room_created', { ...place, by: ada.username });
    const client = await enter(server, room, bob);
    await ofAda.expectEvent('user_joined', { ...place, username: bob.username });
    await client.close();
    await ofAda.expectEvent('user_left', { ...place, username: bob.username });
    // Bob hears nothing of himself: the next thing is another room.
    const next = await newRoom(server, ada, random);
    await ofBob.expectEvent('room_created', { roomId: next.id });
  });
});
