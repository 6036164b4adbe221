import { Router } from 'express';
import type { Counters } from './counters.ts';
import { EventStream } from './event-stream.ts';
import { FigureReader } from './figures.ts';
import { currentTime, type Metrics } from './protocol.ts';
import type { Sampler } from './sampler.ts';

/** GET /metrics and GET /metrics/stream. */
export function createMetricsEndpoints(sampler: Sampler, counters: Counters, keepaliveMs: number): Router {
  const router = Router();
  // Its own, because a reading is about the time since the last one: the sampler's readings stay a whole interval apart.
  const figures = new FigureReader();

  router.get('/metrics', async (_request, response) => {
    const metrics: Metrics = {
      type: 'metrics',
      samples: sampler.samples,
      time: currentTime(),
      ...(await figures.read()),
      ...counters.read(),
    };
    response.json(metrics);
  });

  router.get('/metrics/stream', (request, response) => {
    const stream = new EventStream(response);
    stream.open();
    // HEAD asks for the headers alone.
    if (request.method === 'HEAD') {
      stream.close();
      return;
    }

    counters.streams.add(stream);
    sampler.subscribe(stream);
    const keepalive = setInterval(() => stream.sendComment('keepalive'), keepaliveMs);

    response.on('close', () => {
      clearInterval(keepalive);
      sampler.unsubscribe(stream);
      counters.streams.delete(stream);
    });
  });

  return router;
}
