import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { CheckFailure } from '../failure.ts';
import { Inbox } from '../inbox.ts';
import { showText } from '../transcript.ts';
import { encodeFrame, type FrameOptions } from './frame.ts';
import type { ClientContext } from './websocket.ts';

/** A peer that speaks raw bytes, and so can break every rule. */
export class TcpClient {
  readonly #context: ClientContext;
  readonly #socket: Socket;
  readonly #events = new Inbox<'data' | 'end'>();
  #received = Buffer.alloc(0);

  /** Connects. Throws CheckFailure when the server does not take connections any more. */
  static async open(context: ClientContext): Promise<TcpClient> {
    const client = new TcpClient(context);
    context.transcript.sent(context.name, 'connect');
    try {
      await once(client.#socket, 'connect');
    } catch (error) {
      client.#fail('the server takes the connection', (error as Error).message);
    }
    return client;
  }

  private constructor(context: ClientContext) {
    this.#context = context;
    this.#socket = connect(context.port, '127.0.0.1');
    this.#socket.on('data', (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#events.put('data');
    });
    this.#socket.on('close', () => {
      context.transcript.received(context.name, 'the end of the connection');
      this.#events.put('end');
    });
    // `close` follows every error, and is what a check waits for.
    this.#socket.on('error', () => {});
  }

  /** Asks for the upgrade (RFC 6455, section 4.1). Bytes in `behind` leave in the same packet. */
  requestUpgrade(path: string, behind: Buffer = Buffer.alloc(0), headers: Record<string, string> = {}): void {
    const extra = behind.length > 0 ? `, and ${behind.length} bytes behind it in one packet` : '';
    const added = Object.entries(headers).map(([name, value]) => `, ${name}: ${value}`);
    this.#context.transcript.sent(this.#context.name, `upgrade request for ${path}${added.join('')}${extra}`);
    const head = [
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${this.#context.port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ];
    this.#socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), behind]));
  }

  /** The answer to the upgrade request must have this status. */
  async expectStatus(status: number): Promise<void> {
    const expected = `HTTP status ${status}`;
    for (;;) {
      const text = this.#received.toString('latin1');
      if (text.includes('\r\n')) {
        const [line = ''] = text.split('\r\n');
        this.#context.transcript.received(this.#context.name, line);
        if (line.split(' ')[1] !== String(status)) this.#fail(expected, showText(line));
        return;
      }
      const deadline = this.#context.deadline();
      const event = await this.#events.take(deadline);
      if (!event) this.#fail(expected, `nothing within ${deadline / 1000} s`);
      if (event === 'end') this.#fail(expected, 'the end of the connection, without an answer');
    }
  }

  /** Sends one frame, as wrong as it may be. `what` describes it in the transcript. */
  sendFrame(what: string, frame: FrameOptions): void {
    this.#context.transcript.sent(this.#context.name, what);
    this.#socket.write(encodeFrame(frame));
  }

  /** Sends bytes that are no whole request or frame. `what` describes them in the transcript. */
  sendBytes(what: string, bytes: Buffer): void {
    this.#context.transcript.sent(this.#context.name, what);
    this.#socket.write(bytes);
  }

  /** These bytes must come, somewhere in what the server sends. */
  async expectBytes(what: string, bytes: Buffer): Promise<void> {
    while (!this.#received.includes(bytes)) {
      const deadline = this.#context.deadline();
      const event = await this.#events.take(deadline);
      if (!event) this.#fail(what, `nothing within ${deadline / 1000} s`);
      if (event === 'end') this.#fail(what, 'the end of the connection');
    }
    this.#context.transcript.received(this.#context.name, what);
  }

  /** The server must end the connection. */
  async expectEnd(): Promise<void> {
    const deadline = this.#context.deadline();
    const end = await this.#events.take(deadline, (event) => event === 'end');
    if (!end) this.#fail('the end of the connection', `it was still open after ${deadline / 1000} s`);
  }

  /** Stops reading, so that what the server sends has to wait there. */
  pause(): void {
    this.#context.transcript.happened(this.#context.name, 'stops reading');
    this.#socket.pause();
  }

  /** Reads on, and throws away what has waited: only the end matters. */
  resume(): void {
    this.#context.transcript.happened(this.#context.name, 'reads on');
    this.#socket.removeAllListeners('data').resume();
  }

  /**
   * Writes the same bytes again and again, until the server ends the connection or `most` bytes were taken.
   * Returns the bytes written, and whether the connection ended.
   */
  async flood(what: string, bytes: Buffer, most: number): Promise<{ bytes: number; ended: boolean }> {
    this.#context.transcript.sent(this.#context.name, `${what}, up to ${Math.round(most / 1024 / 1024)} MiB`);
    const written = await this.#writeAgainAndAgain(bytes, most);
    const end = await this.#events.take(this.#context.deadline(), (event) => event === 'end');
    return { bytes: written, ended: end !== undefined };
  }

  /** Writes the same bytes again and again, until about `most` were taken, and throws away what comes back. */
  async pour(what: string, bytes: Buffer, most: number): Promise<void> {
    this.#context.transcript.sent(
      this.#context.name,
      `${what}, ${Math.round(most / 1024 / 1024)} MiB of them`,
    );
    this.#socket.removeAllListeners('data').resume();
    await this.#writeAgainAndAgain(bytes, most);
  }

  async #writeAgainAndAgain(bytes: Buffer, most: number): Promise<number> {
    let written = 0;
    let taken = true;
    while (taken && written < most && !this.#socket.destroyed) {
      written += bytes.length;
      taken = this.#socket.write(bytes) || (await this.#drained());
    }
    return written;
  }

  /** Hangs up, without a close frame. */
  end(): void {
    this.#context.transcript.sent(this.#context.name, 'hangs up');
    this.#socket.destroy();
  }

  /** Whether the server has read what was written, before a deadline. */
  #drained(): Promise<boolean> {
    return new Promise((resolve) => {
      const onDrain = () => settle(true);
      const onClose = () => settle(false);
      const timer = setTimeout(onClose, this.#context.deadline());
      const settle = (drained: boolean) => {
        clearTimeout(timer);
        this.#socket.off('drain', onDrain).off('close', onClose);
        resolve(drained);
      };
      this.#socket.on('drain', onDrain).on('close', onClose);
    });
  }

  #fail(expected: string, received: string): never {
    throw new CheckFailure({ did: this.#context.transcript.lastActions(), expected, received });
  }
}
