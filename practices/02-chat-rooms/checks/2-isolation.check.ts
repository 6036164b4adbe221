import { z } from 'zod';
import { CheckFailure, criterion, isoTime, type WebSocketClient } from '../../../lab/grading/kit.ts';
import { join } from './people.ts';

/** The texts of the next messages. */
async function hear(client: WebSocketClient, count: number): Promise<string[]> {
  const texts: string[] = [];
  while (texts.length < count) {
    const { text } = await client.expectMessage({ type: 'message', text: z.string().describe('some text') });
    texts.push(String(text));
  }
  return texts;
}

criterion('rooms.isolation', ({ sufficient, good, excellent }) => {
  sufficient('2: a message reaches everybody in the room, the sender too', async ({ shared, random }) => {
    const server = await shared();
    const room = random.word();
    const [from, text] = [random.word(), random.text()];
    const sender = await join(server, room, from);
    const others = [await join(server, room, random.word()), await join(server, room, random.word())];
    sender.sendJson({ type: 'message', text });
    for (const client of [sender, ...others]) {
      await client.expectMessage({ type: 'message', from, text, time: isoTime });
    }
  });

  good('2: a message does not reach another room', async ({ shared, random }) => {
    const server = await shared();
    const [room, name] = [random.word(), random.word()];
    const sender = await join(server, room, name);
    const elsewhere = [
      await join(server, random.word(), random.word()),
      await join(server, `${room}-2`, random.word()),
    ];
    sender.sendJson({ type: 'message', text: random.text() });
    await sender.expectMessage({ type: 'message' });
    for (const client of elsewhere) await client.expectNothing();
  });

  good('2: it says who sent it, whatever the sender says', async ({ shared, random }) => {
    const server = await shared();
    const [room, from, other] = [random.word(), random.word(), random.word()];
    const sender = await join(server, room, from);
    const listener = await join(server, room, other);
    sender.sendJson({ type: 'message', text: 'I am somebody else', from: other, room: random.word() });
    await listener.expectMessage({ type: 'message', from });
  });

  good('2: awkward texts come unchanged', async ({ shared, random }) => {
    const server = await shared();
    const room = random.word();
    const [sender, listener] = [
      await join(server, room, random.word()),
      await join(server, room, random.word()),
    ];
    const texts = [' ', '<img src=x>', '\u2028"\\\n', `👩‍👩‍👧 ${random.word()}`, '日'.repeat(1000)];
    for (const text of texts) sender.sendJson({ type: 'message', text });
    for (const text of texts) await listener.expectMessage({ type: 'message', text });
  });

  excellent('2: everybody hears the messages in the same order', async ({ shared, random }) => {
    const server = await shared();
    const room = random.word();
    const clients = [
      await join(server, room, random.word()),
      await join(server, room, random.word()),
      await join(server, room, random.word()),
    ];
    const COUNT = 20;
    for (let number = 0; number < COUNT; number += 1) {
      for (const client of clients) client.sendJson({ type: 'message', text: random.word() });
    }
    const heard = await Promise.all(clients.map((client) => hear(client, clients.length * COUNT)));
    const [first = '', ...others] = heard.map((texts) => texts.join(' '));
    const different = others.find((order) => order !== first);
    if (different === undefined) return;
    throw new CheckFailure({
      did: `three people in one room sent ${COUNT} messages each, side by side`,
      expected: `everybody hears ${first}`,
      received: different,
    });
  });

  excellent('2: a peer that has gone does not keep a message from the others', async ({ shared, random }) => {
    const server = await shared();
    const room = random.word();
    const gone = await join(server, room, random.word());
    const leaving = await join(server, room, random.word());
    const [sender, last] = [await join(server, room, random.word()), await join(server, room, random.word())];
    const texts = [random.text(), random.text(), random.text()];
    gone.terminate();
    const closing = leaving.close();
    for (const text of texts) sender.sendJson({ type: 'message', text });
    for (const client of [sender, last]) {
      for (const text of texts) await client.expectMessage({ type: 'message', text });
    }
    await closing;
  });

  excellent('2: a message is the same for everybody, and each hears it once', async ({ shared, random }) => {
    const server = await shared();
    const room = random.word();
    const people = Array.from({ length: 5 }, () => random.word());
    const clients: WebSocketClient[] = [];
    for (const username of people) clients.push(await join(server, room, username));
    const [name = ''] = people;
    const [sender] = clients;
    for (const text of [random.text(), random.text()]) {
      sender?.sendJson({ type: 'message', text });
      for (const client of clients) await client.expectMessage({ type: 'message', from: name, text });
    }
    for (const client of clients) await client.expectNothing();
  });
});
