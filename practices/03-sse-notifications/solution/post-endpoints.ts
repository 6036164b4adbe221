import express, { type ErrorRequestHandler, Router } from 'express';
import { z } from 'zod';
import type { NotificationCenter } from './notification-center.ts';
import { type Notification, notificationSchema, userIdSchema } from './protocol.ts';

const MAX_BODY_BYTES = 64 * 1024;

/** POST /notify/:userId, POST /broadcast and GET /stats. */
export function createPostEndpoints(center: NotificationCenter): Router {
  const router = Router();
  router.use(express.json({ limit: MAX_BODY_BYTES, strict: false }));

  router.post('/notify/:userId', (request, response) => {
    const userId = userIdSchema.parse(request.params.userId);
    response.status(202).json(center.notify(userId, readNotification(request.body)));
  });

  router.post('/broadcast', (request, response) => {
    response.status(202).json(center.broadcast(readNotification(request.body)));
  });

  router.get('/stats', (_request, response) => {
    response.json(center.stats());
  });

  router.use(answerProblem);
  return router;
}

function readNotification(body: unknown): Notification {
  return { ...notificationSchema.parse(body), time: new Date().toISOString() };
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
