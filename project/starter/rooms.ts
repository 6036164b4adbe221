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
    const insert = this.#database.transaction(() => {
      const row = this.#database
        .prepare('INSERT INTO rooms (name, name_key) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id, name')
        .get(name, keyOf(name));
      const room = roomSchema.optional().parse(row);
      if (room) this.#events.add({ type: 'room_created', roomId: room.id, userId });
      return room;
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
