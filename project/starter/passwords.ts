import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const SALT_BYTES = 16;
const KEY_BYTES = 32;
const BLOCK_SIZE = 8;

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** Hashes passwords with scrypt, which is slow on purpose: whoever steals the hashes has to guess slowly. */
export class Passwords {
  readonly #cost: number;

  constructor(cost: number) {
    this.#cost = cost;
  }

  /** The cost is kept with the hash, so that it can be raised later without locking anybody out. */
  async hash(password: string): Promise<string> {
    // TODO(RF-01): derive a key with a new salt; join `scrypt`, the cost, and both in base64 with `$`.
    return '';
  }

  /** Without a hash, as for an unknown user, the answer is no, and takes as long. */
  async verify(password: string, hash: string = this.#hashOfNobody()): Promise<boolean> {
    // TODO(RF-01): derive a key with the cost and the salt of the hash, and compare it in constant time.
    return false;
  }

  /** No password is known to give this key. */
  #hashOfNobody(): string {
    const [salt, key] = [randomBytes(SALT_BYTES), randomBytes(KEY_BYTES)];
    return ['scrypt', this.#cost, salt.toString('base64'), key.toString('base64')].join('$');
  }
}

function deriveKey(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  // TODO(RF-01): allow scrypt the memory that this cost takes.
  return derive(password, salt, KEY_BYTES, { N: cost, r: BLOCK_SIZE, p: 1 });
}
