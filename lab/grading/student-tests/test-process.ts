import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';
import { describeErrors } from '../build.ts';
import { CheckFailure } from '../failure.ts';
import type { Program } from '../isolation.ts';
import { LockedProcess } from '../locked-process.ts';
import { equipRunFolder, NODE_BUILD } from '../run-folder.ts';

/** Milliseconds that the tests have for one server, as the README says. */
export const SERVER_LIMIT = 20_000;

const FORGED = 'Your tests wrote to the pipe of the grader.';

/** What the tests said of one server. */
export interface TestReport {
  /** What failed, each with its file, its name and its message; nothing when all passed. */
  failures: string[];
  /** How many tests of each file passed. */
  passed: Record<string, number>;
}

const reportSchema = z.strictObject({
  failures: z.array(z.string()),
  passed: z.record(z.string(), z.number()),
});

/** Makes a student's tests ready to run, in a work folder. Throws CheckFailure when one can't be read. */
export async function buildTests(sources: string, workFolder: string): Promise<Program> {
  const names = (await readdir(path.join(sources, 'tests')).catch(() => [])).filter((name) =>
    name.endsWith('.test.ts'),
  );
  const runFolder = path.join(workFolder, 'run');
  await equipRunFolder(runFolder, 'student-tests/test-runner.js');
  await mkdir(path.join(runFolder, 'tests'));
  await build({
    ...NODE_BUILD,
    entryPoints: names.map((name) => path.join(sources, 'tests', name)),
    outdir: path.join(runFolder, 'tests'),
    absWorkingDir: sources,
    packages: 'external',
    sourcemap: 'linked',
    sourcesContent: false,
  }).catch((error) => {
    const received = describeErrors(error);
    throw new CheckFailure({ did: 'your tests were read', expected: 'no errors in them', received });
  });
  return {
    runFolder,
    dataFolder: path.join(workFolder, 'data'),
    entry: path.join(runFolder, 'test-runner.js'),
    preload: path.join(runFolder, 'lock.js'),
    environment: {},
    nativeAddons: false,
  };
}

/** A process that runs a student's tests against one server after another. It is not trusted in anything it says. */
export class TestProcess {
  readonly #process: LockedProcess;
  #answer: ((line: string) => void) | undefined;

  constructor(program: Program) {
    this.#process = new LockedProcess('The process of your tests', program);
    this.#process.on('report', (line) => {
      const answer = this.#answer;
      this.#answer = undefined;
      if (answer) answer(line);
      else this.#process.fail(FORGED);
    });
  }

  get hasEnded(): boolean {
    return this.#process.hasExited || this.#process.problem !== undefined;
  }

  /** Runs the tests against a server. Whatever is no proper report counts as a failure, and ends the process. */
  async run(address: string): Promise<TestReport> {
    const timer = setTimeout(() => {
      this.#process.fail(`Your tests took more than ${SERVER_LIMIT / 1000} s for one server.`);
    }, SERVER_LIMIT);
    const answered = new Promise<string>((resolve) => {
      this.#answer = resolve;
    });
    this.#process.write(address);
    const line = await Promise.race([answered, this.#process.exited.then(() => undefined)]);
    clearTimeout(timer);
    const report = line === undefined ? undefined : parseReport(line);
    if (report) return { ...report, failures: report.failures.map((text) => this.#process.tidy(text)) };
    if (line !== undefined) this.#process.fail(FORGED);
    await this.#process.exited;
    return {
      failures: [this.#process.problem?.message ?? this.#process.describeExit()],
      passed: {},
    };
  }

  /** Ends it, whatever it does. What it runs counts as failed. */
  end(): void {
    this.#process.fail('Your tests were ended: they had failed already.');
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }
}

function parseReport(line: string): TestReport | undefined {
  try {
    return reportSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
