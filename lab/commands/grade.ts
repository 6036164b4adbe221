import { lstat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Exercise, exercises, type Variant } from '../course/exercises.ts';
import { readRubric } from '../course/rubric.ts';
import { type ExerciseResult, gradeExercise } from '../grading/grade.ts';
import { isolationName } from '../grading/isolation.ts';
import { newSeed } from '../grading/random.ts';
import { formatJson } from '../grading/report/json.ts';
import { formatJunit } from '../grading/report/junit.ts';
import { formatExercise, formatTotal } from '../grading/report/terminal.ts';
import { CheckRunner } from '../grading/run-checks.ts';
import { scoreTotal } from '../grading/score.ts';
import { UsageError } from './usage-error.ts';

export interface GradeCommandOptions {
  variant: Variant;
  from?: string;
  json?: boolean;
  junit?: string;
  seed?: string;
}

/** Grades one exercise, or all, and reports. Throws UsageError for a submission that is not there. */
export async function grade(chosen: Exercise | undefined, options: GradeCommandOptions): Promise<void> {
  const { variant, json = false, junit, seed = newSeed() } = options;
  const from = options.from === undefined ? undefined : await submissionFolder(options.from);
  const rubric = await readRubric();

  const results: ExerciseResult[] = [];
  const runner = new CheckRunner();
  try {
    for (const exercise of chosen ? [chosen] : exercises) {
      if (!json && process.stderr.isTTY)
        process.stderr.write(`Grading ${exercise.number} ${exercise.title} …\r`);
      const result = await gradeExercise({ exercise, variant, from, seed, rubric, runner });
      results.push(result);
      if (!json) console.log(formatExercise(result));
    }
  } finally {
    await runner.close();
  }

  const criteria = results.flatMap((result) => result.criteria);
  const total = scoreTotal(rubric, criteria, (id) => exercises.find((one) => one.id === id)?.part ?? '');
  console.log(json ? formatJson(total, results, seed) : formatTotal(total, isolationName, seed));
  if (junit) await writeFile(junit, formatJunit(results));
}

async function submissionFolder(from: string): Promise<string> {
  const folder = path.resolve(from);
  const found = await lstat(folder).catch(() => undefined);
  if (!found) throw new UsageError(`There is no folder ${folder}. Give --from the folder of a submission.`);
  if (!found.isDirectory()) throw new UsageError(`${folder} is no folder. Unpack the submission first.`);
  return folder;
}
