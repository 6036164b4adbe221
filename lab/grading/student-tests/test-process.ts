import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';
import { createWorkFolder, describeErrors, removeWorkFolder } from '../build.ts';
import { CheckFailure } from '../failure.ts';
import type { Program } from '../isolation.ts';
import { LockedProcess } from '../locked-process.ts';

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

/** Makes a student's tests ready to run, in a work folder of their own. Throws CheckFailure when one can't be read. */
export async function buildTests(sources: string): Promise<Program & { workFolder: string }> {
  const names = (await readdir(path.join(sources, 'tests')).catch(() => [])).filter((name) =>
    name.endsWith('.test.ts'),
  );
  const workFolder = await createWorkFolder();
  const runFolder = path.join(workFolder, 'run');
  for (const file of ['test-runner.js', '../lock.js']) {
    await cp(path.join(import.meta.dirname, file), path.join(runFolder, path.basename(file)));
  }
  await writeFile(path.join(runFolder, 'package.json'), '{ "type": "module" }\n');
  await mkdir(path.join(runFolder, 'tests'));
  await build({
    entryPoints: names.map((name) => path.join(sources, 'tests', name)),
    outdir: path.join(runFolder, 'tests'),
    absWorkingDir: sources,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    sourcesContent: false,
    tsconfigRaw: {},
    logLevel: 'silent',
  }).catch(async (error) => {
    await removeWorkFolder(workFolder);
    const received = describeErrors(error);
    throw new CheckFailure({ did: 'your tests were read', expected: 'no errors in them', received });
  });
  return {
    workFolder,
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
