import { z } from 'zod';
import { criterion, isoTime } from '../../lab/grading/kit.ts';
import { expectPage } from './history.ts';
import { anyId, enter, listen, newPerson, newRoom } from './people.ts';

criterion('chat.messages', ({ good, excellent }) => {
  good(
    'RF-04: new messages are notified to the others, private ones to their addressee',
    async ({ start, random }) => {
      const server = await start();
      const [ada, bob, eve] = [
        await newPerson(server, random),
        await newPerson(server, random),
        await newPerson(server, random),
      ];
      const room = await newRoom(server, ada, random);
      const [sender, addressee] = [await enter(server, room, ada), await enter(server, room, bob)];
      const [ofAda, ofBob, ofEve] = [
        await listen(server, ada),
        await listen(server, bob),
        await listen(server, eve),
      ];
      const [secret, text] = [random.text(), `${random.text()} ${'x'.repeat(200)}`];
      sender.sendJson({ type: 'private', to: bob.username, text: secret });
      sender.sendJson({ type: 'message', text });
      const place = { roomId: room.id, room: room.name, from: ada.username, messageId: anyId, time: isoTime };
      await ofBob.expectEvent('new_message', { ...place, preview: secret, private: true });
      const preview = [...text].slice(0, 80).join('');
      for (const stream of [ofBob, ofEve]) {
        await stream.expectEvent('new_message', {
          ...place,
          preview: anyPreview(preview, text),
          private: false,
        });
      }
      // Ada hears nothing of her own messages: the first thing is Bob's.
      addressee.sendJson({ type: 'message', text: secret });
      await ofAda.expectEvent('new_message', { roomId: room.id, from: bob.username, preview: secret });
    },
  );

  excellent(
    'RF-04: history and missed notifications survive a restart, each once',
    async ({ start, random }) => {
      const server = await start();
      const [ada, bob] = [await newPerson(server, random), await newPerson(server, random)];
      const room = await newRoom(server, ada, random);
      const sender = await enter(server, room, ada);
      const stream = await listen(server, bob);
      const texts = [random.text(), random.text(), random.text()];
      const [heard = '', ...missed] = texts;
      sender.sendJson({ type: 'message', text: heard });
      const { id } = await stream.expectEvent('new_message', { preview: heard });
      stream.close();
      for (const text of missed) sender.sendJson({ type: 'message', text });
      for (const text of texts) await sender.expectMessage({ type: 'message', text });
      server.signal('SIGTERM');
      await server.expectExit(0, 3000);

      const again = await start({}, server);
      await expectPage(again, room, bob, '', texts);
      const resumed = await listen(again, bob, { 'Last-Event-ID': id });
      for (const text of missed) await resumed.expectEvent('new_message', { preview: text });
      await resumed.expectEvent('user_left', { username: ada.username });
      const client = await enter(again, room, ada);
      client.sendJson({ type: 'message', text: heard });
      await resumed.expectEvent('user_joined', { username: ada.username });
      await resumed.expectEvent('new_message', { preview: heard });
    },
  );
});

/** The first 80 characters, whether somebody counts code points or UTF-16 units. */
function anyPreview(points: string, text: string): z.ZodType {
  return z.literal([points, text.slice(0, 80)]).describe(JSON.stringify(points));
}
