import type { Database } from 'libsql';
import { z } from 'zod';
import { keyOf } from './database.ts';
import type { Passwords } from './passwords.ts';
import { type Login, type Registration, type User, userSchema } from './protocol.ts';

const withHashSchema = userSchema.extend({ passwordHash: z.string() });

/** The accounts. */
export class Users {
  readonly #database: Database;
  readonly #passwords: Passwords;

  constructor(database: Database, passwords: Passwords) {
    this.#database = database;
    this.#passwords = passwords;
  }

  /** Makes an account, or returns undefined when the name or the e-mail is taken. */
  async register({ username, email, password }: Registration): Promise<User | undefined> {
    const hash = await this.#passwords.hash(password);
    // The database decides who was first: a question before the insert would find the name free for two at once.
    const row = this.#database
      .prepare(
        `INSERT INTO users (username, username_key, email, email_key, password_hash) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING RETURNING id, username, email`,
      )
      .get(username, keyOf(username), email, keyOf(email), hash);
    return userSchema.optional().parse(row);
  }

  /** The user with this name and password, or undefined. */
  async logIn({ username, password }: Login): Promise<User | undefined> {
    const row = this.#database
      .prepare('SELECT id, username, email, password_hash AS passwordHash FROM users WHERE username_key = ?')
      .get(keyOf(username));
    const found = withHashSchema.optional().parse(row);
    const isRight = await this.#passwords.verify(password, found?.passwordHash);
    return found && isRight ? userSchema.parse(found) : undefined;
  }

  find(id: number): User | undefined {
    const row = this.#database.prepare('SELECT id, username, email FROM users WHERE id = ?').get(id);
    return userSchema.optional().parse(row);
  }

  findByName(username: string): User | undefined {
    const row = this.#database
      .prepare('SELECT id, username, email FROM users WHERE username_key = ?')
      .get(keyOf(username));
    return userSchema.optional().parse(row);
  }
}
