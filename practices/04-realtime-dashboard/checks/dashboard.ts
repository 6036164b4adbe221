import { z } from 'zod';
import {
  type CheckContext,
  CheckFailure,
  type RunningServer,
  type WebSocketClient,
} from '../../../lab/grading/kit.ts';

export const STREAM = '/metrics/stream';
export const ACTIVITY = '/ws/activity';

export function fail(did: string, expected: string, received: string): never {
  throw new CheckFailure({ did, expected, received });
}

/** What can be simulated: the path, and the kind of activity that comes of it. */
export const simulations = [
  { path: '/simulate/user-login', kind: 'user_login' },
  { path: '/simulate/error', kind: 'error' },
  { path: '/simulate/request', kind: 'request' },
] as const;

/** A request in bytes, to be sent as it is. The body is JSON in ASCII. */
export function formatRequest(line: string, body: string): string {
  const head = [`${line} HTTP/1.1`, 'Host: 127.0.0.1', 'Content-Type: application/json'];
  return [...head, `Content-Length: ${body.length}`, '', body].join('\r\n');
}

export const activitySchema = z.looseObject({ id: z.number().int(), kind: z.string(), text: z.string() });
/** What `get_history` and a new connection are answered with. */
export const historySchema = z.looseObject({
  type: z.literal('history'),
  activities: z.array(activitySchema),
});
export type Activity = z.infer<typeof activitySchema>;

/** Simulates one thing of any kind. */
export async function simulate(
  server: RunningServer,
  random: CheckContext['random'],
  text = random.text(),
): Promise<Activity> {
  const { path } = simulations[random.integer(0, 2)] ?? simulations[0];
  const expected = activitySchema.describe('{"id":…,"kind":…,"text":…,"time":…}');
  return activitySchema.parse((await server.post(path, { text }, 202, expected)).body);
}

/** So many requests at once, and no more: all have to be answered in time, also by a busy machine. */
const AT_ONCE = 10;

/** Simulates many things, some at once. What came of them, in the order of their ids. */
export async function simulateMany(
  server: RunningServer,
  random: CheckContext['random'],
  count: number,
): Promise<Activity[]> {
  const activities: Activity[] = [];
  while (activities.length < count) {
    const length = Math.min(AT_ONCE, count - activities.length);
    activities.push(...(await Promise.all(Array.from({ length }, () => simulate(server, random)))));
  }
  return activities.toSorted((one, other) => one.id - other.id);
}

/** Connects to the activity feed, and takes the history. Activities are passed over from then on. */
export async function connectUser(server: RunningServer): Promise<WebSocketClient> {
  const client = await server.websocket(ACTIVITY, { passesOver: ['history', 'activity'] });
  await client.expectAlive();
  return client;
}
