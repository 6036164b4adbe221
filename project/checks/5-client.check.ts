import { criterion, prepareBrowser } from '../../lab/grading/kit.ts';
import { countSent, expectGrowth, letReturn, timeAttempts } from './absence.ts';
import {
  createRoom,
  enterRoom,
  expectMessage,
  expectMessages,
  expectPeople,
  expectState,
  expectTyping,
  openRoom,
  register,
  say,
} from './pages.ts';
import { enter, newPerson, newRoom, visit, writeMany } from './people.ts';

await prepareBrowser();

criterion(
  'chat.client',
  ({ sufficient, good, excellent }) => {
    sufficient('RF-05: register, create a room, write', async ({ shared, openPage, random }) => {
      const server = await shared();
      const { name } = await newRoom(server, await newPerson(server, random), random);
      const page = await openPage(server);
      const { username } = await register(page, random);
      // Only who has logged in is told of rooms.
      await page.expectButton(name);
      const room = `Tea ${random.word()}`;
      await createRoom(page, room);
      await enterRoom(page, room);
      const text = random.word();
      await say(page, text);
      await expectMessage(page, username, text);
    });

    sufficient('RF-05: two pages see each other', async ({ shared, openPage, random }) => {
      const server = await shared();
      const [ada, bob] = [await newPerson(server, random), await newPerson(server, random)];
      const room = await newRoom(server, ada, random);
      const first = await openRoom(openPage, server, { person: ada, room });
      const second = await openRoom(openPage, server, { person: bob, room });
      const texts = [random.text(), random.text(), random.text()];
      for (const [index, text] of texts.entries()) {
        const [page, { username }] = index % 2 === 0 ? [first, ada] : [second, bob];
        await say(page, text);
        await expectMessage(first, username, text);
        await expectMessage(second, username, text);
      }
      for (const page of [first, second]) await expectMessages(page, 'all three messages', texts);
    });

    sufficient('RF-05: who enters reads what was written before', async ({ shared, openPage, random }) => {
      const server = await shared();
      const [ada, bob] = [await newPerson(server, random), await newPerson(server, random)];
      const room = await newRoom(server, ada, random);
      const texts = [random.text(), random.text()];
      await writeMany(server, room, bob, texts);
      const page = await openRoom(openPage, server, { person: ada, room });
      for (const text of texts) await expectMessage(page, bob.username, text);
      await expectMessages(page, 'both messages', texts);
    });

    sufficient('RF-05: what was written stays text', async ({ shared, openPage, random }) => {
      const server = await shared();
      const [ada, bob] = [await newPerson(server, random), await newPerson(server, random)];
      const room = await newRoom(server, ada, random, `<i>${random.word()}</i>`);
      const markup = () => `<img src="x" onerror="document.body.remove()"> <b>${random.word()}</b>`;
      const [before, live] = [markup(), markup()];
      await writeMany(server, room, bob, [before]);
      const page = await openRoom(openPage, server, { person: ada, room });
      await expectMessage(page, bob.username, before);
      await writeMany(server, room, bob, [live]);
      await expectMessage(page, bob.username, live);
    });

    sufficient('RF-05: who is here comes and goes', async ({ shared, openPage, random }) => {
      const server = await shared();
      const [ada, bob] = [await newPerson(server, random), await newPerson(server, random)];
      const room = await newRoom(server, ada, random);
      const page = await openRoom(openPage, server, { person: ada, room });
      await expectPeople(page, [ada.username], [bob.username]);
      const client = await enter(server, room, bob);
      await expectPeople(page, [ada.username, bob.username]);
      await client.close();
      await expectPeople(page, [ada.username], [bob.username]);
    });

    good('RF-05: who types is shown, until it ends', async ({ shared, openPage, random }) => {
      const server = await shared();
      const [ada, bob] = [await newPerson(server, random), await newPerson(server, random)];
      const room = await newRoom(server, ada, random);
      const page = await openRoom(openPage, server, { person: ada, room });
      const client = await visit(server, room, bob);
      client.sendJson({ type: 'typing', typing: true });
      await expectTyping(page, bob.username, true);
      await expectTyping(page, ada.username, false);
      client.sendJson({ type: 'typing', typing: false });
      await expectTyping(page, bob.username, false);
      await page.fill('Message', random.word());
      let isTyping: unknown = false;
      while (!isTyping) {
        ({ typing: isTyping } = await client.expectMessage({ type: 'typing', from: ada.username }));
      }
    });

    good('RF-05: the page says when its connection is lost', async ({ start, openPage, random }) => {
      const server = await start();
      const person = await newPerson(server, random);
      const room = await newRoom(server, person, random);
      const page = await openRoom(openPage, server, { person, room });
      await server.kill();
      await expectState(page, 'reconnecting', 'disconnected');
    });

    excellent(
      'RF-05: killed and started again, nothing is lost and nothing twice',
      async ({ start, openPage, random }) => {
        const server = await start();
        const [ada, bob] = [await newPerson(server, random), await newPerson(server, random)];
        const room = await newRoom(server, ada, random);
        const page = await openRoom(openPage, server, { person: ada, room, ownClock: true });
        const before = [random.word(), random.word()];
        await writeMany(server, room, bob, before);
        await expectMessages(page, 'the messages', before);

        await page.stopClock();
        await server.kill();
        const again = await start({ PORT: String(server.port) }, server);
        // More than one page of the history, whatever its size.
        const missed = Array.from({ length: 104 }, () => random.word());
        await writeMany(again, room, bob, missed);
        await letReturn(page);
        await expectMessages(page, `the ${missed.length} messages that it missed`, missed);

        const after = random.word();
        await say(page, after);
        await expectMessages(page, 'all messages', [...before, ...missed, after]);
      },
    );

    excellent('RF-05: the pauses between its attempts grow', async ({ start, openPage, random }) => {
      const server = await start();
      const person = await newPerson(server, random);
      const room = await newRoom(server, person, random);
      const page = await openRoom(openPage, server, { person, room, ownClock: true });
      await page.stopClock();
      const before = countSent(page);
      await server.kill();
      await page.untilDisconnected();
      expectGrowth(await timeAttempts(page, before));
    });
  },
  { checksPage: true },
);
