import path from 'node:path';
import { type Exercise, folderOf, labRoot, type Variant } from '../course/exercises.ts';
import { type Build, BuildProblem, buildSubmission, createWorkFolder, isOfPage } from './build.ts';
import { ServerProblem, ServerProcess } from './server-process.ts';
import { findVariantFolder, readSubmission, type Submission } from './submission.ts';

/** What was handed in for an exercise, ready for the checks. */
export interface Prepared {
  submission: Submission;
  /** The submission's server, unless it can't be built; then `problem` says why. */
  build: Build | undefined;
  problem: string | undefined;
  /** The lab's own server with the page that was handed in, where pages are graded. */
  pageBuild: Build | undefined;
}

interface Wanted {
  exercise: Exercise;
  variant: Variant;
  /** The folder that holds the submission; the lab itself when left out. */
  from?: string | undefined;
}

/** Reads a submission and makes it ready to run, in a work folder. */
export async function prepare(
  { exercise, variant, from = labRoot }: Wanted,
  workFolder: string,
): Promise<Prepared> {
  const folder = await findVariantFolder(from, exercise, variant);
  if (!folder) {
    const problem = `Nothing was handed in for ${exercise.folder}/${variant}: the folder is not in the submission.`;
    return { submission: { files: [], refused: [] }, build: undefined, problem, pageBuild: undefined };
  }

  const submission = await readSubmission(folder);
  const [server, pageBuild] = await Promise.all([
    prepareServer(exercise, variant, submission, workFolder),
    exercise.gradesPage ? preparePage(exercise, variant, submission, workFolder) : undefined,
  ]);
  return { submission, ...server, pageBuild };
}

/** Starts a server once, so that what keeps it from starting is told once and not per check. Returns what that is. */
export async function findStartProblem(build: Build): Promise<string | undefined> {
  try {
    const server = await ServerProcess.start(build);
    await server.stop();
    return undefined;
  } catch (error) {
    if (error instanceof ServerProblem) return error.message;
    throw error;
  }
}

async function prepareServer(
  exercise: Exercise,
  variant: Variant,
  submission: Submission,
  workFolder: string,
): Promise<Pick<Prepared, 'build' | 'problem'>> {
  try {
    const build = await buildSubmission(exercise, variant, submission, workFolder);
    return { build, problem: undefined };
  } catch (error) {
    if (error instanceof BuildProblem) return { build: undefined, problem: error.message };
    throw error;
  }
}

/** A mistake in somebody's server must not cost the points of their page, so the page is shown by a correct one. */
async function preparePage(
  exercise: Exercise,
  variant: Variant,
  submission: Submission,
  workFolder: string,
): Promise<Build> {
  const solution = await readSubmission(path.join(folderOf(exercise), 'solution'));
  const files = [
    ...solution.files.filter(({ name }) => !isOfPage(name)),
    ...submission.files.filter(({ name }) => isOfPage(name)),
  ];
  return buildSubmission(exercise, variant, { files, refused: [] }, await createWorkFolder(workFolder));
}
