import { EventEmitter } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { Program } from './isolation.ts';
import { watchMemory } from './memory-watch.ts';
import { newDataFolder, spawnLocked } from './spawn-locked.ts';

export const limits = {
  /** Milliseconds until a program has to be ready. */
  start: 10_000,
  outputBytes: 1024 * 1024,
  memoryBytes: 512 * 1024 * 1024,
};

/** Why a process can't be used, in the student's terms. */
export class ProcessProblem extends Error {}

interface Events {
  /** A line that it printed on stdout. */
  line: [string];
  /** A line that it wrote to the grader's pipe. */
  report: [string];
  listening: [];
}

/** A program in a child process: locked in, with bounded memory and output, and ended with all that it started. */
export class LockedProcess extends EventEmitter<Events> {
  readonly exited: Promise<{ code: number | undefined; signal: string | undefined }>;
  /** What it did that it must not do, if it did. */
  problem: ProcessProblem | undefined;
  /** What it printed on stdout so far. */
  readonly lines: string[] = [];
  /** Where it runs and may write. */
  readonly dataFolder: string;
  readonly #name: string;
  readonly #child: ReturnType<typeof spawnLocked>;
  readonly #folder: string;
  #errors = '';
  #outputBytes = 0;
  #stopping = false;
  #exit: { code: number | undefined; signal: string | undefined } | undefined;

  /** Starts a program. `name` begins the sentences about it; `settings` are added to its environment. */
  constructor(
    name: string,
    program: Program,
    settings: Record<string, string> = {},
    dataFolder = newDataFolder(program),
  ) {
    super();
    this.#name = name;
    this.#folder = program.runFolder;
    this.dataFolder = dataFolder;
    this.#child = spawnLocked(program, settings, dataFolder);
    const stopWatching = watchMemory(this.#child.pid, limits.memoryBytes, (bytes) =>
      this.fail(`${name} was ended: it took ${Math.round(bytes / 1024 / 1024)} MiB of memory.`),
    );
    this.exited = this.#child.then(({ exitCode, signal }) => {
      stopWatching();
      this.#exit = { code: exitCode, signal };
      return this.#exit;
    });
    this.#child.stdin.on('error', () => {});
    this.#readOutput();
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

  /** What it printed on stderr so far, without the paths of this machine. */
  get errors(): string {
    return this.tidy(this.#errors);
  }

  signal(name: 'SIGTERM' | 'SIGINT'): void {
    this.#child.kill(name);
  }

  /** Writes a line to its stdin. */
  write(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  /** Ends it for what it did. */
  fail(message: string): void {
    if (this.#stopping) return;
    this.problem ??= new ProcessProblem(message);
    this.#kill();
  }

  /** Ends it and everything it may have started, at once. */
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
    return `${this.#name} ended ${how}.${lines ? `\n${lines}` : ' It printed nothing on stderr.'}`;
  }

  /** A text without the paths of this machine. */
  tidy(text: string): string {
    return text.replaceAll(`file://${this.#folder}/`, '').replaceAll(`${this.#folder}/`, '');
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
    const reports = this.#child.stdio[3];
    if (!(reports instanceof Readable)) return;
    reports.on('data', (chunk: Buffer) => this.#countOutput(chunk));
    createInterface({ input: reports }).on('line', (line) => this.emit('report', line));
  }

  #countOutput(chunk: Buffer): void {
    this.#outputBytes += chunk.length;
    if (this.#outputBytes <= limits.outputBytes) return;
    this.fail(`${this.#name} was ended: it printed more than ${limits.outputBytes / 1024 / 1024} MiB.`);
  }

  #kill(): void {
    if (this.pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? this.pid : -this.pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
