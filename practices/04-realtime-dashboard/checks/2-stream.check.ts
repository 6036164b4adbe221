import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import {
  criterion,
  type EventStreamClient,
  expectUnbuffered,
  isoTime,
  lookAgain,
  type ReceivedEvent,
  type RunningServer,
} from '../../../lab/grading/kit.ts';
import { fail, STREAM } from './dashboard.ts';

/** Milliseconds between two samples of the shared server. */
const INTERVAL_MS = 50;
/** No timer of a check runs as long as this. */
const TEN_MINUTES = String(10 * 60 * 1000);

const number = z.number().int().min(1).describe('the number of the sample');

function expectSample(
  stream: EventStreamClient,
  samples: number | z.ZodType = number,
): Promise<ReceivedEvent> {
  return stream.expectEvent('metrics', { type: 'metrics', samples });
}

const samplesSchema = z.looseObject({ samples: z.number().int() });

async function samplesOf(server: RunningServer): Promise<number> {
  const { body } = await server.get('/metrics', 200, samplesSchema.describe('{"samples":…}'));
  return samplesSchema.parse(body).samples;
}

/** For ten intervals, no sample may be taken. One that is under way when the last stream goes may still be counted. */
async function expectNoSampling(server: RunningServer, interval: number): Promise<number> {
  const end = performance.now() + 2500;
  let since = performance.now();
  let samples = await samplesOf(server);
  while (performance.now() < since + 10 * interval) {
    await lookAgain();
    const now = await samplesOf(server);
    if (now === samples) continue;
    if (performance.now() > end)
      fail(
        'http: GET /metrics again and again, while nobody listens',
        `"samples":${samples}`,
        `"samples":${now}`,
      );
    since = performance.now();
    samples = now;
  }
  return samples;
}

criterion(
  'dashboard.stream',
  ({ sufficient, good, excellent }) => {
    sufficient('2: a stream opens with retry and a first sample', async ({ shared }) => {
      const stream = await (await shared()).eventStream(STREAM);
      await stream.expectRetry();
      const { message } = await stream.expectEvent('metrics', {
        type: 'metrics',
        samples: number,
        time: isoTime,
      });
      for (const name of ['cpu', 'memory', 'disk', 'eventLoop', 'traffic', 'app']) {
        if (typeof message[name] !== 'object')
          fail(`http: GET ${STREAM}`, `the sample has ${name}`, JSON.stringify(message));
      }
      stream.close();
    });

    sufficient('2: sample follows sample, and ids are their numbers', async ({ shared }) => {
      const stream = await (await shared()).eventStream(STREAM);
      let last = await expectSample(stream);
      for (let count = 0; count < 3; count += 1) {
        const next = await expectSample(stream, Number(last.message['samples']) + 1);
        if (next.id !== String(next.message['samples']))
          fail(`http: GET ${STREAM}`, `id ${next.message['samples']}`, `id ${next.id || 'none'}`);
        last = next;
      }
      stream.close();
    });

    good('2: nobody keeps or collects the stream on its way', async ({ shared }) => {
      const server = await shared();
      const stream = await server.eventStream(STREAM, { 'Accept-Encoding': 'gzip' });
      expectUnbuffered(stream);
      stream.close();
      expectUnbuffered(await server.request({ method: 'HEAD', path: STREAM }, { status: 200 }));
    });

    good('2: all streams get the same samples', async ({ shared }) => {
      const server = await shared();
      const first = await server.eventStream(STREAM);
      const second = await server.eventStream(STREAM);
      for (let count = 0; count < 3; count += 1) {
        const { message } = await expectSample(second);
        let same = await expectSample(first);
        while (Number(same.message['samples']) < Number(message['samples'])) same = await expectSample(first);
        if (!isDeepStrictEqual(same.message, message))
          fail('two streams were open', `both get ${JSON.stringify(message)}`, JSON.stringify(same.message));
      }
      first.close();
      second.close();
    });

    good('2: METRICS_INTERVAL_MS says how often', async ({ shared }) => {
      const stream = await (await shared()).eventStream(STREAM);
      await expectSample(stream);
      const pauses: number[] = [];
      // A busy machine may be late now and then, but not with each of them.
      while (!pauses.some((pause) => pause < 10 * INTERVAL_MS)) {
        if (pauses.length === 5)
          fail(
            `METRICS_INTERVAL_MS was ${INTERVAL_MS}`,
            'samples as often as that',
            `after ${pauses.join(', ')} ms`,
          );
        const begin = performance.now();
        await expectSample(stream);
        pauses.push(Math.round(performance.now() - begin));
      }
      stream.close();
    });

    excellent('2: who comes late gets the newest sample at once', async ({ start }) => {
      const server = await start({ METRICS_INTERVAL_MS: TEN_MINUTES });
      const first = await expectSample(await server.eventStream(STREAM));
      const late = await expectSample(await server.eventStream(STREAM, { 'Last-Event-ID': '1' }));
      if (!isDeepStrictEqual(late.message, first.message))
        fail(
          'a second stream was opened',
          `at once ${JSON.stringify(first.message)}`,
          JSON.stringify(late.message),
        );
      // A sample that whoever came has set off would be taken by now, or while the first of these is answered.
      for (let count = 0; count < 3; count += 1) {
        const samples = await samplesOf(server);
        if (samples !== 1) fail('two streams were opened', '"samples":1', `"samples":${samples}`);
      }
    });

    excellent('2: the first to leave stops nothing for the others', async ({ shared }) => {
      const server = await shared();
      const first = await server.eventStream(STREAM);
      const second = await server.eventStream(STREAM);
      await expectSample(first);
      first.close();
      let { message } = await expectSample(second);
      for (let count = 0; count < 5; count += 1) {
        ({ message } = await expectSample(second, Number(message['samples']) + 1));
      }
      second.close();
    });

    excellent('2: nothing is sampled while nobody listens', async ({ start }) => {
      const interval = 10;
      const server = await start({ METRICS_INTERVAL_MS: String(interval) });
      await server.request({ method: 'HEAD', path: STREAM }, { status: 200 });
      const none = await expectNoSampling(server, interval);
      if (none !== 0) fail('nobody has listened', '"samples":0', `"samples":${none}`);
      const stream = await server.eventStream(STREAM);
      for (let count = 1; count <= 3; count += 1) await expectSample(stream, count);
      stream.close();
      const before = await expectNoSampling(server, interval);
      if (before < 3) fail('the last stream was closed', '"samples":3 or more', `"samples":${before}`);
      const next = await server.eventStream(STREAM);
      await expectSample(next, before + 1);
      await expectSample(next, before + 2);
    });
  },
  { settings: { METRICS_INTERVAL_MS: String(INTERVAL_MS) } },
);
