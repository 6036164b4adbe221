import type { Response } from 'express';
import { formatRetry } from './event-format.ts';

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
    this.send(Buffer.from(formatRetry(RETRY_MS)));
  }

  close(): void {
    this.#response.end();
  }

  /** Sends events or comments, or cuts the client off when too much is waiting for it. */
  send(chunk: Buffer): void {
    if (this.#response.writableEnded || this.#response.destroyed) return;

    if (this.#response.writableLength + chunk.length > MAX_BUFFERED_BYTES) {
      this.#response.destroy();
      return;
    }
    this.#response.write(chunk);
  }
}
