import type { ErrorRequestHandler } from 'express';
import type { z } from 'zod';

/** A refusal with its HTTP status, and with the field that is wrong. */
export class HttpError extends Error {
  readonly status: number;
  readonly field: string | undefined;

  constructor(status: number, message: string, field?: string) {
    super(message);
    this.status = status;
    this.field = field;
  }
}

/** What a client sent, when it fits the schema; otherwise this throws a refusal that names the first wrong field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;

  const [issue] = result.error.issues;
  throw new HttpError(400, issue?.message ?? 'This is wrong.', issue?.path[0]?.toString());
}

/** Answers a request that was refused or failed. Express knows a handler for errors by its four parameters. */
export const answerProblem: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (error instanceof HttpError) {
    response.status(error.status).json({ error: error.message, field: error.field });
  } else if (error instanceof Error && 'status' in error && typeof error.status === 'number') {
    // What Express itself refuses, such as a body that is no JSON.
    response.status(error.status).json({ error: error.message });
  } else {
    console.error(error);
    response.status(500).json({ error: 'Something went wrong here.' });
  }
};
