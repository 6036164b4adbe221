import { availableParallelism } from 'node:os';
import { z } from 'zod';
import type { Program } from './isolation.ts';
import { LockedProcess, limits, ProcessProblem } from './locked-process.ts';
import { Turns } from './turns.ts';

export { ProcessProblem as ServerProblem } from './locked-process.ts';

/** Starting takes a processor for itself: more at once would only make each of them late. */
const starts = new Turns(Math.max(2, availableParallelism()));

/** What the preload says of a server that listens. */
const listeningReport = z.object({
  requested: z.union([z.string(), z.number()]).nullish().catch(undefined),
  port: z.number().optional(),
});

/** A submission's server as a child process. */
export class ServerProcess extends LockedProcess {
  port = 0;
  /** Milliseconds from its start until it listened: how fast this machine is just now. */
  startTime = 0;
  readonly #wantedPort: number;

  /**
   * Starts a server and waits until it listens. `settings` are added to its environment; `dataFolder` is that of an
   * earlier server, when this one is to find what it wrote.
   * Throws ServerProblem when it ends first, takes too long, or does not listen as `PORT` says.
   */
  static async start(
    program: Program,
    settings: Record<string, string> = {},
    dataFolder?: string,
  ): Promise<ServerProcess> {
    const endTurn = await starts.take();
    const begin = performance.now();
    const server = new ServerProcess(program, settings, dataFolder);
    await server.#listeningOrEnded();
    server.startTime = performance.now() - begin;
    endTurn();
    if (!server.problem && server.hasExited) server.problem = new ProcessProblem(server.describeExit());
    if (server.problem) {
      await server.stop();
      throw server.problem;
    }
    return server;
  }

  /** Starts a server without waiting for it to listen: for settings that it has to refuse. */
  constructor(program: Program, settings: Record<string, string> = {}, dataFolder?: string) {
    super('The server', program, settings, dataFolder);
    this.#wantedPort = Number(settings['PORT'] ?? 0);
    this.on('report', (line) => this.#readReport(line));
  }

  /** Waits until the server refuses its settings: until it ends, or listens all the same. */
  async untilRefused(): Promise<{ code: number | undefined; errors: string }> {
    await this.#listeningOrEnded();
    return { code: this.exitCode, errors: this.errors };
  }

  async #listeningOrEnded(): Promise<void> {
    const timer = setTimeout(() => {
      const seconds = limits.start / 1000;
      this.fail(
        `The server did not listen within ${seconds} seconds. Is listen() called? Does a loop or an await hold it up?`,
      );
    }, limits.start);
    await Promise.race([new Promise<void>((resolve) => this.once('listening', resolve)), this.exited]);
    clearTimeout(timer);
  }

  /** Learns from the preload where the server listens. */
  #readReport(line: string): void {
    const report = parseReport(line);
    if (!report) return;
    const { requested, port } = report;
    if (port === undefined) {
      this.fail('The server listens on a socket file, not on the port in PORT.');
    } else if (Number(requested ?? 0) !== this.#wantedPort) {
      this.fail(
        `The server ignores PORT: PORT was ${this.#wantedPort}, and it listened on ${String(requested)}.`,
      );
    } else if (this.port !== 0) {
      this.fail(`The server listens twice, on ${this.port} and on ${port}. One server listens, once.`);
    } else {
      this.port = port;
      this.emit('listening');
    }
  }
}

/** A report of the preload, or undefined when the line is none. */
function parseReport(line: string): z.infer<typeof listeningReport> | undefined {
  try {
    return listeningReport.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
