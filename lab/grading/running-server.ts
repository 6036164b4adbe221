import type { Response } from 'supertest';
import type { Build } from './build.ts';
import { EventStreamClient } from './clients/event-stream.ts';
import { type ExpectedAnswer, HttpClient, type HttpRequest } from './clients/http.ts';
import { TcpClient } from './clients/tcp.ts';
import { TextStreamClient } from './clients/text-stream.ts';
import { type ClientContext, WebSocketClient, type WebSocketOptions } from './clients/websocket.ts';
import { CheckFailure } from './failure.ts';
import { Inbox } from './inbox.ts';
import { ServerProcess } from './server-process.ts';
import { showText, Transcript } from './transcript.ts';

/** Milliseconds to wait for an answer, at the least. A page that has to load, run and draw takes longer than a server alone. */
const DEADLINES = { client: 2500, page: 10_000 };
/** No answer takes as long as starting the server did this many times: on a busy machine, that is what it is given. */
const STARTS_PER_ANSWER = 8;
/** Milliseconds to wait for an answer, at the most. */
const LONGEST_DEADLINE = 10_000;
/** After a first answer has not come, the others are waited for this share of the time. */
const PATIENCE_WITH_SILENCE = 0.4;

/** A submission's server as a check sees it: clients, log lines, signals. */
export class RunningServer {
  readonly process: ServerProcess;
  #transcript = new Transcript();
  #lines = new Inbox<string>();
  #clients = 0;
  #silent = false;

  /** Starts a server. `settings` are added to its environment; `dataFolder` is that of an earlier one. Throws ServerProblem when it does not listen. */
  static async start(
    build: Build,
    settings: Record<string, string>,
    transcript: Transcript,
    dataFolder?: string,
  ): Promise<RunningServer> {
    const server = new RunningServer(await ServerProcess.start(build, settings, dataFolder));
    server.#transcript = transcript;
    for (const line of server.process.lines) server.#printed(line);
    server.process.on('line', (line) => server.#printed(line));
    return server;
  }

  private constructor(process: ServerProcess) {
    this.process = process;
  }

  /** Turns to the next check: what comes from now on goes into its transcript. */
  beginCheck(transcript: Transcript): void {
    this.#transcript = transcript;
    this.#lines = new Inbox();
    this.#clients = 0;
  }

  /** After a deadline was missed: the next ones are shorter, so that a silent server is graded in seconds. */
  expectSilence(): void {
    this.#silent = true;
  }

  /** Whether an answer was just waited for in vain: after a wrong answer, the next one may still come. */
  get missedAnswer(): boolean {
    return this.#transcript.quietTime >= this.#deadline() * 0.9;
  }

  get port(): number {
    return this.process.port;
  }

  /** A WebSocket that is open. Throws CheckFailure when the server refuses it. */
  websocket(path: string, options?: WebSocketOptions): Promise<WebSocketClient> {
    return WebSocketClient.open(this.newContext('client'), path, options);
  }

  /** A stream of Server-Sent Events that is open. Throws CheckFailure when the server does not answer with one. */
  eventStream(
    path: string,
    headers?: Record<string, string>,
    passesOver?: readonly string[],
  ): Promise<EventStreamClient> {
    return EventStreamClient.open(this.newContext('client'), path, headers, passesOver);
  }

  /** A stream that is read as plain text, whatever its format. */
  textStream(path: string, headers?: Record<string, string>): Promise<TextStreamClient> {
    return TextStreamClient.open(this.newContext('client'), path, headers);
  }

  /** A raw TCP connection. */
  tcp(): Promise<TcpClient> {
    return TcpClient.open(this.newContext('client'));
  }

  /** A raw TCP connection that has been upgraded to a WebSocket, with no software of the client's behind it. */
  async rawWebsocket(path: string): Promise<TcpClient> {
    const client = await this.tcp();
    client.requestUpgrade(path);
    await client.expectStatus(101);
    return client;
  }

  /** The answer to a request, which must be as expected. */
  request(request: HttpRequest, expected: ExpectedAnswer): Promise<Response> {
    return new HttpClient(this.port, this.#transcript, this.#deadline).request(request, expected);
  }

  /** The answer to a GET, which must have this status, and these fields in its JSON body. */
  get(path: string, status: number, body?: ExpectedAnswer['body']): Promise<Response> {
    return this.request({ path }, { status, body });
  }

  /** The answer to a POST of JSON (a string is sent as it is), which must have this status and these fields. */
  post(path: string, json: unknown, status: number, body?: ExpectedAnswer['body']): Promise<Response> {
    return this.request({ method: 'POST', path, body: json }, { status, body });
  }

  /** The server must print this line on stdout next, among the lines that `among` matches. */
  async expectLine(line: string, among: RegExp): Promise<void> {
    const printed = await this.#lines.take(this.#deadline(), (candidate) => among.test(candidate));
    if (printed === line) return;
    throw new CheckFailure({
      did: this.#transcript.lastActions(),
      expected: `the server prints ${showText(line)}`,
      received: printed === undefined ? 'no such line' : showText(printed),
    });
  }

  /** The server must have printed its address, as soon as it listened. */
  async expectAddress(): Promise<void> {
    const line = `listening on http://127.0.0.1:${this.port}`;
    if (this.process.lines.includes(line)) return;
    await this.expectLine(line, /^listening/);
  }

  /** Ends the process at once, as a power cut does. */
  async kill(): Promise<void> {
    this.#transcript.sent('system', 'SIGKILL');
    await this.process.stop();
  }

  signal(name: 'SIGTERM' | 'SIGINT'): void {
    this.#transcript.sent('system', name);
    this.process.signal(name);
  }

  /** The process must end with this exit code within `atMost` milliseconds, or a little later on a busy machine. */
  async expectExit(code: number, atMost: number): Promise<void> {
    const milliseconds = Math.max(atMost, this.#deadline());
    const timeout = AbortSignal.timeout(milliseconds);
    const late = new Promise<undefined>((resolve) => {
      timeout.addEventListener('abort', () => resolve(undefined));
    });
    const exit = await Promise.race([this.process.exited, late]);
    const expected = `exit code ${code} within ${milliseconds / 1000} s`;
    const did = this.#transcript.lastActions();
    if (!exit) throw new CheckFailure({ did, expected, received: 'the server still ran' });
    const ended = exit.signal ? `ended by ${exit.signal}` : `exit code ${exit.code}`;
    this.#transcript.received('server', ended);
    if (exit.code !== code) throw new CheckFailure({ did, expected, received: ended });
  }

  readonly #deadline = (): number => this.#deadlineFor('client');

  #deadlineFor(kind: 'client' | 'page'): number {
    const patience = Math.max(DEADLINES[kind], STARTS_PER_ANSWER * this.process.startTime);
    const share = this.#silent ? PATIENCE_WITH_SILENCE : 1;
    return Math.round((Math.min(patience, LONGEST_DEADLINE) * share) / 100) * 100;
  }

  /** What a new client of this server is given. */
  newContext(kind: 'client' | 'page'): ClientContext {
    this.#clients += 1;
    return {
      name: `${kind} ${this.#clients}`,
      port: this.port,
      transcript: this.#transcript,
      deadline: () => this.#deadlineFor(kind),
    };
  }

  #printed(line: string): void {
    this.#transcript.received('server', `prints ${showText(line)}`);
    this.#lines.put(line);
  }
}
