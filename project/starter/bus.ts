import { z } from 'zod';

/** What one server tells the others. */
export const busMessageSchema = z.discriminatedUnion('type', [
  /** Something new is in the database. */
  z.object({ type: z.literal('news') }),
  /** Somebody types; this is kept nowhere. */
  z.object({
    type: z.literal('typing'),
    roomId: z.number(),
    userId: z.number(),
    username: z.string(),
    typing: z.boolean(),
  }),
]);

export type BusMessage = z.infer<typeof busMessageSchema>;

/** How servers that share a database reach each other. A message may get lost: the database is what counts. */
export interface Bus {
  publish(message: BusMessage): void;
  /** Calls back for each message of another server. */
  subscribe(listener: (message: BusMessage) => void): void;
  close(): void;
}
