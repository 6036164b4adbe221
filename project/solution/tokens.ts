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
    return jwt.sign({ name: user.username }, this.#key, {
      algorithm: 'HS256',
      subject: String(user.id),
      expiresIn: this.#settings.TOKEN_TTL_SECONDS,
    });
  }

  /** The session of a good token; undefined for any other text. */
  verify(token: string): Session | undefined {
    let decoded: unknown;
    try {
      // Without this list, a token could choose its own algorithm.
      decoded = jwt.verify(token, this.#key, { algorithms: ['HS256'] });
    } catch {
      return undefined;
    }

    const payload = payloadSchema.safeParse(decoded);
    if (!payload.success) return undefined;
    const user = this.#users.find(payload.data.sub);
    return user && { user, expiresAt: payload.data.exp * 1000 };
  }
}
