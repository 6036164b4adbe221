import Database from 'libsql';
import { z } from 'zod';

/** How long a statement waits while another server writes. */
const BUSY_TIMEOUT_MS = 5000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    username TEXT NOT NULL,
    username_key TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS rooms (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE
  );
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    room_id INTEGER NOT NULL REFERENCES rooms (id),
    author_id INTEGER NOT NULL REFERENCES users (id),
    recipient_id INTEGER REFERENCES users (id),
    text TEXT NOT NULL,
    time TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS messages_by_room ON messages (room_id, id);

  -- Everything that happened, in order: what is shown to people is read from here.
  CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    room_id INTEGER NOT NULL REFERENCES rooms (id),
    user_id INTEGER NOT NULL REFERENCES users (id),
    message_id INTEGER REFERENCES messages (id),
    time TEXT NOT NULL
  );

  -- Who is connected to which server.
  CREATE TABLE IF NOT EXISTS servers (
    id TEXT PRIMARY KEY,
    seen_at INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS presence (
    room_id INTEGER NOT NULL REFERENCES rooms (id),
    user_id INTEGER NOT NULL REFERENCES users (id),
    server_id TEXT NOT NULL,
    PRIMARY KEY (room_id, user_id, server_id)
  );
`;

/** Opens the database file, and makes it when it is missing. */
export function openDatabase(file: string): Database.Database {
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  // With a write-ahead log, servers read while another one writes.
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('foreign_keys = ON');
  database.exec(SCHEMA);
  return database;
}

/** A text that was selected as `hex(…)`: libsql reads one as it is only up to its first character U+0000. */
export const hexTextSchema = z.hex().transform((digits) => Buffer.from(digits, 'hex').toString());

/** What a name is compared by: `Zoë` and `zoë`, in any of the ways Unicode has to write them, are one name. */
export function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
