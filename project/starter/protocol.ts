import { z } from 'zod';

// What comes in is checked against these schemas, once, where it comes in. The documents of the API are made from them.

/** A number as it stands in a query. */
function queryNumber(minimum: number, maximum: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum));
}

const idSchema = z.int().positive();
const timeSchema = z.iso.datetime();
const textSchema = z.string().min(1).max(1000);
const usernameSchema = z
  .string()
  .normalize('NFC')
  .regex(/^[\p{L}\p{M}\p{Nd}_-]{3,50}$/u, 'must be 3 to 50 letters, digits, _ or -');

export const registrationSchema = z.object({
  username: usernameSchema,
  // TODO(RF-01): an e-mail address of at most 254 characters, and a password of 8 to 200.
  email: z.string(),
  password: z.string(),
});
export const loginSchema = z.object({ username: z.string(), password: z.string() });
export const newRoomSchema = z.object({
  name: z
    .string()
    .normalize('NFC')
    .regex(/^(?!\s)\P{Cc}+(?<!\s)$/u, 'must have no space at its ends, and no control characters')
    .max(50),
});
export const historyQuerySchema = z.object({
  limit: queryNumber(1, 100).default(50),
  before: queryNumber(0, Number.MAX_SAFE_INTEGER).optional(),
  after: queryNumber(0, Number.MAX_SAFE_INTEGER).optional(),
});

export type Registration = z.infer<typeof registrationSchema>;
export type Login = z.infer<typeof loginSchema>;
export type HistoryQuery = z.infer<typeof historyQuerySchema>;

export const userSchema = z.object({ id: idSchema, username: z.string(), email: z.string() });
export const roomSchema = z.object({ id: idSchema, name: z.string() });

export type User = z.infer<typeof userSchema>;
export type Room = z.infer<typeof roomSchema>;

/** What a client may send over the WebSocket. */
export const clientMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), text: textSchema }),
  z.object({ type: z.literal('private'), to: usernameSchema, text: textSchema }),
  z.object({ type: z.literal('typing'), typing: z.boolean() }),
  z.object({ type: z.literal('ping') }),
]);

export type ClientMessage = z.infer<typeof clientMessageSchema>;

const sentMessage = { id: idSchema, from: z.string(), text: z.string(), time: timeSchema };

/** What people said, over the WebSocket and in the history. */
export const chatMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), ...sentMessage }),
  z.object({ type: z.literal('private'), to: z.string(), ...sentMessage }),
]);

/** What the server sends over the WebSocket. */
export const serverMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    room: roomSchema,
    user: userSchema.omit({ email: true }),
    time: timeSchema,
  }),
  z.object({ type: z.literal('user_list'), users: z.array(z.string()) }),
  z.object({
    type: z.literal('system'),
    event: z.enum(['user_joined', 'user_left']),
    username: z.string(),
    time: timeSchema,
  }),
  ...chatMessageSchema.options,
  z.object({ type: z.literal('typing'), from: z.string(), typing: z.boolean() }),
  z.object({ type: z.literal('pong'), time: timeSchema }),
  z.object({ type: z.literal('error'), message: z.string() }),
]);

export type ChatMessage = z.infer<typeof chatMessageSchema>;
export type ServerMessage = z.infer<typeof serverMessageSchema>;

const place = { roomId: idSchema, room: z.string(), time: timeSchema };
const presenceSchema = z.object({ ...place, username: z.string() });

/** The data of each event that a stream of notifications carries. */
export const notificationSchemas = {
  new_message: z.object({
    ...place,
    messageId: idSchema,
    from: z.string(),
    preview: z.string(),
    private: z.boolean(),
  }),
  user_joined: presenceSchema,
  user_left: presenceSchema,
  room_created: z.object({ ...place, by: z.string() }),
};

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
