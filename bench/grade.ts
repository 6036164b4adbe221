// How long grading takes, as people wait for it, and how much of it the transpiled start saves against tsx.
// Run it with: npm run bench grade
import { once } from 'node:events';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { execa } from 'execa';
import { exercises, labRoot, type Variant } from '../lab/course/exercises.ts';
import { readRubric } from '../lab/course/rubric.ts';
import { buildSubmission, createWorkFolder, removeWorkFolder } from '../lab/grading/build.ts';
import { gradeExercise } from '../lab/grading/grade.ts';
import { CheckRunner } from '../lab/grading/run-checks.ts';
import { ServerProcess } from '../lab/grading/server-process.ts';
import { readSubmission } from '../lab/grading/submission.ts';
import { median } from './support/median.ts';

const ROUNDS = 7;
const variant: Variant = 'solution';
const rubric = await readRubric();
const runner = new CheckRunner();

for (const exercise of exercises) {
  const folder = path.join(labRoot, exercise.folder, variant);
  const grading: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    grading.push(
      await timed(() => gradeExercise({ exercise, variant, seed: String(round), rubric, runner })),
    );
  }

  const workFolder = await createWorkFolder();
  const build = await buildSubmission(exercise, variant, await readSubmission(folder), workFolder);
  const transpiled: number[] = [];
  const tsx: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    transpiled.push(await timed(async () => (await ServerProcess.start(build)).stop()));
    tsx.push(await timed(() => startWithTsx(path.join(folder, 'server.ts'))));
  }
  await removeWorkFolder(workFolder);

  const ratio = median(tsx) / median(transpiled);
  console.log(
    `${exercise.number} graded in ${seconds(grading)}, the slowest of ${ROUNDS} in ${seconds([Math.max(...grading)])}`,
  );
  console.log(
    `   a server's start: transpiled ${seconds(transpiled)}, with tsx ${seconds(tsx)}: ${ratio.toFixed(2)} times as long`,
  );
}
await runner.close();

async function startWithTsx(entry: string): Promise<void> {
  const server = execa(process.execPath, ['--import', 'tsx', entry], {
    env: { PORT: '0' },
    reject: false,
    buffer: false,
  });
  await once(server.stdout, 'data');
  server.kill('SIGKILL');
  await server;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function seconds(values: readonly number[]): string {
  return `${(median(values) / 1000).toFixed(2)} s`;
}
