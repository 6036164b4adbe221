import { z } from 'zod';

/** Somebody types, or stopped; this is kept nowhere. */
const typingSchema = z.object({
  type: z.literal('typing'),
  roomId: z.number(),
  userId: z.number(),
  username: z.string(),
  typing: z.boolean(),
});

/** What one server tells the others; `news` says that there is something new in the database. */
export const busMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('news') }),
  typingSchema,
]);

export type Typing = z.infer<typeof typingSchema>;
export type BusMessage = z.infer<typeof busMessageSchema>;

/** How servers that share a database reach each other. A message may get lost: the database is what counts. */
export interface Bus {
  publish(message: BusMessage): void;
  /** Calls back for each message of another server. */
  subscribe(listener: (message: BusMessage) => void): void;
  close(): void;
}
