import type { Exercise } from '../course/exercises.ts';
import { readRubric } from '../course/rubric.ts';
import { gradeExercise } from '../grading/grade.ts';
import { readMutants } from '../grading/mutation.ts';
import { proveMutants } from '../grading/prove.ts';
import { newSeed } from '../grading/random.ts';
import { CheckRunner } from '../grading/run-checks.ts';
import { UsageError } from './usage-error.ts';

export interface ProveCommandOptions {
  only?: string;
  json?: boolean;
}

/** Grades an exercise's mutants and says which checks notice them. Sets exit code 1 when the grading is not right. */
export async function prove(
  exercise: Exercise,
  { only = '', json = false }: ProveCommandOptions,
): Promise<void> {
  const rubric = await readRubric();
  const all = await readMutants(exercise);
  const mutants = all.filter(({ name, criterion }) => `${criterion}: ${name}`.includes(only));
  if (mutants.length === 0)
    throw new UsageError(`No mutant of ${exercise.number} has "${only}" in its name or criterion.`);

  const verdicts = await proveMutants(exercise, mutants, rubric, ({ mutant, failedChecks, faults }) => {
    if (json) return;
    const lines = faults.length > 0 ? faults : failedChecks.map((check) => `fails ${check}`);
    console.log(
      `${faults.length > 0 ? '✗' : '✓'} ${mutant.name}\n${lines.map((line) => `    ${line}\n`).join('')}`,
    );
  });

  const noticed = new Set(verdicts.flatMap(({ failedChecks }) => failedChecks));
  const unproved = only === '' ? (await checksOf(exercise)).filter((check) => !noticed.has(check)) : [];
  const wrong = verdicts.filter(({ faults }) => faults.length > 0);
  if (json) {
    console.log(JSON.stringify({ verdicts, unproved }, undefined, 2));
  } else {
    for (const check of unproved) console.log(`✗ no mutant fails ${check}`);
    console.log(
      `${verdicts.length} mutants, ${wrong.length} of them wrong; ${unproved.length} checks that none fails.`,
    );
  }
  process.exitCode = wrong.length + unproved.length === 0 ? 0 : 1;

  async function checksOf(one: Exercise): Promise<string[]> {
    const runner = new CheckRunner();
    const options = { exercise: one, variant: 'solution', seed: newSeed(), rubric, runner } as const;
    const { criteria } = await gradeExercise(options);
    await runner.close();
    return criteria.flatMap(({ id, checks }) => checks.map(({ name }) => `${id} ${name}`));
  }
}
