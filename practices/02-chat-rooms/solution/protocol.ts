import { z } from 'zod';

const textSchema = z.string().min(1).max(1000);

/** What a client may send. */
const clientMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), text: textSchema }),
  z.object({ type: z.literal('private'), to: z.string(), text: textSchema }),
  z.object({ type: z.literal('typing'), typing: z.boolean() }),
  z.object({ type: z.literal('get_users') }),
]);

export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** What the server sends. Times are ISO 8601 strings. */
export type ServerMessage =
  | { type: 'welcome'; room: string; username: string; time: string }
  | { type: 'user_list'; users: string[] }
  | { type: 'system'; event: 'user_joined' | 'user_left'; username: string; time: string }
  | { type: 'message'; from: string; text: string; time: string }
  | { type: 'private'; from: string; to: string; text: string; time: string }
  | { type: 'typing'; from: string; typing: boolean }
  | { type: 'error'; message: string };

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
