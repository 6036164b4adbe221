import { z } from 'zod';

const commandSchema = z.enum(['time', 'help', 'info']);

/** What a client may send to /ws/json. */
const clientMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), text: z.string() }),
  z.object({ type: z.literal('ping') }),
  z.object({ type: z.literal('command'), command: commandSchema }),
]);

export type ClientMessage = z.infer<typeof clientMessageSchema>;
export type Command = z.infer<typeof commandSchema>;

/** What the server sends on /ws and /ws/json. Times are ISO 8601 strings. */
export type ServerMessage =
  | { type: 'welcome'; id: number; connections: number; time: string }
  | { type: 'welcome'; time: string }
  | { type: 'echo'; text: string; time: string }
  | { type: 'pong'; time: string }
  | { type: 'command_result'; command: Command; result: unknown }
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
