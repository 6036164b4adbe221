import type { Database, Statement } from 'libsql';
import { z } from 'zod';
import { hexTextSchema } from './database.ts';
import type { EventLog } from './event-log.ts';
import { type ChatMessage, currentTime, type HistoryQuery } from './protocol.ts';

const rowSchema = z.object({
  id: z.number(),
  author: z.string(),
  recipient: z.string().nullable(),
  text: hexTextSchema,
  time: z.string(),
});

export interface NewMessage {
  roomId: number;
  authorId: number;
  /** Whom a private message is for. */
  recipientId?: number;
  text: string;
}

/** The messages of all rooms. */
export class Messages {
  readonly #database: Database;
  readonly #events: EventLog;
  readonly #insert: Statement;

  constructor(database: Database, events: EventLog) {
    this.#database = database;
    this.#events = events;
    this.#insert = database.prepare(
      `INSERT INTO messages (room_id, author_id, recipient_id, text, time) VALUES (?, ?, ?, ?, ?)
       RETURNING id`,
    );
  }

  /** Keeps a message, and with it the event that makes people see it: both, or none. */
  store({ roomId, authorId, recipientId, text }: NewMessage): void {
    const insert = this.#database.transaction(() => {
      // TODO(RF-04): insert the message; add the event `new_message` with the id that the database gave it.
    });
    insert.immediate();
  }

  /** A page of what somebody may see in a room, the oldest first. */
  history(roomId: number, userId: number, { limit, before, after }: HistoryQuery): ChatMessage[] {
    // TODO(RF-04): only what this user may see, and only the page that was asked for; the oldest first.
    const rows = this.#database
      .prepare(
        `SELECT messages.id, authors.username AS author, recipients.username AS recipient,
           hex(text) AS text, time
         FROM messages
           JOIN users AS authors ON authors.id = author_id
           LEFT JOIN users AS recipients ON recipients.id = recipient_id
         WHERE room_id = ?`,
      )
      .all(roomId);
    return z.array(rowSchema).parse(rows).map(toChatMessage);
  }
}

/** A message as it goes over the WebSocket and stands in the history. */
export function toChatMessage({ id, author, recipient, text, time }: z.infer<typeof rowSchema>): ChatMessage {
  if (recipient === null) return { type: 'message', id, from: author, text, time };
  return { type: 'private', id, from: author, to: recipient, text, time };
}
