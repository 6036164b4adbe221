import {
  CheckFailure,
  criterion,
  eventually,
  expectPage,
  isoTime,
  type RunningServer,
} from '../../../lab/grading/kit.ts';
import { join, roomPath } from './people.ts';

/** The upgrade must be answered with this status. */
async function expectUpgrade(server: RunningServer, path: string, status: number): Promise<void> {
  const client = await server.tcp();
  client.requestUpgrade(path);
  await client.expectStatus(status);
  client.end();
}

criterion('rooms.joining', ({ sufficient, good, excellent }) => {
  sufficient('1: the page is served, and whoever joins is welcomed', async ({ shared, random }) => {
    const server = await shared();
    await server.expectAddress();
    await expectPage(server);
    const [room, username] = [random.word(), random.word()];
    const client = await server.websocket(`${roomPath(room, username)}?tab=1`);
    await client.expectMessage({ type: 'welcome', room, username, time: isoTime });
  });

  sufficient('1: a name that is taken in the room is refused with 409', async ({ shared, random }) => {
    const server = await shared();
    const [room, username] = [random.word(), random.word()];
    const first = await join(server, room, username);
    await expectUpgrade(server, roomPath(room, username), 409);
    await first.expectAlive();
  });

  good('1: what is no name is refused with 400', async ({ shared, random }) => {
    const server = await shared();
    const name = random.word();
    const wrong = ['x'.repeat(33), 'two words', 'dot.', '<b>', 'a/b', '👋', "o'neill", '%41'];
    for (const username of wrong) {
      await expectUpgrade(server, roomPath(name, username), 400);
      await expectUpgrade(server, roomPath(username, name), 400);
    }
    await expectUpgrade(server, `/ws/${name}/%E0%A4`, 400);
    await server.get('/api/rooms/two%20words/users', 400);
  });

  good(
    '1: letters of any language, 32 of them, and names that every object has',
    async ({ shared, random }) => {
      const server = await shared();
      const room = `Привет_${random.word()}`;
      for (const username of [
        'Zoë',
        '日本-7',
        'हिन्दी',
        '__proto__',
        'constructor',
        'x'.repeat(32),
        'é'.repeat(32),
      ]) {
        const client = await server.websocket(roomPath(room, username));
        await client.expectMessage({ type: 'welcome', room, username });
      }
      const client = await server.websocket(roomPath('__proto__', random.word()));
      await client.expectMessage({ type: 'welcome', room: '__proto__' });
    },
  );

  good('1: an upgrade on an unknown path is refused with 404', async ({ shared, random }) => {
    const server = await shared();
    const name = random.word();
    for (const path of ['/', '/ws', `/ws/${name}`, `/ws/${name}/${name}/more`, `/chat/${name}/${name}`]) {
      await expectUpgrade(server, path, 404);
    }
  });

  good('1: a name is free in another room, and again once its owner has left', async ({ shared, random }) => {
    const server = await shared();
    const [room, username] = [random.word(), random.word()];
    const first = await join(server, room, username);
    await join(server, random.word(), username);
    // The same letters, divided otherwise.
    await join(server, `${room}-${username}`, 'x');
    await join(server, room, `${username}-x`);
    await first.close();
    await eventually(async () => {
      await join(server, room, username);
    });
  });

  excellent('1: names are compared after NFC, and by case', async ({ shared, random }) => {
    const server = await shared();
    const [room, word] = [`tea${random.word()}`, random.word()];
    const [composed, decomposed] = [`Zo\u00EB${word}`, `Zoe\u0308${word}`];
    const client = await server.websocket(roomPath(room, decomposed));
    await client.expectMessage({ type: 'welcome', username: composed });
    await expectUpgrade(server, roomPath(room, composed), 409);
    await expectUpgrade(server, roomPath(room, decomposed), 409);
    await join(server, room, `zo\u00EB${word}`);
    await join(server, room.toUpperCase(), composed);
  });

  excellent('1: whoever is looked for is found by either form of the name', async ({ shared, random }) => {
    const server = await shared();
    const [word, text] = [random.word(), random.word()];
    const [composed, decomposed] = [`Zo\u00EB${word}`, `Zoe\u0308${word}`];
    const client = await join(server, composed, composed);
    client.sendJson({ type: 'private', to: decomposed, text });
    await client.expectMessage({ type: 'private', text });
    await server.get(`/api/rooms/${encodeURIComponent(decomposed)}/users`, 200, { room: composed });
  });

  excellent(
    '1: rooms are brought to NFC too, which leaves other letters alone',
    async ({ shared, random }) => {
      const server = await shared();
      const [word, username] = [random.word(), random.word()];
      const room = `Zo\u00EB${word}`;
      const first = await server.websocket(roomPath(`Zoe\u0308${word}`, username));
      await first.expectMessage({ type: 'welcome', room });
      await expectUpgrade(server, roomPath(room, username), 409);
      // A wide A is a letter of its own, and would become an A by NFKC.
      const wide = await server.websocket(roomPath(room, `\uFF21${word}`));
      await wide.expectMessage({ type: 'welcome', username: `\uFF21${word}` });
      await join(server, room, `A${word}`);
    },
  );

  excellent(
    '1: of two who come with one name at the same moment, one is let in',
    async ({ shared, random }) => {
      const server = await shared();
      const path = roomPath(random.word(), random.word());
      const attempts = Array.from({ length: 4 }, () =>
        server.websocket(path).then(
          () => 'in',
          () => 'out',
        ),
      );
      const results = await Promise.all(attempts);
      if (results.filter((result) => result === 'in').length === 1) return;
      throw new CheckFailure({
        did: `four clients at once connected to ${path}`,
        expected: 'one is let in, three get 409',
        received: results.join(', '),
      });
    },
  );
});
