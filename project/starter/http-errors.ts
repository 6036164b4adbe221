import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';

/** A refusal with its HTTP status. */
export class HttpError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Tells what is wrong with a request. Express knows a handler for errors by its four parameters. */
export const answerProblem: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    response.status(400).json({ error: issue?.message, field: issue?.path[0] });
  } else if (error instanceof Error && 'status' in error && typeof error.status === 'number') {
    response.status(error.status).json({ error: error.message });
  } else {
    console.error(error);
    response.status(500).json({ error: 'Something went wrong here.' });
  }
};
