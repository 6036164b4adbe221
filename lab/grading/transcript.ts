export interface TranscriptEntry {
  /** Milliseconds since the check began. */
  time: number;
  /** `client 1`, `http`, `server`. */
  who: string;
  /** → to the server, ← from it, · something that happened. */
  direction: '→' | '←' | '·';
  what: string;
}

const LONGEST = 160;

/** What went over the wire during one check, in order, with times. */
export class Transcript {
  readonly entries: TranscriptEntry[] = [];
  readonly #start = performance.now();

  sent(who: string, what: string): void {
    this.#add(who, '→', what);
  }

  received(who: string, what: string): void {
    this.#add(who, '←', what);
  }

  happened(who: string, what: string): void {
    this.#add(who, '·', what);
  }

  /** Milliseconds since anything went over the wire. */
  get quietTime(): number {
    return performance.now() - this.#start - (this.entries.at(-1)?.time ?? 0);
  }

  /** The last things that were done, up to three in a row: what a failed check reports as done. */
  lastActions(): string {
    const done = this.entries.filter((entry) => entry.direction === '→');
    const last = done.at(-1);
    if (!last) return 'the server was started';
    const others = done.findLastIndex(({ who }) => who !== last.who);
    const row = done.slice(others + 1).slice(-3);
    return `${last.who}: ${row.map(({ what }) => what).join(', then ')}`;
  }

  #add(who: string, direction: TranscriptEntry['direction'], what: string): void {
    this.entries.push({
      time: Math.round(performance.now() - this.#start),
      who,
      direction,
      what: shorten(what),
    });
  }
}

/** A transcript as lines of text, the newest `most` of them. */
export function formatTranscript(entries: readonly TranscriptEntry[], most = 14): string[] {
  const left = entries.length - most;
  const lines = entries
    .slice(-most)
    .map(({ time, who, direction, what }) => `${String(time).padStart(6)} ms  ${who} ${direction} ${what}`);
  return left > 0 ? [`          (${left} earlier lines left out)`, ...lines] : lines;
}

/** What looks like a space, a line break or nothing at all. */
const INVISIBLE = /[\u0085\u00a0\u2028\u2029\ufeff]/g;

/** Text as it is shown to people: quoted, without control characters, and never endless. */
export function showText(text: string): string {
  const visible = JSON.stringify(text).replaceAll(INVISIBLE, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${code}`;
  });
  return shorten(visible);
}

/** Bytes as they are shown to people: `3 bytes ff fe 00`. */
export function showBytes(bytes: Buffer): string {
  const hex = bytes
    .subarray(0, 16)
    .toString('hex')
    .replaceAll(/..(?=.)/g, '$& ');
  return `${bytes.length} bytes ${hex}${bytes.length > 16 ? ' …' : ''}`;
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}
