import { z } from 'zod';

const commandSchema = z.enum(['time', 'help', 'info']);

/** What a client may send to /ws/json. */
const clientMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), text: z.string() }),
  // TODO(step 3): add `ping`, and `command` with its field `command`.
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
  // TODO(step 3): parse the JSON, check it with `clientMessageSchema`, and return the message.
  // TODO(step 4): return a problem, and never throw, for text that is no JSON or no message.
  return { problem: `Not written yet, so this could not be read: ${text}` };
}

export function currentTime(): string {
  return new Date().toISOString();
}
