// Grades the solutions again and again while every core is kept busy: a correct server must always get full marks.
// Run it with: npm run bench repeat [times] [exercise]
import { availableParallelism } from 'node:os';
import { execa } from 'execa';
import { exercises, findAssignment } from '../lab/course/exercises.ts';
import { readRubric } from '../lab/course/rubric.ts';
import { gradeExercise } from '../lab/grading/grade.ts';
import { newSeed } from '../lab/grading/random.ts';
import { CheckRunner } from '../lab/grading/run-checks.ts';

const [, , count = '100', name] = process.argv;
const times = Number(count);
const wanted = name === undefined ? exercises : exercises.filter((one) => one === findAssignment(name));
if (!(times > 0) || wanted.length === 0) throw new Error('Use it so: npm run bench repeat 100 01');
const rubric = await readRubric();
const runner = new CheckRunner();
const busy = Array.from({ length: availableParallelism() }, () =>
  execa(process.execPath, ['-e', 'for (;;) {}'], { reject: false, timeout: 6 * 60 * 60 * 1000 }),
);

let wrong = 0;
for (let run = 1; run <= times; run += 1) {
  for (const exercise of wanted) {
    const seed = newSeed();
    const { criteria } = await gradeExercise({ exercise, variant: 'solution', seed, rubric, runner });
    const failed = criteria.flatMap(({ checks }) => checks.filter((check) => check.failure));
    if (failed.length > 0) wrong += 1;
    for (const { name, failure } of failed)
      console.log(`run ${run}, seed ${seed}: ${name}: ${JSON.stringify(failure)}`);
  }
  if (run % 10 === 0) console.log(`${run} of ${times} runs, ${wrong} gradings wrong`);
}
await runner.close();
for (const process of busy) process.kill('SIGKILL');
console.log(
  wrong === 0
    ? `All ${times} runs of ${wanted.map(({ number }) => number).join(', ')} gave full marks.`
    : `${wrong} gradings of ${times} runs were wrong.`,
);
process.exitCode = wrong === 0 ? 0 : 1;
