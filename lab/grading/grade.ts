import type { Exercise, Quiz, Variant } from '../course/exercises.ts';
import { levels, type Rubric } from '../course/rubric.ts';
import { openSteps, readSteps, stepOfCheck } from '../course/steps.ts';
import { createWorkFolder, removeWorkFolder, sourcesOf } from './build.ts';
import type { CheckReport } from './check-run.ts';
import { findStartProblem, prepare } from './prepare.ts';
import { type CheckRunner, findCheckFiles, LabFault } from './run-checks.ts';
import { type CriterionScore, scoreCriterion } from './score.ts';
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
  /** What was not taken, not found, or not checked. */
  notes: string[];
  typeFindings: string[];
  /** Why the server could not be run, if it could not. */
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
  /** The check files to run; all when left out. */
  checks?: (file: string) => boolean;
  /** Also reports what the type checker finds, which costs no points. On unless told otherwise. */
  checkTypes?: boolean;
}

/** Grades one exercise of a submission. Throws LabFault when the lab, and not the submission, went wrong. */
export async function gradeExercise(options: GradeOptions): Promise<ExerciseResult> {
  const {
    exercise,
    variant,
    seed,
    rubric,
    runner,
    checks: isWanted = () => true,
    checkTypes = true,
  } = options;
  const workFolder = await createWorkFolder();
  try {
    const { submission, build: built, pageBuild, ...prepared } = await prepare(options, workFolder);
    // It takes a second, and goes on beside the checks.
    const typeFindings = built && checkTypes ? typecheck(built.sourceFolder) : [];
    const problem = built ? await findStartProblem(built) : prepared.problem;
    const build = problem === undefined ? built : undefined;
    const open = submission.files.flatMap((file) => openSteps(file.content));
    const checkFiles = (await findCheckFiles(exercise)).filter(isWanted);
    const sources = sourcesOf(exercise, variant, workFolder);
    const [reports, steps] = await Promise.all([
      runner.run({ exercise, checkFiles, seed, build, problem, pageBuild, sources, openSteps: open }),
      readSteps(exercise),
    ]);
    const checks = reports.map((report) => explain(report, open, steps));
    return {
      exercise,
      variant,
      notes: [...submission.refused.map((refused) => `Not taken: ${refused}.`), ...describeUnchecked(checks)],
      typeFindings: await typeFindings,
      problem,
      criteria: rubric.criteria
        .filter((criterion) => criterion.id.startsWith(`${exercise.id}.`))
        .map((criterion) => {
          const own = checks
            .filter((check) => check.criterion === criterion.id)
            .toSorted((one, other) => levels.indexOf(one.level) - levels.indexOf(other.level));
          return { ...scoreCriterion(criterion, own), name: criterion.name, checks: own };
        }),
    };
  } finally {
    await removeWorkFolder(workFolder);
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

/** Points that this machine could not give: whoever reads the total has to know. */
function describeUnchecked(checks: readonly CheckResult[]): string[] {
  const notes = checks.flatMap(({ criterion, failure }) =>
    failure?.kind === 'not checked' ? [`${criterion} got no points: ${failure.received}.`] : [],
  );
  return [...new Set(notes)];
}
