import { createWorkFolder, removeWorkFolder } from '../build.ts';
import type { CheckRun, Mutant } from '../check-run.ts';
import type { Program } from '../isolation.ts';
import type { Random } from '../random.ts';
import { buildTests, TestProcess, type TestReport } from './test-process.ts';
import { type TestedServer, TestedServers } from './tested-servers.ts';

/** What a student's tests showed. */
export interface TestsResult {
  /** What failed on a correct server; then nothing was noticed. */
  failures: string[];
  /** How many tests of each file passed on a correct server. */
  passed: Record<string, number>;
  /** The mutants that a test failed on. */
  noticed: Mutant[];
}

/** Processes that run the tests side by side: while one of them waits, the servers, which share a thread, work for the other. */
const LANES = 2;
/** For so many broken servers there is a correct one among them. */
const BROKEN_PER_CORRECT = 8;

/**
 * Runs a student's tests against the reference and against broken servers, in a random order that they can't know. Correct
 * servers come again and again among the broken ones: whoever guesses which is which, fails on one of them.
 * Throws CheckFailure when the tests can't be read.
 */
export async function gradeTests(
  { exercise, sources }: Pick<CheckRun, 'exercise' | 'sources'>,
  mutants: readonly Mutant[],
  random: Random,
): Promise<TestsResult> {
  const correct = Array.from({ length: Math.ceil(mutants.length / BROKEN_PER_CORRECT) }, () => undefined);
  const order = [undefined, ...random.shuffle([...mutants, ...correct])];
  const workFolder = await createWorkFolder();
  try {
    const program = await buildTests(sources, workFolder);
    const tested = await TestedServers.start(exercise, order);
    try {
      return await runLanes(program, tested.servers);
    } finally {
      await tested.stop();
    }
  } finally {
    await removeWorkFolder(workFolder);
  }
}

async function runLanes(program: Program, servers: readonly TestedServer[]): Promise<TestsResult> {
  const waiting = [...servers];
  const running: TestProcess[] = [];
  const noticed: Mutant[] = [];
  let passed: Record<string, number> | undefined;
  let failures: string[] = [];

  function judge({ mutant }: TestedServer, report: TestReport): void {
    if (mutant) {
      if (report.failures.length > 0) noticed.push(mutant);
      return;
    }
    passed ??= report.passed;
    if (report.failures.length === 0 || failures.length > 0) return;
    failures = report.failures;
    // Nothing can be earned any more.
    for (const tests of running) tests.end();
  }

  async function runLane(): Promise<void> {
    let tests: TestProcess | undefined;
    for (let next = waiting.shift(); next && failures.length === 0; next = waiting.shift()) {
      if (!tests || tests.hasEnded) {
        tests = new TestProcess(program);
        running.push(tests);
      }
      let report = await tests.run(next.address);
      // On a correct server, only what fails twice has failed: the machine may have been busy.
      if (!next.mutant && report.failures.length > 0 && !tests.hasEnded)
        report = await tests.run(next.address);
      judge(next, report);
    }
  }

  try {
    await Promise.all(Array.from({ length: LANES }, runLane));
  } finally {
    await Promise.all(running.map((tests) => tests.stop()));
  }
  return { failures, passed: passed ?? {}, noticed: failures.length > 0 ? [] : noticed };
}
