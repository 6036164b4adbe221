import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { exercises } from '../../lab/course/exercises.ts';
import { type Build, buildSubmission, createWorkFolder, removeWorkFolder } from '../../lab/grading/build.ts';

/** Writes files into a new folder outside the lab, and gives the folder to `use`; removes it afterwards. */
export async function withFolder<Result>(
  files: Record<string, string>,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lab-submission-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), content);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Builds a server.ts as if it had been handed in for practice 01, and gives the build to `use`. */
export async function withBuild<Result>(
  server: string,
  use: (build: Build) => Promise<Result>,
): Promise<Result> {
  const [exercise] = exercises;
  if (!exercise) throw new Error('The lab has no exercise');
  const workFolder = await createWorkFolder();
  try {
    const files = [{ name: 'server.ts', content: server }];
    return await use(await buildSubmission(exercise, 'starter', { files, refused: [] }, workFolder));
  } finally {
    await removeWorkFolder(workFolder);
  }
}
