import express, { type ErrorRequestHandler, Router } from 'express';
import { z } from 'zod';
import type { ActivityFeed } from './activity-feed.ts';
import type { Counters } from './counters.ts';
import { type ActivityKind, simulationSchema } from './protocol.ts';

const MAX_BODY_BYTES = 64 * 1024;

/** POST /simulate/user-login, /simulate/error and /simulate/request. */
export function createSimulateEndpoints(feed: ActivityFeed, counters: Counters): Router {
  const router = Router();
  router.use(express.json({ limit: MAX_BODY_BYTES, strict: false }));

  function simulate(path: string, kind: ActivityKind): void {
    router.post(path, (request, response) => {
      const { text } = simulationSchema.parse(request.body);
      counters.countActivity(kind);
      response.status(202).json(feed.publish(kind, text));
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
  if (error instanceof z.ZodError) {
    response.status(400).json({ error: z.prettifyError(error) });
  } else if (error instanceof Error && 'status' in error && typeof error.status === 'number') {
    response.status(error.status).json({ error: error.message });
  } else {
    console.error(error);
    response.status(500).json({ error: 'Something went wrong here.' });
  }
};
