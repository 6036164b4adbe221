import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { CheckFailure } from '../failure.ts';
import { Inbox } from '../inbox.ts';
import { showText } from '../transcript.ts';
import type { ClientContext } from './websocket.ts';

/**
 * Reads an answer that stays open as plain text, whatever its format. A check of what reaches whom reads so, and leaves
 * the format to the checks of the format.
 */
export class TextStreamClient {
  readonly #context: ClientContext;
  readonly #request: ClientRequest;
  readonly #chunks = new Inbox<string>();
  #response: IncomingMessage | undefined;
  #received = '';
  #unread = '';

  /** Asks for a stream. Throws CheckFailure when the answer is not 200, or does not come. */
  static async open(
    context: ClientContext,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<TextStreamClient> {
    const client = new TextStreamClient(context, path, headers);
    await client.#opened(path);
    return client;
  }

  private constructor(context: ClientContext, path: string, headers: Record<string, string>) {
    this.#context = context;
    const added = Object.entries(headers).map(([name, value]) => `, ${name}: ${value}`);
    context.transcript.sent(context.name, `GET ${path}${added.join('')}`);
    this.#request = request({
      host: '127.0.0.1',
      port: context.port,
      path,
      agent: false,
      headers: { accept: 'text/event-stream', ...headers },
    });
    this.#request.on('error', () => {});
    this.#request.end();
  }

  /** All that has come and was looked at. */
  get text(): string {
    return this.#received;
  }

  /** This text must come, behind what was expected before. */
  async expectText(text: string): Promise<void> {
    const expected = `${showText(text)} somewhere in the stream`;
    const end = performance.now() + this.#context.deadline();
    while (!this.#unread.includes(text)) {
      // All but what the text may have begun in is done with: a stream may carry many megabytes.
      this.#unread = this.#unread.slice(-text.length);
      const taken = await this.#take(end - performance.now());
      if (taken === 'nothing')
        this.#fail(expected, `nothing of it within ${this.#context.deadline() / 1000} s`);
      if (taken === 'end') this.#fail(expected, 'the end of the stream');
    }
    this.#unread = this.#unread.slice(this.#unread.indexOf(text) + text.length);
  }

  /** This text must not have come. Call it after a marker that was sent later has come. */
  expectNo(text: string): void {
    if (this.#received.includes(text)) this.#fail(`nothing with ${showText(text)} in this stream`, 'it came');
  }

  /** This text must have come once. Call it after a marker that was sent later has come. */
  expectOnce(text: string): void {
    const times = this.#received.split(text).length - 1;
    if (times !== 1) this.#fail(`${showText(text)} once`, `${times} times`);
  }

  /** The server must end the stream. */
  async expectEnd(): Promise<void> {
    const deadline = this.#context.deadline();
    const end = performance.now() + deadline;
    for (;;) {
      const taken = await this.#take(end - performance.now());
      if (taken === 'end') return;
      if (taken === 'nothing')
        this.#fail('the end of the stream', `it was still open after ${deadline / 1000} s`);
    }
  }

  /** Stops reading, so that what the server sends has to wait there. */
  pause(): void {
    this.#context.transcript.happened(this.#context.name, 'stops reading');
    this.#response?.pause();
  }

  resume(): void {
    this.#context.transcript.happened(this.#context.name, 'reads on');
    this.#response?.resume();
  }

  /** Hangs up, as a closed tab does. */
  close(): void {
    this.#context.transcript.sent(this.#context.name, 'hangs up');
    this.#request.destroy();
  }

  async #opened(path: string): Promise<void> {
    const expected = `${path} answers 200 and stays open`;
    const signal = AbortSignal.timeout(this.#context.deadline());
    const [response] = (await once(this.#request, 'response', { signal }).catch((error: Error) => {
      this.#request.destroy();
      return this.#fail(expected, signal.aborted ? 'no headers' : error.message);
    })) as [IncomingMessage];
    this.#context.transcript.received(this.#context.name, String(response.statusCode));
    if (response.statusCode !== 200) {
      this.#request.destroy();
      this.#fail(expected, `status ${response.statusCode}`);
    }
    this.#response = response;
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      this.#context.transcript.received(this.#context.name, showText(chunk));
      this.#chunks.put(chunk);
    });
    response.on('close', () => {
      this.#context.transcript.received(this.#context.name, 'the end of the stream');
      this.#chunks.put('');
    });
    response.on('error', () => {});
  }

  async #take(milliseconds: number): Promise<'text' | 'end' | 'nothing'> {
    const taken = await this.#chunks.take(milliseconds, () => true);
    if (taken === undefined) return 'nothing';
    if (taken === '') return 'end';
    this.#received += taken;
    this.#unread += taken;
    return 'text';
  }

  #fail(expected: string, received: string): never {
    throw new CheckFailure({ did: this.#context.transcript.lastActions(), expected, received });
  }
}
