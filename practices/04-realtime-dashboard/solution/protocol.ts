import { z } from 'zod';

/** What happens in the app, each with its own `POST /simulate/…`. */
export type ActivityKind = 'user_login' | 'error' | 'request';

/** The body of a POST: who logged in, what went wrong, or which path was asked for. */
export const simulationSchema = z.object({ text: z.string().min(1).max(200) });

export interface Activity {
  id: number;
  kind: ActivityKind;
  text: string;
  time: string;
}

/** What a client of `/ws/activity` may send. */
const clientMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('get_history'), limit: z.number().int().min(1) }),
]);

export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** What the server sends to a client of `/ws/activity`. Times are ISO 8601 strings. */
export type ServerMessage =
  | { type: 'history'; activities: Activity[] }
  | ({ type: 'activity' } & Activity)
  | { type: 'error'; message: string };

/** The figures of the machine and of this process. Percentages go from 0 to 100. */
export interface Figures {
  cpu: { percent: number };
  memory: { totalBytes: number; usedBytes: number; percent: number; processBytes: number };
  disk: { totalBytes: number; usedBytes: number; percent: number };
  eventLoop: { delayMs: number };
  uptimeSeconds: number;
}

/** What happened since the start, and who is connected now. */
export interface Counts {
  traffic: { requests: number; streams: number };
  app: { connectedUsers: number; logins: number; errors: number; requests: number };
}

/** One sample, as `GET /metrics` answers it and the stream carries it. */
export type Metrics = { type: 'metrics'; samples: number; time: string } & Figures & Counts;

/** The message in a text frame, or the reason why it is none. */
export type ParsedMessage = { message: ClientMessage } | { problem: string };

/** Reads one text frame of a client. Whatever it holds, this never throws. */
export function parseClientMessage(text: string): ParsedMessage {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'This is not valid JSON.' };
  }

  const result = clientMessageSchema.safeParse(value);
  if (!result.success) return { problem: z.prettifyError(result.error) };
  return { message: result.data };
}

export function currentTime(): string {
  return new Date().toISOString();
}
