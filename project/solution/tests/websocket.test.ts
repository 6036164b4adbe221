import { once } from 'node:events';
import { expect, test } from 'vitest';
import { api, ChatClient, historyOf, type Message, newPerson, newRoom, upgradeStatus } from './helpers.ts';

function textsOf(messages: readonly Message[]): unknown[] {
  return messages.filter(({ type }) => type === 'message' || type === 'private').map(({ text }) => text);
}

test('unknown rooms and paths get 404, foreign pages 403', async () => {
  const ada = await newPerson();
  const room = await newRoom(ada);
  const path = `/ws/chat/${room.id}?token=${ada.token}`;

  expect(await upgradeStatus(path)).toBe(101);
  expect(await upgradeStatus(path, { Origin: 'https://evil.example' })).toBe(403);
  expect(await upgradeStatus(`/ws/chat/999999999?token=${ada.token}`)).toBe(404);
  expect(await upgradeStatus(`/ws/other?token=${ada.token}`)).toBe(404);
});

test('bad input gives an error, and the connection stays', async () => {
  const ada = await newPerson();
  const client = await ChatClient.enter(await newRoom(ada), ada);

  const wrong = [
    'no JSON',
    'null',
    '{"type":"unknown"}',
    '{"type":"message"}',
    '{"type":"message","text":""}',
  ];
  for (const text of wrong) client.socket.send(text);
  client.say('x'.repeat(1001));

  expect((await client.untilNow()).map(({ type }) => type)).toEqual(Array(6).fill('error'));
});

test('a message over 64 KiB closes the connection with 1009', async () => {
  const ada = await newPerson();
  const client = await ChatClient.enter(await newRoom(ada), ada);

  client.socket.send('x'.repeat(65_537));

  const [code] = await once(client.socket, 'close', { signal: AbortSignal.timeout(2000) });
  expect(code).toBe(1009);
});

test('a message reaches everybody in its room, from its real author, and nobody else', async () => {
  const [ada, bob] = [await newPerson(), await newPerson()];
  const [tea, coffee] = [await newRoom(ada), await newRoom(ada)];
  const sender = await ChatClient.enter(tea, ada);
  const listener = await ChatClient.enter(tea, bob);
  const elsewhere = await ChatClient.enter(coffee, bob);

  sender.send({ type: 'message', text: 'hello', from: bob.username });

  const expected = { type: 'message', id: expect.any(Number), from: ada.username, text: 'hello' };
  expect(await sender.next('message')).toMatchObject(expected);
  expect(await listener.next('message')).toMatchObject(expected);
  expect(await elsewhere.untilNow()).toEqual([]);
});

test('a message is in the history as soon as it is seen', async () => {
  const ada = await newPerson();
  const room = await newRoom(ada);
  const client = await ChatClient.enter(room, ada);

  client.say('hello');
  const seen = await client.next('message');

  expect(await historyOf(room, ada)).toEqual([seen]);
});

test('the history comes in pages', async () => {
  const ada = await newPerson();
  const room = await newRoom(ada);
  const client = await ChatClient.enter(room, ada);
  for (const text of ['1', '2', '3', '4', '5']) client.say(text);
  await client.until({ text: '5' });

  const all = await historyOf(room, ada);
  const [, second, , fourth] = all;
  expect(textsOf(all)).toEqual(['1', '2', '3', '4', '5']);
  expect(textsOf(await historyOf(room, ada, { limit: 2 }))).toEqual(['4', '5']);
  expect(textsOf(await historyOf(room, ada, { limit: 2, before: fourth?.['id'] }))).toEqual(['2', '3']);
  expect(textsOf(await historyOf(room, ada, { limit: 2, after: second?.['id'] }))).toEqual(['3', '4']);

  const { token } = ada;
  for (const query of [{ limit: 0 }, { limit: 101 }, { before: 'x' }]) {
    await api.get(`/rooms/${room.id}/messages`).auth(token, { type: 'bearer' }).query(query).expect(400);
  }
});

test('a private message is for its two people alone, also in the history', async () => {
  const [ada, bob, eve] = [await newPerson(), await newPerson(), await newPerson()];
  const room = await newRoom(ada);
  const other = await ChatClient.enter(room, eve);
  const addressee = await ChatClient.enter(room, bob);
  const sender = await ChatClient.enter(room, ada);

  sender.send({ type: 'private', to: bob.username, text: 'secret' });
  sender.say('public');

  expect(textsOf(await sender.until({ text: 'public' }))).toEqual(['secret', 'public']);
  expect(textsOf(await addressee.until({ text: 'public' }))).toEqual(['secret', 'public']);
  expect(textsOf(await other.until({ text: 'public' }))).toEqual(['public']);
  expect(textsOf(await historyOf(room, bob))).toEqual(['secret', 'public']);
  expect(textsOf(await historyOf(room, eve))).toEqual(['public']);

  await addressee.leave();
  await sender.until({ event: 'user_left' });
  sender.send({ type: 'private', to: bob.username, text: 'too late' });
  await sender.next('error');
});

test('two tabs are one person, who comes once and leaves once', async () => {
  const [ada, bob] = [await newPerson(), await newPerson()];
  const room = await newRoom(ada);
  const watcher = await ChatClient.enter(room, ada);
  const firstTab = await ChatClient.enter(room, bob);
  const secondTab = await ChatClient.enter(room, bob);

  const { body } = await api.get(`/rooms/${room.id}`).auth(ada.token, { type: 'bearer' });
  expect(body.users).toEqual([ada.username, bob.username].toSorted());

  await firstTab.leave();
  await secondTab.untilNow();
  secondTab.say('still here');
  const meanwhile = await watcher.until({ text: 'still here' });
  expect(meanwhile.map(({ type, event }) => event ?? type)).toEqual(['user_joined', 'user_list', 'message']);

  await secondTab.leave();
  await watcher.until({ event: 'user_left', username: bob.username });
  expect((await watcher.next('user_list'))['users']).toEqual([ada.username]);
});

test('typing reaches the others in the room', async () => {
  const [ada, bob] = [await newPerson(), await newPerson()];
  const [tea, coffee] = [await newRoom(ada), await newRoom(ada)];
  const listener = await ChatClient.enter(tea, bob);
  const elsewhere = await ChatClient.enter(coffee, bob);
  const typist = await ChatClient.enter(tea, ada);

  typist.send({ type: 'typing', typing: true });

  expect(await listener.next('typing')).toEqual({ type: 'typing', from: ada.username, typing: true });
  expect(await typist.untilNow()).toEqual([]);
  expect(await elsewhere.untilNow()).toEqual([]);
});

test('after 20 messages in 5 seconds, the next one gives an error', async () => {
  const ada = await newPerson();
  const room = await newRoom(ada);
  const client = await ChatClient.enter(room, ada);

  for (let count = 1; count <= 21; count += 1) client.say(String(count));

  const answers = (await client.untilNow()).map(({ type }) => type);
  expect(answers).toEqual([...Array(20).fill('message'), 'error']);
  expect(await historyOf(room, ada)).toHaveLength(20);
});

test('the name of a room is its own', async () => {
  const ada = await newPerson();
  const { name } = await newRoom(ada);
  const create = (body: object) => api.post('/rooms').auth(ada.token, { type: 'bearer' }).send(body);

  await create({ name: name.toLowerCase() }).expect(409);
  await create({ name: '' }).expect(400);
});
