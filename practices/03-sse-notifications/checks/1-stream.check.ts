import {
  CheckFailure,
  criterion,
  expectPage,
  expectUnbuffered,
  isoTime,
  patiently,
  type RunningServer,
} from '../../../lab/grading/kit.ts';
import { newBody, notify, streamPath } from './posting.ts';

function fail(did: string, expected: string, received: string): never {
  throw new CheckFailure({ did, expected, received });
}

/** The stream of a user must begin before anything is posted. */
async function expectHeadersWithin(server: RunningServer, path: string, milliseconds: number): Promise<void> {
  const begin = performance.now();
  await server.eventStream(path);
  const time = Math.round(performance.now() - begin);
  if (time > milliseconds)
    fail(`http: GET ${path}`, `headers at once, within ${milliseconds} ms`, `after ${time} ms`);
}

criterion('notifications.stream', ({ sufficient, good, excellent }) => {
  sufficient('1: the page is served, and a stream is open with its retry', async ({ shared, random }) => {
    const server = await shared();
    await server.expectAddress();
    await expectPage(server);
    const stream = await server.eventStream(streamPath(random.word()));
    const retry = await stream.expectRetry();
    if (retry !== 3000) fail('http: GET the stream', 'retry: 3000', `retry: ${retry}`);
  });

  sufficient('1: an event has its name, and JSON with message and time', async ({ shared, random }) => {
    const server = await shared();
    const user = random.word();
    const stream = await server.eventStream(streamPath(user));
    for (const type of ['info', 'success', 'warning', 'error']) {
      const message = random.text();
      await server.post(`/notify/${user}`, { type, message }, 202);
      await stream.expectEvent(type, { type, message, time: isoTime });
    }
  });

  good('1: nobody keeps or collects the stream on its way', async ({ shared, random }) => {
    const server = await shared();
    const stream = await server.eventStream(streamPath(random.word()), { 'Accept-Encoding': 'gzip' });
    expectUnbuffered(stream);
  });

  good('1: the headers come at once, before the first event', async ({ shared, random }) => {
    const server = await shared();
    await patiently([300, 800], (time) => expectHeadersWithin(server, streamPath(random.word()), time));
  });

  good(
    '1: messages with line breaks, quotes and emoji come unchanged, in one event',
    async ({ shared, random }) => {
      const server = await shared();
      const user = random.word();
      const stream = await server.eventStream(streamPath(user));
      const end = random.word();
      for (const message of [
        'a\nb\r\nc\rd',
        '\n\nevent: hacked\ndata: x\n\n',
        '\u2028\u2029"\\',
        `👩‍👩‍👧 ${end}`,
        ' ',
      ]) {
        await notify(server, user, message);
        await stream.expectEvent('info', { message });
      }
    },
  );

  excellent(
    '1: each event has the id that its post was answered with, and ids grow',
    async ({ shared, random }) => {
      const server = await shared();
      const user = random.word();
      const stream = await server.eventStream(streamPath(user));
      let last = 0;
      for (let count = 0; count < 3; count += 1) {
        const { id, message } = await notify(server, user, random.text());
        if (id <= last) fail(`http: POST /notify/${user}`, `an id above ${last}`, String(id));
        last = id;
        const event = await stream.expectEvent('info', { message });
        if (event.id !== String(id))
          fail(`http: POST /notify/${user}`, `an event with id ${id}`, event.id || 'no id');
      }
    },
  );

  excellent(
    '1: HEAD is answered with the headers alone, and Accept is looked at',
    async ({ shared, random }) => {
      const server = await shared();
      const path = streamPath(random.word());
      const head = await server.request({ method: 'HEAD', path }, { status: 200 });
      const type = String(head.headers['content-type']);
      if (!/^text\/event-stream\b/i.test(type))
        fail(`http: HEAD ${path}`, 'Content-Type: text/event-stream', type);
      expectUnbuffered(head);
      await server.request({ path, headers: { Accept: 'application/json' } }, { status: 406 });
      await server.eventStream(path, { Accept: '*/*' });
      await server.eventStream(path, { Accept: 'text/html, text/event-stream;q=0.5' });
    },
  );

  excellent('1: `data` comes with the event', async ({ shared, random }) => {
    const server = await shared();
    const user = random.word();
    const stream = await server.eventStream(streamPath(user));
    for (const data of [{ order: [random.word(), null, 7.5] }, 'text', 0, false, null]) {
      const body = { ...newBody(random), data };
      await server.post(`/notify/${user}`, body, 202);
      const { message } = await stream.expectEvent(body.type, { message: body.message });
      const received = JSON.stringify(message['data']);
      if (received !== JSON.stringify(data))
        fail('http: POST with data', JSON.stringify(data), String(received));
    }
    const { message } = await notify(server, user, random.text());
    const event = await stream.expectEvent('info', { message });
    if ('data' in event.message) fail('http: POST without data', 'an event without data', event.data);
  });
});
