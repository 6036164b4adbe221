import { z } from 'zod';
import type { Random, RunningServer } from '../../../lab/grading/kit.ts';

const answerSchema = z.looseObject({ id: z.number().int(), delivered: z.number().int() });

export interface Posted {
  id: number;
  delivered: number;
  message: string;
}

/** A body that is right, with a message that comes only once. */
export function newBody(random: Random): { type: string; message: string } {
  return {
    type: ['info', 'success', 'warning', 'error'][random.integer(0, 3)] ?? 'info',
    message: random.text(),
  };
}

/** Posts a message to one user. */
export function notify(server: RunningServer, userId: string, message: string): Promise<Posted> {
  return post(server, `/notify/${encodeURIComponent(userId)}`, message);
}

/** Posts a message to everybody. */
export function broadcast(server: RunningServer, message: string): Promise<Posted> {
  return post(server, '/broadcast', message);
}

async function post(server: RunningServer, path: string, message: string): Promise<Posted> {
  const expected = answerSchema.describe('{"id":…,"delivered":…}');
  const { body } = await server.post(path, { type: 'info', message }, 202, expected);
  return { ...answerSchema.parse(body), message };
}

export function streamPath(userId: string): string {
  return `/notifications/${encodeURIComponent(userId)}`;
}
