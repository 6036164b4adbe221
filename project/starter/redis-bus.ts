import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { type Bus, type BusMessage, busMessageSchema } from './bus.ts';

const CHANNEL = 'chat';
const envelopeSchema = z.object({ sender: z.string(), message: busMessageSchema });

/** The bus of several servers, over Redis. While Redis is away, nothing is published, and one line says so. */
export class RedisBus implements Bus {
  readonly #id = randomUUID();
  readonly #publisher: Redis;
  /** A connection that subscribed can do nothing else, so there are two. */
  readonly #subscriber: Redis;
  #isAway = false;

  constructor(url: string) {
    // Without the queue, nothing piles up for the time when Redis is back.
    this.#publisher = new Redis(url, { enableOfflineQueue: false });
    this.#subscriber = new Redis(url, { maxRetriesPerRequest: null });
    for (const connection of [this.#publisher, this.#subscriber]) {
      connection.on('error', () => this.#reportAway());
      connection.on('close', () => this.#reportAway());
    }
    this.#subscriber.on('ready', () => {
      this.#isAway = false;
    });
  }

  publish(message: BusMessage): void {
    const envelope = JSON.stringify({ sender: this.#id, message });
    this.#publisher.publish(CHANNEL, envelope).catch(() => this.#reportAway());
  }

  subscribe(listener: (message: BusMessage) => void): void {
    this.#subscriber.on('message', (_channel, text) => {
      const envelope = envelopeSchema.safeParse(JSON.parse(text));
      if (envelope.success && envelope.data.sender !== this.#id) listener(envelope.data.message);
    });
    // ioredis subscribes again by itself. What was said meanwhile is in the database.
    this.#subscriber.on('ready', () => listener({ type: 'news' }));
    this.#subscriber.subscribe(CHANNEL).catch(() => this.#reportAway());
  }

  close(): void {
    this.#isAway = true;
    this.#publisher.disconnect();
    this.#subscriber.disconnect();
  }

  #reportAway(): void {
    if (this.#isAway) return;
    this.#isAway = true;
    console.error('Redis is away: this server goes on for its own clients.');
  }
}
