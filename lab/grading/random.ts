import { createHash, randomBytes } from 'node:crypto';

/** Words that hold what goes wrong: quotes, accents, other scripts, a pair of surrogates. */
const WORDS = ['hello', 'wave "42"', 'año', 'привет', '日本', '👋🏽', 'a\\b', '<b>', 'x y'];

/** Inputs that nobody can hard-code, and that the same seed gives again. */
export class Random {
  readonly #seed: string;
  #drawn = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** `length` bytes, at most 64 KiB or so: each 32 of them cost a hash. */
  bytes(length: number): Buffer {
    const blocks: Buffer[] = [];
    for (let size = 0; size < length; size += 32) blocks.push(this.#block());
    return Buffer.concat(blocks).subarray(0, length);
  }

  /** A whole number from `minimum` to `maximum`, both included. */
  integer(minimum: number, maximum: number): number {
    return minimum + (this.bytes(4).readUInt32BE() % (maximum - minimum + 1));
  }

  /** A short text with a part that never comes twice. */
  text(): string {
    return `${WORDS[this.integer(0, WORDS.length - 1)]} ${this.word()}`;
  }

  /** Eight letters and digits. */
  word(): string {
    return this.bytes(4).toString('hex');
  }

  /** The same items in another order. */
  shuffle<Item>(items: readonly Item[]): Item[] {
    const keys = items.map((item) => ({ item, key: this.word() }));
    return keys.toSorted((one, other) => (one.key < other.key ? -1 : 1)).map(({ item }) => item);
  }

  #block(): Buffer {
    this.#drawn += 1;
    return createHash('sha256').update(`${this.#seed}/${this.#drawn}`).digest();
  }
}

/** A seed for one grading run, short enough to be typed. */
export function newSeed(): string {
  return randomBytes(4).toString('hex');
}
