import { z } from 'zod';

/** Who can be notified: 1 to 32 letters of any language, digits, `_` or `-`. */
export const userIdSchema = z.string().regex(/^[\p{L}\p{M}\p{Nd}_-]{1,32}$/u);

/** Thousands deep, a value can still be read, but not written any more. */
const MAX_DEPTH = 100;

/** The body of a POST. */
export const notificationSchema = z.object({
  type: z.enum(['info', 'success', 'warning', 'error']),
  message: z.string().min(1).max(500),
  /** Any JSON value that the page may want to have. */
  data: z
    .unknown()
    .refine((data) => isNestedAtMost(MAX_DEPTH, data), `must not be nested more than ${MAX_DEPTH} deep`)
    .optional(),
});

/** What is posted, with the time when it came. */
export type Notification = z.infer<typeof notificationSchema> & { time: string };

/** A notification as it goes into every stream. */
export interface StoredEvent {
  id: number;
  event: Notification['type'];
  /** The notification as JSON. */
  data: string;
  /** Of the data, in bytes. */
  size: number;
}

function isNestedAtMost(depth: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isNestedAtMost(depth - 1, inner));
}
