import { criterion, expectUnbuffered, isoTime } from '../../lab/grading/kit.ts';
import { expectPage } from './history.ts';
import { anyId, listen, newPerson, newRoom, openTabs, visit, writeMany, writeThrough } from './people.ts';

/** Notifications about who comes and goes, and of new rooms. */
const OTHERS = ['user_joined', 'user_left', 'room_created'];

criterion('chat.messages', ({ good, excellent }) => {
  good(
    'RF-04: new messages are notified to the others, private ones to their addressee',
    async ({ shared, random }) => {
      const server = await shared();
      const [ada, bob, eve] = [
        await newPerson(server, random),
        await newPerson(server, random),
        await newPerson(server, random),
      ];
      const room = await newRoom(server, ada, random);
      const [sender, addressee] = [await visit(server, room, ada), await visit(server, room, bob)];
      const [ofAda, ofBob, ofEve] = [
        await listen(server, ada, {}, OTHERS),
        await listen(server, bob, {}, OTHERS),
        await listen(server, eve, {}, OTHERS),
      ];
      const [secret, text] = [random.text(), `${random.word()} ${'x'.repeat(200)}`];
      sender.sendJson({ type: 'private', to: bob.username, text: secret });
      sender.sendJson({ type: 'message', text });
      const place = { roomId: room.id, room: room.name, from: ada.username, messageId: anyId, time: isoTime };
      await ofBob.expectEvent('new_message', { ...place, preview: secret, private: true });
      const preview = text.slice(0, 80);
      for (const stream of [ofBob, ofEve]) {
        await stream.expectEvent('new_message', { ...place, preview, private: false });
      }
      // Ada hears nothing of her own messages: the first thing is Bob's.
      addressee.sendJson({ type: 'message', text: secret });
      await ofAda.expectEvent('new_message', { roomId: room.id, from: bob.username, preview: secret });
    },
  );

  good('RF-04: nobody keeps or collects the stream on its way', async ({ start, random }) => {
    const server = await start({ KEEPALIVE_MS: '200' });
    const stream = await listen(server, await newPerson(server, random));
    await stream.expectRetry();
    await stream.expectComment(2000);
    expectUnbuffered(stream);
  });

  good('RF-04: a first connection starts with what comes from then on', async ({ shared, random }) => {
    const server = await shared();
    const [ada, bob] = [await newPerson(server, random), await newPerson(server, random)];
    const room = await newRoom(server, ada, random);
    const [old, next] = [random.word(), random.word()];
    await writeMany(server, room, ada, [old]);
    const streams = [
      await server.textStream(`/notifications?token=${bob.token}`),
      await server.textStream(`/notifications?token=${bob.token}`, { 'Last-Event-ID': 'no number' }),
    ];
    await writeMany(server, room, ada, [next]);
    for (const stream of streams) {
      await stream.expectText(next);
      stream.expectNo(old);
    }
  });

  excellent('RF-04: of what was missed, the newest 100 are replayed', async ({ start, random }) => {
    const server = await start();
    const [ada, bob] = [await newPerson(server, random), await newPerson(server, random)];
    const missed = Array.from({ length: 101 }, () => random.word());
    // Open before and behind what is missed: nobody comes or goes meanwhile.
    const tabs = await openTabs(server, await newRoom(server, ada, random), ada, missed.length);
    const elsewhere = await visit(server, await newRoom(server, ada, random), ada);
    const stream = await listen(server, bob, {}, OTHERS);
    const seen = random.word();
    elsewhere.sendJson({ type: 'message', text: seen });
    const { id } = await stream.expectEvent('new_message', { preview: seen });
    stream.close();
    await writeThrough(tabs, missed);
    const resumed = await listen(server, bob, { 'Last-Event-ID': id });
    for (const text of missed.slice(1)) await resumed.expectEvent('new_message', { preview: text });
  });

  excellent(
    'RF-04: history and missed notifications survive a restart, each once',
    async ({ start, random }) => {
      const server = await start();
      const [ada, bob, eve] = [
        await newPerson(server, random),
        await newPerson(server, random),
        await newPerson(server, random),
      ];
      const room = await newRoom(server, ada, random);
      await visit(server, room, eve);
      const sender = await visit(server, room, ada);
      const stream = await listen(server, bob, {}, OTHERS);
      const texts = [random.text(), random.text(), random.text()];
      const [heard = '', ...missed] = texts;
      sender.sendJson({ type: 'message', text: heard });
      const { id } = await stream.expectEvent('new_message', { preview: heard });
      stream.close();
      for (const text of missed) sender.sendJson({ type: 'message', text });
      for (const text of texts) await sender.expectMessage({ type: 'message', text });
      // This is nothing of Bob's.
      sender.sendJson({ type: 'private', to: eve.username, text: random.text() });
      await sender.expectMessage({ type: 'private' });
      server.signal('SIGTERM');
      await server.expectExit(0, 3000);

      const again = await start({}, server);
      await expectPage(again, room, bob, '', texts);
      const resumed = await listen(again, bob, { 'Last-Event-ID': id }, OTHERS);
      for (const text of missed) await resumed.expectEvent('new_message', { preview: text });
      const client = await visit(again, room, ada);
      client.sendJson({ type: 'message', text: heard });
      await resumed.expectEvent('new_message', { preview: heard });
    },
  );
});
