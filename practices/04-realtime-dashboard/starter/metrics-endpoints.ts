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

    // TODO(step 4): count the stream, until the response closes.
    // TODO(step 2): subscribe to the sampler, until the response closes.
    // TODO(step 5): send a comment every `keepaliveMs`, until the response closes.
  });

  return router;
}
