import { z } from 'zod';

/** Who can be notified: 1 to 32 letters of any language, digits, `_` or `-`. */
export const userIdSchema = z.string().regex(/^[\p{L}\p{M}\p{Nd}_-]{1,32}$/u);

/** The body of a POST. */
export const notificationSchema = z.object({
  // TODO(step 3): four types, and a message of 1 to 500 characters.
  type: z.string(),
  message: z.string(),
  /** Any JSON value that the page may want to have. */
  data: z.json().optional(),
});

/** What is posted, with the time when it came. */
export type Notification = z.infer<typeof notificationSchema> & { time: string };

/** A notification with the id that it has in every stream. */
export interface StoredEvent {
  id: number;
  notification: Notification;
}
