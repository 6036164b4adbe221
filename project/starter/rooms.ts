import type { Database } from 'libsql';
import { z } from 'zod';
import { keyOf } from './database.ts';
import type { EventLog } from './event-log.ts';
import { type Room, roomSchema } from './protocol.ts';

/** The rooms. */
export class Rooms {
  readonly #database: Database;
  readonly #events: EventLog;

  constructor(database: Database, events: EventLog) {
    this.#database = database;
    this.#events = events;
  }

  /** Makes a room, or returns undefined when its name is taken. */
  create(name: string, userId: number): Room | undefined {
    const insert = this.#database.transaction((): Room | undefined => {
      // TODO(RF-03): insert the room as users.ts inserts a user; when it is new, add the event `room_created`.
      return undefined;
    });
    return insert.immediate();
  }

  /** The room with this id, as it stands in a path. */
  find(id: string): Room | undefined {
    if (!/^\d{1,15}$/.test(id)) return undefined;
    const row = this.#database.prepare('SELECT id, name FROM rooms WHERE id = ?').get(Number(id));
    return roomSchema.optional().parse(row);
  }

  /** Every room, by id. */
  all(): Room[] {
    return z.array(roomSchema).parse(this.#database.prepare('SELECT id, name FROM rooms ORDER BY id').all());
  }
}
