import type { Database, Statement } from 'libsql';
import { z } from 'zod';
import { hexTextSchema } from './database.ts';
import { currentTime } from './protocol.ts';

/** How many events are replayed at most. */
export const MAX_REPLAY = 100;

const eventFields = {
  id: z.number(),
  time: z.string(),
  roomId: z.number(),
  room: z.string(),
  /** Who did it. */
  userId: z.number(),
  username: z.string(),
};

const messageEventSchema = z.object({
  type: z.literal('new_message'),
  ...eventFields,
  messageId: z.number(),
  text: hexTextSchema,
  /** Whom a private message is for. */
  recipientId: z.number().nullable(),
  recipient: z.string().nullable(),
});

const eventSchema = z.discriminatedUnion('type', [
  messageEventSchema,
  z.object({ type: z.enum(['user_joined', 'user_left', 'room_created']), ...eventFields }),
]);

export type StoredMessage = z.infer<typeof messageEventSchema>;
/** Something that happened, with all that is needed to tell people. */
export type StoredEvent = z.infer<typeof eventSchema>;

export interface NewEvent {
  type: StoredEvent['type'];
  roomId: number;
  userId: number;
  messageId?: number;
}

const SELECT = `
  SELECT events.id, events.type, coalesce(messages.time, events.time) AS time, rooms.id AS roomId, rooms.name AS room,
    users.id AS userId, users.username, messages.id AS messageId, hex(messages.text) AS text,
    recipients.id AS recipientId, recipients.username AS recipient
  FROM events
    JOIN rooms ON rooms.id = events.room_id
    JOIN users ON users.id = events.user_id
    LEFT JOIN messages ON messages.id = events.message_id
    LEFT JOIN users AS recipients ON recipients.id = messages.recipient_id`;

/**
 * Everything that happened, in the order of its ids. SQLite lets one server write at a time, so an id that is
 * visible has no smaller one still to come: reading on from the last id misses nothing.
 */
export class EventLog {
  readonly #database: Database;
  // Prepared once: these run for each message.
  readonly #insert: Statement;
  readonly #selectAfter: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#insert = database.prepare(
      'INSERT INTO events (type, room_id, user_id, message_id, time) VALUES (?, ?, ?, ?, ?)',
    );
    this.#selectAfter = database.prepare(`${SELECT} WHERE events.id > ? ORDER BY events.id`);
  }

  add({ type, roomId, userId, messageId }: NewEvent): void {
    this.#insert.run(type, roomId, userId, messageId ?? null, currentTime());
  }

  /** The id of the newest event, or 0. */
  newestId(): number {
    const row = this.#database.prepare('SELECT coalesce(max(id), 0) AS id FROM events').get();
    return z.object({ id: z.number() }).parse(row).id;
  }

  /** What happened after an event, the oldest first. */
  after(id: number): StoredEvent[] {
    return z.array(eventSchema).parse(this.#selectAfter.all(id));
  }

  /** The newest of what one person was to hear between two events, the oldest first. */
  missedBy(userId: number, after: number, until: number): StoredEvent[] {
    const rows = this.#database
      .prepare(
        `${SELECT} WHERE events.id > ? AND events.id <= ?
           AND (recipients.id = ? OR (recipients.id IS NULL AND users.id <> ?))
         ORDER BY events.id DESC LIMIT ${MAX_REPLAY}`,
      )
      .all(after, until, userId, userId);
    return z.array(eventSchema).parse(rows).toReversed();
  }
}

/** Whether somebody is to be notified of an event: a private message is for its addressee alone. */
export function concerns(event: StoredEvent, listenerId: number): boolean {
  // TODO(RF-04): a private message concerns its addressee; anything else everybody but the one who did it.
  return false;
}
