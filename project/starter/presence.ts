import { randomUUID } from 'node:crypto';
import type { Database } from 'libsql';
import { z } from 'zod';
import type { EventLog } from './event-log.ts';

/** How long a server may be silent before its people count as gone. */
const SERVER_LOST_MS = 10_000;

const rowSchema = z.object({ roomId: z.number(), userId: z.number(), serverId: z.string() });

/** Who is in which room, on any of the servers that share the database. */
export class Presence {
  readonly #serverId = randomUUID();
  readonly #database: Database;
  readonly #events: EventLog;

  constructor(database: Database, events: EventLog) {
    this.#database = database;
    this.#events = events;
  }

  /** Somebody's first connection to a room of this server. */
  enter(roomId: number, userId: number): void {
    // Inside a transaction, no other server can come in between: somebody joins once.
    const enter = this.#database.transaction(() => {
      const isNew = !this.has(roomId, userId);
      this.#database
        .prepare('INSERT OR IGNORE INTO presence (room_id, user_id, server_id) VALUES (?, ?, ?)')
        .run(roomId, userId, this.#serverId);
      if (isNew) this.#events.add({ type: 'user_joined', roomId, userId });
    });
    enter.immediate();
  }

  /** Somebody's last connection to a room of this server has gone. */
  leave(roomId: number, userId: number): void {
    const leave = this.#database.transaction(() => this.#remove(roomId, userId, this.#serverId));
    leave.immediate();
  }

  has(roomId: number, userId: number): boolean {
    const row = this.#database
      .prepare('SELECT 1 FROM presence WHERE room_id = ? AND user_id = ? LIMIT 1')
      .get(roomId, userId);
    return row !== undefined;
  }

  /** The names of the people in a room, sorted. */
  usersIn(roomId: number): string[] {
    const rows = this.#database
      .prepare('SELECT DISTINCT username FROM presence JOIN users ON users.id = user_id WHERE room_id = ?')
      .all(roomId);
    const people = z.array(z.object({ username: z.string() })).parse(rows);
    return people.map(({ username }) => username).toSorted();
  }

  /** How many people are in each room that is not empty. */
  counts(): Map<number, number> {
    const rows = this.#database
      .prepare('SELECT room_id AS roomId, count(DISTINCT user_id) AS users FROM presence GROUP BY room_id')
      .all();
    const counts = z.array(z.object({ roomId: z.number(), users: z.number() })).parse(rows);
    return new Map(counts.map(({ roomId, users }) => [roomId, users]));
  }

  /** Says that this server lives. Returns false when the others took it for lost, and its people for gone. */
  beat(): boolean {
    const { changes } = this.#database
      .prepare('UPDATE servers SET seen_at = ? WHERE id = ?')
      .run(Date.now(), this.#serverId);
    if (changes > 0) return true;
    this.#database.prepare('INSERT INTO servers (id, seen_at) VALUES (?, ?)').run(this.#serverId, Date.now());
    return false;
  }

  /** Takes out the people of servers that ended without a goodbye. */
  removeLost(silenceMs = SERVER_LOST_MS): void {
    const remove = this.#database.transaction(() => {
      this.#database.prepare('DELETE FROM servers WHERE seen_at < ?').run(Date.now() - silenceMs);
      const rows = this.#database
        .prepare(
          `SELECT room_id AS roomId, user_id AS userId, server_id AS serverId FROM presence
           WHERE server_id NOT IN (SELECT id FROM servers)`,
        )
        .all();
      const lost = z.array(rowSchema).parse(rows);
      for (const { roomId, userId, serverId } of lost) this.#remove(roomId, userId, serverId);
    });
    remove.immediate();
  }

  #remove(roomId: number, userId: number, serverId: string): void {
    const { changes } = this.#database
      .prepare('DELETE FROM presence WHERE room_id = ? AND user_id = ? AND server_id = ?')
      .run(roomId, userId, serverId);
    if (changes > 0 && !this.has(roomId, userId)) {
      this.#events.add({ type: 'user_left', roomId, userId });
    }
  }
}
