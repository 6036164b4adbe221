import { z } from 'zod';
import { anyText, CheckFailure, criterion, isoTime } from '../../lab/grading/kit.ts';
import { expectPage, historyOf } from './history.ts';
import { anyId, newPerson, newRoom, visit } from './people.ts';

criterion('chat.messages', ({ sufficient, good, excellent }) => {
  sufficient('RF-04: a message reaches everybody in its room, the sender too', async ({ shared, random }) => {
    const server = await shared();
    const [ada, bob, eve] = [
      await newPerson(server, random),
      await newPerson(server, random),
      await newPerson(server, random),
    ];
    const [room, otherRoom] = [await newRoom(server, ada, random), await newRoom(server, ada, random)];
    const listener = await visit(server, room, bob);
    const sender = await visit(server, room, ada);
    const elsewhere = await visit(server, otherRoom, eve);
    const text = random.text();
    sender.sendJson({ type: 'message', text, from: eve.username });
    for (const client of [sender, listener]) {
      await client.expectMessage({ type: 'message', id: anyId, from: ada.username, text, time: isoTime });
    }
    await elsewhere.expectNothing();
  });

  good('RF-04: a text has 1 to 1000 characters', async ({ shared, random }) => {
    const server = await shared();
    const person = await newPerson(server, random);
    const room = await newRoom(server, person, random);
    const client = await visit(server, room, person);
    for (const text of ['', 'x'.repeat(1001)]) {
      client.sendJson({ type: 'message', text });
      await client.expectMessage({ type: 'error', message: anyText });
    }
    const text = random.word().repeat(125);
    client.sendJson({ type: 'message', text });
    await client.expectMessage({ type: 'message', text });
    await expectPage(server, room, person, '', [text]);
  });

  good('RF-04: a private message is for its two people alone', async ({ shared, random }) => {
    const server = await shared();
    const [ada, bob, eve] = [
      await newPerson(server, random),
      await newPerson(server, random),
      await newPerson(server, random),
    ];
    const room = await newRoom(server, ada, random);
    const other = await visit(server, room, eve);
    const firstTab = await visit(server, room, bob);
    const secondTab = await visit(server, room, bob);
    const sender = await visit(server, room, ada);

    const [text, marker] = [random.text(), random.text()];
    sender.sendJson({ type: 'private', to: bob.username, text });
    for (const client of [sender, firstTab, secondTab]) {
      const people = { from: ada.username, to: bob.username };
      await client.expectMessage({ type: 'private', id: anyId, ...people, text, time: isoTime });
    }
    // The marker is the next thing that the other person may hear.
    sender.sendJson({ type: 'message', text: marker });
    await other.expectMessage({ type: 'message', text: marker });
    await expectPage(server, room, ada, '', [text, marker]);
    await expectPage(server, room, bob, '', [text, marker]);
    await expectPage(server, room, eve, '', [marker]);
  });

  good('RF-04: a private message to somebody who is not there gives an error', async ({ shared, random }) => {
    const server = await shared();
    const [ada, bob] = [await newPerson(server, random), await newPerson(server, random)];
    const room = await newRoom(server, ada, random);
    const client = await visit(server, room, ada);
    client.sendJson({ type: 'private', to: bob.username, text: random.text() });
    await client.expectMessage({ type: 'error', message: anyText });
    await expectPage(server, room, bob, '', []);
  });

  excellent('RF-04: everybody sees one order, which is that of the history', async ({ shared, random }) => {
    const server = await shared();
    const [ada, bob] = [await newPerson(server, random), await newPerson(server, random)];
    const room = await newRoom(server, ada, random);
    const clients = [
      await visit(server, room, ada),
      await visit(server, room, ada),
      await visit(server, room, ada),
    ];
    const reader = await visit(server, room, bob);
    const COUNT = 15;
    for (let number = 0; number < COUNT; number += 1) {
      for (const [index, client] of clients.entries()) {
        client.sendJson({ type: 'message', text: `${index}/${number} ${random.word()}` });
      }
    }
    const history = async () => (await historyOf(server, room, ada, '?limit=100')).map(({ id }) => id).join();
    const seen = await Promise.all(
      [...clients, reader].map(async (client) => {
        const ids: number[] = [];
        while (ids.length < clients.length * COUNT) {
          ids.push(Number((await client.expectMessage({ type: 'message', id: anyId })).id));
        }
        return ids.join();
      }),
    );
    const stored = await history();
    const different = seen.find((ids) => ids !== stored);
    if (different === undefined) return;
    throw new CheckFailure({
      did: `three connections sent ${COUNT} messages each, side by side`,
      expected: `everybody sees the order of the history: ${stored}`,
      received: different,
    });
  });

  excellent(
    'RF-04: after 20 messages in 5 seconds the next ones give an error, and are not kept',
    async ({ shared, random }) => {
      const server = await shared();
      const [ada, bob] = [await newPerson(server, random), await newPerson(server, random)];
      const room = await newRoom(server, ada, random);
      const [fast, other] = [await visit(server, room, ada), await visit(server, room, bob)];
      const texts = Array.from({ length: 20 }, () => random.text());
      for (const text of [...texts, 'one too many']) fast.sendJson({ type: 'message', text });
      // The error may come before the last messages: those have to be stored first.
      const types: unknown[] = [];
      for (let count = 0; count < 21; count += 1) {
        types.push((await fast.expectMessage({ type: z.enum(['message', 'error']) })).type);
      }
      const errors = types.filter((type) => type === 'error').length;
      if (errors !== 1)
        throw new CheckFailure({
          did: '21 messages were sent at once',
          expected: '20 messages and one error',
          received: `${errors} errors`,
        });
      const text = random.text();
      other.sendJson({ type: 'message', text });
      await fast.expectMessage({ type: 'message', from: bob.username, text });
      await expectPage(server, room, ada, '?limit=100', [...texts, text]);
    },
  );
});
