import { once } from 'node:events';
import { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { CheckFailure, fits, type Shape, showShape } from '../failure.ts';
import { Inbox } from '../inbox.ts';
import { showText } from '../transcript.ts';
import { parseJson } from './json.ts';
import type { ClientContext } from './websocket.ts';

type StreamItem =
  | { kind: 'event'; event: string; data: string; id: string }
  | { kind: 'comment'; text: string }
  | { kind: 'retry'; milliseconds: number }
  | { kind: 'end' };

/** An event as it was dispatched; `message` is the JSON object in its data. */
export interface ReceivedEvent {
  event: string;
  id: string;
  data: string;
  message: Record<string, unknown>;
}

/** A client of Server-Sent Events that reads a stream by the rules of the WHATWG HTML standard, section 9.2.6. */
export class EventStreamClient {
  readonly #context: ClientContext;
  readonly #items = new Inbox<StreamItem>();
  readonly #request: ClientRequest;
  readonly #passesOver: readonly string[];
  #response: IncomingMessage | undefined;
  /** The last event ID string, which stays until an event brings another one (section 9.2.6). */
  #lastEventId = '';

  /**
   * Asks for a stream as a browser's EventSource does; `headers` are added, such as Last-Event-ID. Events named in
   * `passesOver` may come at any time, and are no matter of this check.
   * Throws CheckFailure when the answer is no event stream, or when no headers come.
   */
  static async open(
    context: ClientContext,
    path: string,
    headers: Record<string, string> = {},
    passesOver: readonly string[] = [],
  ): Promise<EventStreamClient> {
    const client = new EventStreamClient(context, path, headers, passesOver);
    await client.#opened(path);
    return client;
  }

  private constructor(
    context: ClientContext,
    path: string,
    headers: Record<string, string>,
    passesOver: readonly string[],
  ) {
    this.#context = context;
    this.#passesOver = passesOver;
    const added = Object.entries(headers).map(([name, value]) => `, ${name}: ${value}`);
    context.transcript.sent(context.name, `GET ${path}${added.join('')}`);
    this.#request = request({
      host: '127.0.0.1',
      port: context.port,
      path,
      agent: false,
      headers: { accept: 'text/event-stream', 'cache-control': 'no-cache', ...headers },
    });
    // What goes wrong is told by the response that does not come, or by its end.
    this.#request.on('error', () => {});
    this.#request.end();
  }

  /** The headers of the answer. */
  get headers(): IncomingHttpHeaders {
    return this.#response?.headers ?? {};
  }

  get lastEventId(): string {
    return this.#lastEventId;
  }

  /** The next event must have this name, and a JSON object with these fields as its data. */
  async expectEvent(event: string, shape: Shape): Promise<ReceivedEvent> {
    const expected = `event ${event} with ${showShape(shape)}`;
    const item = await this.#next(expected, ['event']);
    const message = item.kind === 'event' ? parseJson(item.data) : undefined;
    if (item.kind !== 'event' || item.event !== event || !fits(shape, message)) {
      return this.#fail(expected, show(item));
    }
    return { event, id: item.id, data: item.data, message: message as Record<string, unknown> };
  }

  /** A comment must come within `milliseconds`; events are passed over. */
  async expectComment(milliseconds: number): Promise<void> {
    const expected = `a comment within ${milliseconds} ms`;
    const item = await this.#items.take(milliseconds, ({ kind }) => kind === 'comment' || kind === 'end');
    if (item?.kind !== 'comment') this.#fail(expected, item ? show(item) : 'none');
  }

  /** The stream must set the time after which a client reconnects. Returns it in milliseconds. */
  async expectRetry(): Promise<number> {
    const item = await this.#next('retry: and a whole number', ['retry']);
    return item.kind === 'retry' ? item.milliseconds : this.#fail('retry: and a whole number', show(item));
  }

  /** The server must end the stream. */
  async expectEnd(): Promise<void> {
    const expected = 'the end of the stream';
    const deadline = this.#context.deadline();
    const item = await this.#items.take(deadline, ({ kind }) => kind === 'end');
    if (!item) this.#fail(expected, `it was still open after ${deadline / 1000} s`);
  }

  /** Hangs up, as a closed tab does. */
  close(): void {
    this.#context.transcript.sent(this.#context.name, 'hangs up');
    this.#request.destroy();
  }

  /** Stops reading, so that what the server sends has to wait there. */
  pause(): void {
    this.#context.transcript.happened(this.#context.name, 'stops reading');
    this.#response?.pause();
  }

  async #opened(path: string): Promise<void> {
    const expected = `${path} answers 200 and Content-Type: text/event-stream`;
    const signal = AbortSignal.timeout(this.#context.deadline());
    const response = await this.#answer(signal).catch((error: Error) => {
      this.#request.destroy();
      return this.#fail(expected, signal.aborted ? 'no headers' : error.message);
    });
    const type = response.headers['content-type'] ?? 'none';
    this.#context.transcript.received(this.#context.name, `${response.statusCode}, Content-Type: ${type}`);
    if (response.statusCode !== 200 || !/^text\/event-stream\b/i.test(type)) {
      this.#request.destroy();
      this.#fail(expected, `${response.statusCode}, Content-Type: ${type}`);
    }
    this.#response = response;
    this.#read(response);
  }

  async #answer(signal: AbortSignal): Promise<IncomingMessage> {
    const [response] = (await once(this.#request, 'response', { signal })) as [IncomingMessage];
    return response;
  }

  #read(response: IncomingMessage): void {
    const parser = createParser({
      onEvent: (message) => this.#put(this.#dispatched(message)),
      onComment: (text) => this.#put({ kind: 'comment', text }),
      onRetry: (milliseconds) => this.#put({ kind: 'retry', milliseconds }),
    });
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => parser.feed(chunk));
    response.on('close', () => this.#put({ kind: 'end' }));
    response.on('error', () => {});
  }

  #dispatched({ event = 'message', data, id = this.#lastEventId }: EventSourceMessage): StreamItem {
    this.#lastEventId = id;
    return { kind: 'event', event, data, id };
  }

  #put(item: StreamItem): void {
    this.#context.transcript.received(this.#context.name, show(item));
    if (item.kind !== 'event' || !this.#passesOver.includes(item.event)) this.#items.put(item);
  }

  async #next(expected: string, kinds: readonly StreamItem['kind'][]): Promise<StreamItem> {
    const deadline = this.#context.deadline();
    const item = await this.#items.take(deadline, ({ kind }) => kind === 'end' || kinds.includes(kind));
    return item ?? this.#fail(expected, `nothing within ${deadline / 1000} s`);
  }

  #fail(expected: string, received: string): never {
    throw new CheckFailure({ did: this.#context.transcript.lastActions(), expected, received });
  }
}

function show(item: StreamItem): string {
  switch (item.kind) {
    case 'event':
      return `event ${item.event}, id ${item.id || 'none'}, data ${showText(item.data)}`;
    case 'comment':
      return `comment ${showText(item.text)}`;
    case 'retry':
      return `retry ${item.milliseconds}`;
    case 'end':
      return 'the end of the stream';
  }
}
