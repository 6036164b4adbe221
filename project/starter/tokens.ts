import { createSecretKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { User } from './protocol.ts';
import type { Settings } from './settings.ts';
import type { Users } from './users.ts';

const payloadSchema = z.object({
  sub: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
  /** Seconds since 1970. */
  exp: z.number(),
});

/** Whom a good token belongs to, and until when. */
export interface Session {
  user: User;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** Makes and checks the tokens that people log in for. */
export class Tokens {
  readonly #settings: Settings;
  readonly #users: Users;
  /** Made once: from a text, jsonwebtoken would make a key for each token. */
  readonly #key: KeyObject;

  constructor(settings: Settings, users: Users) {
    this.#settings = settings;
    this.#users = users;
    this.#key = createSecretKey(settings.JWT_SECRET, 'utf8');
  }

  create(user: User): string {
    // TODO(RF-01): sign a token with the claim `name`, and with a subject and an end.
    return '';
  }

  /** The session of a good token; undefined for any other text. */
  verify(token: string): Session | undefined {
    // TODO(RF-01): verify the token, read what comes out with `payloadSchema`, and find its user.
    return undefined;
  }
}
