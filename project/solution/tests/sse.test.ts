import { expect, test } from 'vitest';
import { ChatClient, Notifications, newPerson, newRoom } from './helpers.ts';

test('the stream is one that nobody keeps or collects on its way', async () => {
  const { headers } = await Notifications.listen(await newPerson());

  expect(headers.get('Content-Type')).toMatch(/^text\/event-stream/);
  expect(headers.get('Cache-Control')).toBe('no-cache');
  expect(headers.get('X-Accel-Buffering')).toBe('no');
});

test('everybody but its author hears of a message', async () => {
  const [ada, bob] = [await newPerson(), await newPerson()];
  const room = await newRoom(ada);
  const sender = await ChatClient.enter(room, ada);
  const [ofAda, ofBob] = [await Notifications.listen(ada), await Notifications.listen(bob)];

  sender.say('x'.repeat(100));
  await newRoom(bob);

  expect(await ofBob.next('new_message')).toMatchObject({
    roomId: room.id,
    room: room.name,
    messageId: expect.any(Number),
    from: ada.username,
    preview: 'x'.repeat(80),
    private: false,
  });
  expect(await ofAda.until({ type: 'room_created' })).toHaveLength(1);
});

test('of a private message hears its addressee alone', async () => {
  const [ada, bob, eve] = [await newPerson(), await newPerson(), await newPerson()];
  const room = await newRoom(ada);
  await ChatClient.enter(room, bob);
  const sender = await ChatClient.enter(room, ada);
  const [ofBob, ofEve] = [await Notifications.listen(bob), await Notifications.listen(eve)];

  sender.send({ type: 'private', to: bob.username, text: 'secret' });
  sender.say('public');

  expect(await ofBob.next('new_message')).toMatchObject({ preview: 'secret', private: true });
  expect(await ofEve.next('new_message')).toMatchObject({ preview: 'public', private: false });
});

test('everybody but that person hears who comes and goes, and of new rooms', async () => {
  const [ada, bob] = [await newPerson(), await newPerson()];
  const [ofAda, ofBob] = [await Notifications.listen(ada), await Notifications.listen(bob)];

  const room = await newRoom(ada);
  const place = { roomId: room.id, room: room.name };
  expect(await ofBob.next('room_created')).toMatchObject({ ...place, by: ada.username });

  const client = await ChatClient.enter(room, bob);
  await client.leave();
  expect(await ofAda.next('user_joined')).toMatchObject({ ...place, username: bob.username });
  expect(await ofAda.next('user_left')).toMatchObject({ ...place, username: bob.username });
});

test('who comes back gets what was missed, once', async () => {
  const [ada, bob] = [await newPerson(), await newPerson()];
  const room = await newRoom(ada);
  const sender = await ChatClient.enter(room, ada);
  const before = await Notifications.listen(bob);

  sender.say('heard');
  const heard = await before.next('new_message');
  before.close();
  sender.say('missed 1');
  sender.say('missed 2');
  await sender.until({ text: 'missed 2' });
  const after = await Notifications.listen(bob, String(heard['eventId']));
  sender.say('new');

  const received = await after.until({ preview: 'new' });
  expect(received.map(({ preview }) => preview)).toEqual(['missed 1', 'missed 2', 'new']);
  const ids = [heard, ...received].map(({ eventId }) => Number(eventId));
  expect(ids).toEqual(ids.toSorted((one, other) => one - other));
});

test('a first connection starts with what comes from then on', async () => {
  const [ada, bob] = [await newPerson(), await newPerson()];
  const sender = await ChatClient.enter(await newRoom(ada), ada);
  sender.say('old');
  await sender.next('message');

  const first = await Notifications.listen(bob);
  const other = await Notifications.listen(bob, 'no number');
  sender.say('new');

  expect(await first.until({ preview: 'new' })).toHaveLength(1);
  expect(await other.until({ preview: 'new' })).toHaveLength(1);
});
