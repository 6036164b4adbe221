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
    // TODO(RF-01): hash the password, and insert the user, with `keyOf` of both names; at the end of the statement,
    // `ON CONFLICT DO NOTHING RETURNING id, username, email` gives a row only when both were free.
    return undefined;
  }

  /** The user with this name and password, or undefined. */
  async logIn({ username, password }: Login): Promise<User | undefined> {
    const row = this.#database
      .prepare('SELECT id, username, email, password_hash AS passwordHash FROM users WHERE username_key = ?')
      .get(keyOf(username));
    const found = withHashSchema.optional().parse(row);
    // TODO(RF-01): verify the password, for an unknown user too, and return the user without the hash.
    return undefined;
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
