import { CheckFailure, criterion, eventually } from '../../../lab/grading/kit.ts';
import { broadcast, notify, type Posted, streamPath } from './posting.ts';

function expectDelivered({ delivered, message }: Posted, streams: number): void {
  if (delivered === streams) return;
  throw new CheckFailure({
    did: `http: POST of ${JSON.stringify(message)}`,
    expected: `"delivered":${streams}`,
    received: `"delivered":${delivered}`,
  });
}

criterion('notifications.delivery', ({ sufficient, good, excellent }) => {
  sufficient('2: a broadcast reaches everybody who listens', async ({ shared, random }) => {
    const server = await shared();
    const streams = [
      await server.textStream(streamPath(random.word())),
      await server.textStream(streamPath(random.word())),
    ];
    const word = random.word();
    await broadcast(server, word);
    for (const stream of streams) await stream.expectText(word);
  });

  sufficient('2: every tab of a user hears, once', async ({ shared, random }) => {
    const server = await shared();
    const user = random.word();
    const tabs = [
      await server.textStream(streamPath(user)),
      await server.textStream(streamPath(user)),
      await server.textStream(streamPath(user)),
    ];
    const words = [random.word(), random.word()];
    for (const word of words) await notify(server, user, word);
    for (const tab of tabs) {
      for (const word of words) await tab.expectText(word);
      for (const word of words) tab.expectOnce(word);
    }
  });

  good('2: nobody else hears', async ({ shared, random }) => {
    const server = await shared();
    const user = random.word();
    const stream = await server.textStream(streamPath(user));
    const others = [
      await server.textStream(streamPath(`${user}2`)),
      await server.textStream(streamPath(random.word())),
    ];
    const [word, marker] = [random.word(), random.word()];
    await notify(server, user, word);
    await broadcast(server, marker);
    await stream.expectText(word);
    for (const other of others) {
      await other.expectText(marker);
      other.expectNo(word);
    }
  });

  good('2: users may have names of any language', async ({ shared, random }) => {
    const server = await shared();
    for (const user of ['Zoë', '日本', 'हिन्दी', '__proto__', 'constructor', 'x'.repeat(32)]) {
      const stream = await server.textStream(streamPath(user));
      const word = random.word();
      await notify(server, user, word);
      await stream.expectText(word);
      stream.close();
    }
  });

  excellent('2: a tab that has gone keeps nothing from the others', async ({ shared, random }) => {
    const server = await shared();
    const user = random.word();
    const gone = [
      await server.textStream(streamPath(user)),
      await server.textStream(streamPath(random.word())),
    ];
    const tab = await server.textStream(streamPath(user));
    const last = await server.textStream(streamPath(random.word()));
    for (const stream of gone) stream.close();
    const words = [random.word(), random.word(), random.word()];
    for (const word of words) await broadcast(server, word);
    for (const stream of [tab, last]) {
      for (const word of words) await stream.expectText(word);
    }
  });

  excellent(
    '2: a post is answered with the number of streams that it went to',
    async ({ shared, random }) => {
      const server = await shared();
      const user = random.word();
      expectDelivered(await notify(server, user, random.word()), 0);
      await server.textStream(streamPath(user));
      expectDelivered(await notify(server, user, random.word()), 1);
      await server.textStream(streamPath(user));
      expectDelivered(await notify(server, user, random.word()), 2);
    },
  );

  excellent(
    '2: a broadcast is answered with the number of all streams, whoever they belong to',
    async ({ shared, random }) => {
      const server = await shared();
      const user = random.word();
      // Streams of before may just be closing.
      await eventually(async () => {
        const before = await broadcast(server, random.word());
        for (const name of [user, user, random.word()]) await server.textStream(streamPath(name));
        expectDelivered(await broadcast(server, random.word()), before.delivered + 3);
      });
    },
  );
});
