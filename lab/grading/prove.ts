import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Exercise } from '../course/exercises.ts';
import type { Rubric } from '../course/rubric.ts';
import type { Mutant } from './check-run.ts';
import { type CriterionResult, gradeExercise } from './grade.ts';
import { writeMutant } from './mutation.ts';
import { newSeed } from './random.ts';
import { CheckRunner } from './run-checks.ts';

/** What grading one mutant showed. */
export interface Verdict {
  mutant: Mutant;
  /** The checks that it failed, each with its criterion in front. */
  failedChecks: string[];
  /** What is wrong with the mutant or the checks: nothing when the grading is right. */
  faults: string[];
}

/** Two at once: most of a check's time is waiting. */
const LANES = 2;

/** Grades mutants of an exercise's solution, and calls `onVerdict` after each. */
export async function proveMutants(
  exercise: Exercise,
  mutants: readonly Mutant[],
  rubric: Rubric,
  onVerdict: (verdict: Verdict) => void,
): Promise<Verdict[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lab-mutants-'));
  const waiting = [...mutants.entries()];
  const verdicts: Verdict[] = [];

  async function runLane(): Promise<void> {
    const runner = new CheckRunner();
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, mutant] = next;
      const from = path.join(folder, String(index));
      await writeMutant(exercise, mutant, from);
      const { criteria } = await gradeExercise({
        exercise,
        variant: 'solution',
        from,
        seed: newSeed(),
        rubric,
        runner,
        checks: concernedBy(mutant),
        checkTypes: false,
      });
      const verdict = judge(mutant, criteria);
      verdicts.push(verdict);
      onVerdict(verdict);
    }
    await runner.close();
  }

  try {
    await Promise.all(Array.from({ length: LANES }, runLane));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return verdicts;
}

/** Tests and pages meet the lab's own servers, and a server meets neither of them. */
const PARTS = { tests: 'testing.check.ts', client: 'client.check.ts' } as const;

/** The checks that a bug can fail: those of the part of the submission that it is in. */
function concernedBy({ file }: Mutant): (checkFile: string) => boolean {
  const part = Object.entries(PARTS).find(([folder]) => file.startsWith(`${folder}/`));
  if (part) return (checkFile) => checkFile.endsWith(part[1]);
  return (checkFile) => !Object.values(PARTS).some((ending) => checkFile.endsWith(ending));
}

function judge(mutant: Mutant, criteria: readonly CriterionResult[]): Verdict {
  const failed = criteria.flatMap(({ id, checks }) =>
    checks.flatMap(({ name, failure }) =>
      failure ? [{ id, check: `${id} ${name}`, received: failure.received }] : [],
    ),
  );
  const own = criteria.find(({ id }) => id === mutant.criterion);
  const faults: string[] = [];
  if (!own) faults.push(`there is no criterion ${mutant.criterion}`);
  else if (own.points >= own.max) faults.push(`it loses no points in ${own.id}`);
  for (const { id, check, received } of failed) {
    if (id !== mutant.criterion) faults.push(`it also fails ${check}: ${received}`);
  }
  return { mutant, failedChecks: failed.map(({ check }) => check), faults };
}
