import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { type HistoryEntry, readHistory } from '../support/chat-api.ts';

/** One message in so many milliseconds: below the chat's limit of 20 in 5 seconds. */
const PACE_MS = 300;
const RETRY_MS = 200;

const incomingSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), id: z.number(), from: z.string(), text: z.string() }),
  z.object({ type: z.literal('error'), message: z.string() }),
  z.object({ type: z.literal(['welcome', 'user_list', 'system']) }),
]);

export interface Person {
  username: string;
  token: string;
  room: number;
}

/** Somebody at a page that works: it comes back by itself, reads what it missed, and repeats what got no answer. */
export class ChatClient {
  readonly person: Person;
  /** The ids that this person saw, in order. */
  readonly shown: number[] = [];
  live = 0;
  byHistory = 0;
  /** How often the same message came twice over one connection. */
  twice = 0;
  /** How often a message came after one with a larger id. */
  outOfOrder = 0;
  /** What the server complained about. */
  readonly errors: string[] = [];
  readonly #address: string;
  readonly #seen = new Set<number>();
  #unsent: string[];
  /** Sent, and not yet seen. */
  #unanswered: string[] = [];
  #socket: WebSocket | undefined;
  #isOver = false;

  constructor(address: string, person: Person, texts: readonly string[]) {
    this.#address = address;
    this.person = person;
    this.#unsent = [...texts];
  }

  /** Whether everything was sent, and seen. */
  get isDone(): boolean {
    return this.#unsent.length + this.#unanswered.length === 0;
  }

  /** Stays in the room until `leave` is called. */
  async stay(): Promise<void> {
    while (!this.#isOver) {
      await this.#visit().catch(() => undefined);
      if (!this.#isOver) await wait(RETRY_MS * (0.5 + Math.random()));
    }
  }

  leave(): void {
    this.#isOver = true;
    this.#socket?.terminate();
  }

  /** Says the next thing every now and then, until all is said. */
  async speak(): Promise<void> {
    while (!this.#isOver) {
      await wait(PACE_MS);
      const text = this.#socket ? this.#unsent.shift() : undefined;
      if (text === undefined) continue;
      this.#unanswered.push(text);
      this.#socket?.send(JSON.stringify({ type: 'message', text }));
    }
  }

  /** One connection, from its beginning to its end. */
  async #visit(): Promise<void> {
    const { room, token } = this.person;
    const socket = new WebSocket(`${this.#address.replace('http', 'ws')}/ws/chat/${room}?token=${token}`);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const arrived = new Set<number>();
    let waiting: HistoryEntry[] | undefined = [];
    socket.on('message', (data) => {
      const message = incomingSchema.parse(JSON.parse(String(data)));
      if (message.type === 'error') this.errors.push(message.message);
      if (message.type !== 'message') return;

      if (arrived.has(message.id)) this.twice += 1;
      arrived.add(message.id);
      if (waiting) waiting.push(message);
      else this.#show(message, 'live');
    });
    await once(socket, 'open');

    const missed = await readHistory(this.#address, token, room, this.shown.at(-1) ?? 0);
    for (const entry of missed) this.#show(entry, 'byHistory');
    for (const entry of waiting) this.#show(entry, 'live');
    waiting = undefined;
    // What the server that was killed did not store, it will never store: this can't make a second one.
    this.#unsent.unshift(...this.#unanswered.splice(0));
    this.#socket = socket;
    await closed;
    this.#socket = undefined;
  }

  #show({ id, from, text }: HistoryEntry, way: 'live' | 'byHistory'): void {
    if (this.#seen.has(id)) return;
    if (id < (this.shown.at(-1) ?? 0)) this.outOfOrder += 1;
    this.#seen.add(id);
    this.shown.push(id);
    this[way] += 1;
    if (from === this.person.username)
      this.#unanswered = this.#unanswered.filter((unanswered) => unanswered !== text);
  }
}
