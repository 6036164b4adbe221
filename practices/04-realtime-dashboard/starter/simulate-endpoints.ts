import express, { type ErrorRequestHandler, Router } from 'express';
import type { z } from 'zod';
import type { ActivityFeed } from './activity-feed.ts';
import type { Counters } from './counters.ts';
import type { ActivityKind, simulationSchema } from './protocol.ts';

const MAX_BODY_BYTES = 64 * 1024;

/** POST /simulate/user-login, /simulate/error and /simulate/request. */
export function createSimulateEndpoints(feed: ActivityFeed, counters: Counters): Router {
  const router = Router();
  router.use(express.json({ limit: MAX_BODY_BYTES, strict: false }));

  function simulate(path: string, kind: ActivityKind): void {
    router.post(path, (request, response) => {
      // TODO(step 5): check the body with `simulationSchema`, which throws, instead of believing it.
      const { text } = request.body as z.infer<typeof simulationSchema>;
      // TODO(step 4): count it.
      // TODO(step 3): publish it, and answer with the activity.
      response.status(202).json({ kind, text });
    });
  }
  simulate('/simulate/user-login', 'user_login');
  simulate('/simulate/error', 'error');
  simulate('/simulate/request', 'request');

  router.use(answerProblem);
  return router;
}

/** Tells what is wrong with a request. Express knows a handler for errors by its four parameters. */
const answerProblem: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  // TODO(step 5): answer 400, and what is wrong, to a body that its schema refuses.
  if (error instanceof Error && 'status' in error && typeof error.status === 'number') {
    response.status(error.status).json({ error: error.message });
  } else {
    console.error(error);
    response.status(500).json({ error: 'Something went wrong here.' });
  }
};
