import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { CheckFailure, fits, type Shape, showShape } from '../failure.ts';
import { Inbox } from '../inbox.ts';
import { showBytes, showText, type Transcript } from '../transcript.ts';
import { parseJson } from './json.ts';

type Event =
  | { kind: 'text'; text: string }
  | { kind: 'binary'; bytes: Buffer }
  | { kind: 'close'; code: number };

export interface ClientContext {
  name: string;
  port: number;
  transcript: Transcript;
  /** Milliseconds to wait for an answer; shorter once a server has shown that it is silent. */
  deadline: () => number;
}

export interface WebSocketOptions {
  /** A peer that never answers a ping (RFC 6455, section 5.5.3, asks every peer to). */
  answersPings?: boolean;
  headers?: Record<string, string>;
  /** JSON messages of these types are passed over: they may come at any time, and are no matter of this check. */
  passesOver?: readonly string[];
}

/** A WebSocket client (RFC 6455) that takes what comes in, frame by frame, and says what it missed. */
export class WebSocketClient {
  readonly #context: ClientContext;
  readonly #socket: WebSocket;
  readonly #events = new Inbox<Event>();
  readonly #pings = new Inbox<'ping'>();
  pingCount = 0;

  /** Connects to a path. Throws CheckFailure when the server refuses or does not answer. */
  static async open(
    context: ClientContext,
    path: string,
    options: WebSocketOptions = {},
  ): Promise<WebSocketClient> {
    const client = new WebSocketClient(context, path, options);
    await client.#opened(path);
    return client;
  }

  private constructor(
    context: ClientContext,
    path: string,
    { answersPings = true, headers, passesOver = [] }: WebSocketOptions,
  ) {
    this.#context = context;
    const { name, transcript } = context;
    transcript.sent(name, `connect to ${path}`);
    this.#socket = new WebSocket(`ws://127.0.0.1:${context.port}${path}`, {
      autoPong: answersPings,
      perMessageDeflate: false,
      headers,
    });
    this.#socket.on('message', (data: Buffer, isBinary) => {
      const event: Event = isBinary
        ? { kind: 'binary', bytes: data }
        : { kind: 'text', text: data.toString() };
      transcript.received(name, show(event));
      if (!passesOver.includes(typeOf(event))) this.#events.put(event);
    });
    this.#socket.on('ping', () => {
      transcript.received(name, 'ping');
      this.#pings.put('ping');
      this.pingCount += 1;
    });
    this.#socket.on('close', (code) => {
      transcript.received(name, show({ kind: 'close', code }));
      this.#events.put({ kind: 'close', code });
    });
    // `close` follows every error, and says what a check needs to know.
    this.#socket.on('error', () => {});
  }

  /** Sends a string as a text frame, a Buffer as a binary frame. */
  send(data: string | Buffer): void {
    const { name, transcript } = this.#context;
    transcript.sent(name, typeof data === 'string' ? `text ${showText(data)}` : `binary ${showBytes(data)}`);
    this.#socket.send(data);
  }

  sendJson(message: unknown): void {
    this.send(JSON.stringify(message));
  }

  /** The next frame must be this text. */
  async expectText(text: string): Promise<void> {
    const expected = `text ${showText(text)}`;
    const event = await this.#next(expected);
    if (event.kind !== 'text' || event.text !== text) this.#fail(expected, show(event));
  }

  /** The next frame must be binary, with these bytes. */
  async expectBinary(bytes: Buffer): Promise<void> {
    const expected = `binary ${showBytes(bytes)}`;
    const event = await this.#next(expected);
    if (event.kind !== 'binary' || !event.bytes.equals(bytes)) this.#fail(expected, show(event));
  }

  /** The next frame must be a text that holds a JSON object with these fields. Returns the object. */
  async expectMessage(shape: Shape): Promise<Record<string, unknown>> {
    const expected = `text ${showShape(shape)}`;
    const event = await this.#next(expected);
    const value = event.kind === 'text' ? parseJson(event.text) : undefined;
    if (!fits(shape, value)) this.#fail(expected, show(event));
    return value as Record<string, unknown>;
  }

  /** The connection must be closed next, with one of these codes (RFC 6455, section 7.4); no codes allow any. */
  async expectClose(...codes: number[]): Promise<void> {
    await this.expectCloseWithin(this.#context.deadline(), ...codes);
  }

  /** The same, within `milliseconds`: for a connection that the server closes later, by itself. */
  async expectCloseWithin(milliseconds: number, ...codes: number[]): Promise<void> {
    const expected = codes.length > 0 ? `close ${codes.join(' or ')}` : 'the end of the connection';
    const event = await this.#next(expected, milliseconds);
    if (event.kind !== 'close' || (codes.length > 0 && !codes.includes(event.code)))
      this.#fail(expected, show(event));
  }

  /** A ping must come within `milliseconds`, or as soon as any answer. */
  async expectPing(milliseconds = this.#context.deadline()): Promise<void> {
    const ping = await this.#pings.take(milliseconds);
    if (!ping) this.#fail(`a ping within ${milliseconds} ms`, 'none');
  }

  /** The server must answer a ping of the client (RFC 6455, section 5.5.2), as every open connection does. */
  async expectAlive(): Promise<void> {
    const { name, transcript, deadline } = this.#context;
    transcript.sent(name, 'ping');
    const pong = once(this.#socket, 'pong', { signal: AbortSignal.timeout(deadline()) });
    this.#socket.ping();
    await pong.catch(() => this.#fail('a pong: the connection is open', 'none'));
    transcript.received(name, 'pong');
  }

  /** Nothing may have come: the answer to a ping marks what was sent before it. */
  async expectNothing(): Promise<void> {
    await this.expectAlive();
    const event = await this.#events.take(0);
    if (event) this.#fail('nothing for this client', show(event));
  }

  /** Closes the connection, with a code of RFC 6455, section 7.4, and waits for the answer. */
  async close(code = 1000): Promise<void> {
    this.#context.transcript.sent(this.#context.name, `close ${code}`);
    this.#socket.close(code);
    await this.#events.take(this.#context.deadline(), (event) => event.kind === 'close');
  }

  /** Vanishes without a close frame, as a phone in a tunnel does. */
  terminate(): void {
    this.#context.transcript.sent(this.#context.name, 'vanishes');
    this.#socket.terminate();
  }

  async #opened(path: string): Promise<void> {
    const signal = AbortSignal.timeout(this.#context.deadline());
    try {
      await once(this.#socket, 'open', { signal });
    } catch (error) {
      this.#socket.terminate();
      this.#fail(
        `${path} accepts the WebSocket (101)`,
        signal.aborted ? 'no answer' : (error as Error).message,
      );
    }
  }

  async #next(expected: string, deadline = this.#context.deadline()): Promise<Event> {
    return (await this.#events.take(deadline)) ?? this.#fail(expected, `nothing within ${deadline / 1000} s`);
  }

  #fail(expected: string, received: string): never {
    throw new CheckFailure({ did: this.#context.transcript.lastActions(), expected, received });
  }
}

const typedSchema = z.looseObject({ type: z.string() });

/** The `type` of a JSON message, or an empty text. */
function typeOf(event: Event): string {
  const value = event.kind === 'text' ? parseJson(event.text) : undefined;
  return typedSchema.safeParse(value).data?.type ?? '';
}

function show(event: Event): string {
  if (event.kind === 'text') return `text ${showText(event.text)}`;
  if (event.kind === 'binary') return `binary ${showBytes(event.bytes)}`;
  return event.code === 1006 ? 'the connection was cut (no close frame)' : `close ${event.code}`;
}
