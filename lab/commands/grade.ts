import { lstat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { assignments, type Exercise, isQuiz, type Quiz, type Variant } from '../course/exercises.ts';
import { readRubric } from '../course/rubric.ts';
import { type ExerciseResult, gradeExercise } from '../grading/grade.ts';
import { isolationName } from '../grading/isolation.ts';
import { gradeQuiz } from '../grading/quiz.ts';
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

/** Grades one exercise or the quiz, or all, and reports. Throws UsageError for a submission that is not there. */
export async function grade(
  chosen: Exercise | Quiz | undefined,
  options: GradeCommandOptions,
): Promise<void> {
  const { variant, json = false, junit, seed = newSeed() } = options;
  const from = options.from === undefined ? undefined : await submissionFolder(options.from);
  const rubric = await readRubric();

  const wanted = chosen ? [chosen] : assignments;
  const results: ExerciseResult[] = [];
  const runner = new CheckRunner();
  try {
    for (const assignment of wanted) {
      if (!json && process.stderr.isTTY)
        process.stderr.write(`Grading ${assignment.number} ${assignment.title} …\r`);
      const result = isQuiz(assignment)
        ? await gradeQuiz({ variant, from, rubric })
        : await gradeExercise({ exercise: assignment, variant, from, seed, rubric, runner });
      results.push(result);
      if (!json) console.log(formatExercise(result));
    }
  } finally {
    await runner.close();
  }

  const criteria = results.flatMap((result) => result.criteria);
  const total = scoreTotal(rubric, criteria, (id) => assignments.find((one) => one.id === id)?.part ?? '');
  const run = wanted.every(isQuiz) ? undefined : { isolation: isolationName, seed };
  console.log(json ? formatJson(total, results, seed) : formatTotal(total, run));
  if (junit) await writeFile(junit, formatJunit(results));
}

async function submissionFolder(from: string): Promise<string> {
  const folder = path.resolve(from);
  const found = await lstat(folder).catch(() => undefined);
  if (!found) throw new UsageError(`There is no folder ${folder}. Give --from the folder of a submission.`);
  if (!found.isDirectory()) throw new UsageError(`${folder} is no folder. Unpack the submission first.`);
  return folder;
}
