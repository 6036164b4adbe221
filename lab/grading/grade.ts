import type { Exercise, Quiz, Variant } from '../course/exercises.ts';
import { labRoot } from '../course/exercises.ts';
import type { Rubric } from '../course/rubric.ts';
import { openSteps, readSteps, stepOfCheck } from '../course/steps.ts';
import { type Build, BuildProblem, buildSubmission, createWorkFolder, removeWorkFolder } from './build.ts';
import type { CheckReport } from './check-run.ts';
import { type CheckRunner, findCheckFiles, LabFault } from './run-checks.ts';
import { type CriterionScore, scoreCriterion } from './score.ts';
import { ServerProblem, ServerProcess } from './server-process.ts';
import { findVariantFolder, readSubmission, type Submission } from './submission.ts';
import { typecheck } from './typecheck.ts';

export interface CheckResult extends CheckReport {
  /** What to read again: a step of the README, or a note. */
  step: string;
}

export interface CriterionResult extends CriterionScore {
  name: string;
  checks: CheckResult[];
}

export interface ExerciseResult {
  exercise: Exercise | Quiz;
  variant: Variant;
  /** What was not taken, or not found. */
  notes: string[];
  typeFindings: string[];
  /** Why no check could run, if none could. */
  problem: string | undefined;
  criteria: CriterionResult[];
}

export interface GradeOptions {
  exercise: Exercise;
  variant: Variant;
  /** The folder that holds the submission; the lab itself when left out. */
  from?: string | undefined;
  seed: string;
  rubric: Rubric;
  /** Runs one exercise at a time; loading it takes a second, so one serves for all that are graded after another. */
  runner: CheckRunner;
  /** Also reports what the type checker finds, which costs no points. On unless told otherwise. */
  checkTypes?: boolean;
}

/** Grades one exercise of a submission. Throws LabFault when the lab, and not the submission, went wrong. */
export async function gradeExercise(options: GradeOptions): Promise<ExerciseResult> {
  const { exercise, variant, seed, rubric, runner, checkTypes = true } = options;
  const workFolder = await createWorkFolder();
  try {
    const { submission, missing } = await takeSubmission(options);
    const { build, problem } = await prepare(options, submission, missing, workFolder);
    const open = submission.files.flatMap((file) => openSteps(file.content));
    const checkFiles = await findCheckFiles(exercise);
    const [reports, steps, typeFindings] = await Promise.all([
      runner.run({ checkFiles, seed, build, problem, openSteps: open }),
      readSteps(exercise),
      build && checkTypes ? typecheck(build.sourceFolder) : [],
    ]);
    const checks = reports.map((report) => explain(report, open, steps));
    return {
      exercise,
      variant,
      notes: submission.refused.map((refused) => `Not taken: ${refused}.`),
      typeFindings,
      problem,
      criteria: rubric.criteria
        .filter((criterion) => criterion.id.startsWith(`${exercise.id}.`))
        .map((criterion) => {
          const own = checks.filter((check) => check.criterion === criterion.id);
          return { ...scoreCriterion(criterion, own), name: criterion.name, checks: own };
        }),
    };
  } finally {
    await removeWorkFolder(workFolder);
  }
}

async function takeSubmission({ exercise, variant, from = labRoot }: GradeOptions): Promise<{
  submission: Submission;
  missing: string | undefined;
}> {
  const folder = await findVariantFolder(from, exercise, variant);
  if (folder) return { submission: await readSubmission(folder), missing: undefined };
  return {
    submission: { files: [], refused: [] },
    missing: `Nothing was handed in for ${exercise.folder}/${variant}: the folder is not in the submission.`,
  };
}

/** Builds the submission and starts it once, so that a server that can't start is told once and not per check. */
async function prepare(
  { exercise, variant }: GradeOptions,
  submission: Submission,
  missing: string | undefined,
  workFolder: string,
): Promise<{ build: Build | undefined; problem: string | undefined }> {
  if (missing) return { build: undefined, problem: missing };
  try {
    const build = await buildSubmission(exercise, variant, submission, workFolder);
    const server = await ServerProcess.start(build);
    await server.stop();
    return { build, problem: undefined };
  } catch (error) {
    if (!(error instanceof BuildProblem) && !(error instanceof ServerProblem)) throw error;
    return { build: undefined, problem: error.message };
  }
}

/** Tells a gap that was never filled from a mistake, and adds the step that helps. */
function explain(
  report: CheckReport,
  open: readonly string[],
  steps: ReadonlyMap<string, string>,
): CheckResult {
  const { name, failure } = report;
  if (failure?.kind === 'lab failed')
    throw new LabFault(`The check "${name}" is broken: ${failure.received}`);
  const number = stepOfCheck(name);
  const step = `${steps.get(number) ?? `Step ${number}`}, in the README of this exercise`;
  if (!failure || !open.includes(number)) return { ...report, step };
  return { ...report, step, failure: { ...failure, kind: 'not started' } };
}
