import { EventEmitter } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { Build } from './build.ts';
import { watchMemory } from './memory-watch.ts';
import { newDataFolder, parseReport, spawnServer } from './spawn-server.ts';
import { Turns } from './turns.ts';

export const limits = {
  /** Milliseconds until a server has to listen. */
  start: 10_000,
  outputBytes: 1024 * 1024,
  memoryBytes: 512 * 1024 * 1024,
};

/** Starting takes a processor for itself: more at once would only make each of them late. */
const starts = new Turns(3);

/** Why a server can't be used, in the student's terms. */
export class ServerProblem extends Error {}

/**
 * A submission's server as a child process, locked in and bounded. Emits `line` for each line it prints on stdout.
 */
export class ServerProcess extends EventEmitter<{ line: [string]; listening: [] }> {
  readonly exited: Promise<{ code: number | undefined; signal: string | undefined }>;
  /** What it did that no server may do, if it did. */
  problem: ServerProblem | undefined;
  port = 0;
  /** Milliseconds from its start until it listened: how fast this machine is just now. */
  startTime = 0;
  /** What it printed on stdout so far. */
  readonly lines: string[] = [];
  /** Where it runs and may write. */
  readonly dataFolder: string;
  readonly #child: ReturnType<typeof spawnServer>;
  readonly #folder: string;
  #errors = '';
  #outputBytes = 0;
  #stopping = false;
  #exit: { code: number | undefined; signal: string | undefined } | undefined;

  /**
   * Starts a server and waits until it listens. `settings` are added to its environment; `dataFolder` is that of an
   * earlier server, when this one is to find what it wrote.
   * Throws ServerProblem when it ends first, takes too long, or does not listen as `PORT` says.
   */
  static async start(
    build: Build,
    settings: Record<string, string> = {},
    dataFolder?: string,
  ): Promise<ServerProcess> {
    const endTurn = await starts.take();
    const begin = performance.now();
    const server = new ServerProcess(build, settings, dataFolder);
    await server.#listeningOrEnded();
    server.startTime = performance.now() - begin;
    endTurn();
    if (!server.problem && server.#exit) server.problem = new ServerProblem(server.describeExit());
    if (server.problem) {
      await server.stop();
      throw server.problem;
    }
    return server;
  }

  /** Starts a server without waiting for it to listen: for settings that it has to refuse. */
  constructor(build: Build, settings: Record<string, string> = {}, dataFolder = newDataFolder(build)) {
    super();
    this.#folder = build.runFolder;
    this.dataFolder = dataFolder;
    this.#child = spawnServer(build, settings, dataFolder);
    const stopWatching = watchMemory(this.#child.pid, limits.memoryBytes, (bytes) =>
      this.#fail(`The server was ended: it took ${Math.round(bytes / 1024 / 1024)} MiB of memory.`),
    );
    this.exited = this.#child.then(({ exitCode, signal }) => {
      stopWatching();
      this.#exit = { code: exitCode, signal };
      return this.#exit;
    });
    this.#child.stdin.on('error', () => {});
    this.#readOutput();
    this.#readReports();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get hasExited(): boolean {
    return this.#exit !== undefined;
  }

  get exitCode(): number | undefined {
    return this.#exit?.code;
  }

  /** Waits until the server refuses its settings: until it ends, or listens all the same. */
  async untilRefused(): Promise<{ code: number | undefined; errors: string }> {
    await this.#listeningOrEnded();
    return { code: this.exitCode, errors: this.errors };
  }

  /** What it printed on stderr so far, without the paths of this machine. */
  get errors(): string {
    return this.#tidy(this.#errors);
  }

  signal(name: 'SIGTERM' | 'SIGINT'): void {
    this.#child.kill(name);
  }

  /** Ends the server and everything it may have started, at once. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#kill();
    await this.exited;
    this.#kill();
  }

  /** How it ended, with the last lines of what it printed on stderr. */
  describeExit(): string {
    const how = this.#exit?.signal ? `by ${this.#exit.signal}` : `with exit code ${this.#exit?.code}`;
    const lines = this.errors.trim().split('\n').slice(-12).join('\n');
    return `The server ended ${how}.${lines ? `\n${lines}` : ' It printed nothing on stderr.'}`;
  }

  async #listeningOrEnded(): Promise<void> {
    const timer = setTimeout(() => {
      const seconds = limits.start / 1000;
      this.#fail(
        `The server did not listen within ${seconds} seconds. Is listen() called? Does a loop or an await hold it up?`,
      );
    }, limits.start);
    await Promise.race([new Promise<void>((resolve) => this.once('listening', resolve)), this.exited]);
    clearTimeout(timer);
  }

  #readOutput(): void {
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      this.lines.push(line);
      this.emit('line', line);
    });
    this.#child.stdout.on('data', (chunk: Buffer) => this.#countOutput(chunk));
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.#errors = `${this.#errors}${chunk.toString()}`.slice(-64 * 1024);
      this.#countOutput(chunk);
    });
  }

  #countOutput(chunk: Buffer): void {
    this.#outputBytes += chunk.length;
    if (this.#outputBytes > limits.outputBytes) {
      this.#fail(`The server was ended: it printed more than ${limits.outputBytes / 1024 / 1024} MiB.`);
    }
  }

  /** Learns from the preload where the server listens. */
  #readReports(): void {
    const reports = this.#child.stdio[3];
    if (!(reports instanceof Readable)) return;
    createInterface({ input: reports }).on('line', (line) => {
      const report = parseReport(line);
      if (!report) return;
      const { requested, port } = report;
      if (port === undefined) {
        this.#fail('The server listens on a socket file, not on the port in PORT.');
      } else if (Number(requested ?? 0) !== 0) {
        this.#fail(`The server ignores PORT: PORT was 0, and it listened on ${String(requested)}.`);
      } else if (this.port !== 0) {
        this.#fail(`The server listens twice, on ${this.port} and on ${port}. One server listens, once.`);
      } else {
        this.port = port;
        this.emit('listening');
      }
    });
  }

  #fail(message: string): void {
    if (this.#stopping) return;
    this.problem ??= new ServerProblem(message);
    this.#kill();
  }

  #kill(): void {
    if (this.pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? this.pid : -this.pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  #tidy(text: string): string {
    return text.replaceAll(`file://${this.#folder}/`, '').replaceAll(`${this.#folder}/`, '');
  }
}
