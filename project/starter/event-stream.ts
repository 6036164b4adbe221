import type { Response } from 'express';
import { type EventFields, formatComment, formatEvent, formatRetry } from './event-format.ts';

/** How much may wait in memory for one client that does not read. */
export const MAX_BUFFERED_BYTES = 1024 * 1024;
const RETRY_MS = 3000;

const HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache',
  // Some proxies collect an answer until it is complete; this one would never be.
  'X-Accel-Buffering': 'no',
};

/** One answer that stays open and carries events. */
export class EventStream {
  readonly #response: Response;

  constructor(response: Response) {
    this.#response = response;
  }

  /** Sends the headers, and the time after which a client that lost the stream comes back. */
  open(): void {
    this.#response.writeHead(200, HEADERS);
    this.#response.flushHeaders();
    this.#write(formatRetry(RETRY_MS));
  }

  sendEvent(event: EventFields): void {
    this.#write(formatEvent(event));
  }

  sendComment(text: string): void {
    this.#write(formatComment(text));
  }

  close(): void {
    this.#response.end();
  }

  /** Writes, or cuts the client off when too much is waiting for it. */
  #write(text: string): void {
    if (this.#response.writableEnded || this.#response.destroyed) return;

    if (this.#response.writableLength + Buffer.byteLength(text) > MAX_BUFFERED_BYTES) {
      this.#response.destroy();
      return;
    }
    this.#response.write(text);
  }
}
