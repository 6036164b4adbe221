import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { type Bus, type BusMessage, busMessageSchema } from './bus.ts';

const CHANNEL = 'chat';
/** How long Redis gets to say goodbye, so that a shutdown is not held up. */
const GRACE_MS = 500;
const envelopeSchema = z.object({ sender: z.string(), message: busMessageSchema });

/** The bus of several servers, over Redis. While Redis is away nothing is published, and one line says so. */
export class RedisBus implements Bus {
  readonly #id = randomUUID();
  readonly #publisher: Redis;
  /** A connection that subscribed can do nothing else, so there are two. Both connect again by themselves. */
  readonly #subscriber: Redis;
  #isAway = false;

  constructor(url: string) {
    // Without a queue: old news are of no use when Redis is back.
    this.#publisher = new Redis(url, { disconnectTimeout: GRACE_MS, enableOfflineQueue: false });
    this.#subscriber = new Redis(url, { disconnectTimeout: GRACE_MS, maxRetriesPerRequest: null });
    for (const connection of [this.#publisher, this.#subscriber]) {
      connection.on('error', () => this.#reportAway());
      connection.on('close', () => this.#reportAway());
      connection.on('ready', () => this.#noticeReturn());
    }
  }

  publish(message: BusMessage): void {
    if (this.#publisher.status !== 'ready') return;
    const envelope = JSON.stringify({ sender: this.#id, message });
    this.#publisher.publish(CHANNEL, envelope).catch(() => this.#reportAway());
  }

  subscribe(listener: (message: BusMessage) => void): void {
    this.#subscriber.on('message', (_channel, text) => {
      const envelope = parseEnvelope(text);
      if (envelope && envelope.sender !== this.#id) listener(envelope.message);
    });
    // What the others stored while Redis was away has still to be shown.
    this.#subscriber.on('ready', () => listener({ type: 'news' }));
    this.#subscriber.subscribe(CHANNEL).catch(() => this.#reportAway());
  }

  close(): void {
    this.#isAway = true;
    this.#publisher.disconnect();
    this.#subscriber.disconnect();
  }

  /** Never the error itself: it may hold the address, and that a password. */
  #reportAway(): void {
    if (this.#isAway) return;
    this.#isAway = true;
    console.error('Redis is away; this server goes on for its own clients.');
  }

  #noticeReturn(): void {
    if (this.#publisher.status === 'ready' && this.#subscriber.status === 'ready') this.#isAway = false;
  }
}

/** Whoever else uses this Redis may publish anything. */
function parseEnvelope(text: string): z.infer<typeof envelopeSchema> | undefined {
  try {
    return envelopeSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
