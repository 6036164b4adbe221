import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { type Exercise, folderOf, labRoot } from '../course/exercises.ts';
import type { CheckReport, CheckRun } from './check-run.ts';

/** The lab itself went wrong: nothing was said about the submission. */
export class LabFault extends Error {}

/** The check files of an exercise, the last steps first: those wait the longest, while others can be checked. */
export async function findCheckFiles(exercise: Exercise): Promise<string[]> {
  const folder = path.join(folderOf(exercise), 'checks');
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith('.check.ts'))
    .toSorted()
    .toReversed()
    .map((name) => path.join(folder, name));
}

/** Vitest, ready to run checks, one run after another. It takes a while to load, in which a submission can be built. */
export class CheckRunner {
  readonly #collector = new Collector();
  readonly #vitest: Promise<Vitest>;

  constructor() {
    this.#vitest = loadVitest(this.#collector);
  }

  /** Runs the checks, in a thread that no student's code enters. Throws LabFault when a check did not report. */
  async run(run: CheckRun): Promise<CheckReport[]> {
    const vitest = await this.#vitest;
    this.#collector.begin();
    vitest.getRootProject().provide('checkRun', run);
    await vitest.start();
    const { faults, reports } = this.#collector;
    if (faults.length > 0) throw new LabFault(faults.join('\n'));
    if (reports.length === 0) throw new LabFault('No check was found.');
    return reports;
  }

  async close(): Promise<void> {
    const vitest = await this.#vitest;
    await vitest.close();
  }
}

/** Loads vitest while a submission is being read and built: that is most of the time until its checks begin. */
async function loadVitest(reporter: Reporter): Promise<Vitest> {
  const { createVitest } = await import('vitest/node');
  return createVitest('test', {
    config: false,
    root: labRoot,
    include: ['lab/grading/all.check.ts'],
    watch: false,
    pool: 'threads',
    isolate: false,
    fileParallelism: false,
    maxConcurrency: 100,
    reporters: [reporter],
    // What vite makes of the checks stays the same until one is changed.
    experimental: { fsModuleCache: true, fsModuleCachePath: path.join(labRoot, '.lab', 'cache') },
  });
}

class Collector implements Reporter {
  reports: CheckReport[] = [];
  faults: string[] = [];

  begin(): void {
    this.reports = [];
    this.faults = [];
  }

  onTestModuleEnd(module: TestModule): void {
    this.faults.push(...module.errors().map((error) => error.stack ?? error.message));
    for (const test of module.children.allTests()) {
      const { check } = test.meta();
      if (check) this.reports.push(check);
      else this.faults.push(`${test.name}: ${test.result().errors?.[0]?.message ?? 'did not report'}`);
    }
  }

  onTestRunEnd(
    _modules: readonly TestModule[],
    errors: readonly { message: string; stack?: string }[],
  ): void {
    this.faults.push(...errors.map((error) => error.stack ?? error.message));
  }
}
