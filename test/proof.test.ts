import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { exercises } from '../lab/course/exercises.ts';
import { readRubric } from '../lab/course/rubric.ts';
import { readMutants, writeMutant } from '../lab/grading/mutation.ts';
import { gradeJson } from './support/grading.ts';

// The proof that grading is right: the solution gets everything, the starter next to nothing, each mutant loses points in
// its own criterion only, and each check is failed by a mutant.
const rubric = await readRubric();

describe.for(exercises)('$number $title', async (exercise) => {
  const mutants = await readMutants(exercise);
  const points = rubric.criteria.filter(({ id }) => id.startsWith(`${exercise.id}.`));
  const failedByMutants = new Set<string>();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lab-mutants-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('the solution gets full marks', async () => {
    const { criteria, problems } = await gradeJson(exercise.number, '--variant', 'solution');
    expect(criteria.flatMap(({ checks }) => checks.filter(({ passed }) => !passed))).toEqual([]);
    expect(criteria.map(({ id, points: earned }) => [id, earned])).toEqual(
      points.map((row) => [row.id, row.points]),
    );
    expect(problems).toEqual([]);
  });

  test('the untouched starter starts, and stays under 15 %', async () => {
    const { criteria, problems } = await gradeJson(exercise.number);
    const max = points.reduce((sum, row) => sum + row.points, 0);
    expect(criteria.reduce((sum, row) => sum + row.points, 0)).toBeLessThan(0.15 * max);
    expect(problems).toEqual([]);
    const kinds = new Set(criteria.flatMap(({ checks }) => checks.map(({ kind }) => kind)));
    expect([...kinds].filter((kind) => kind !== null)).toEqual(['not started']);
  });

  test.concurrent.for(mutants.map((mutant, index) => ({ ...mutant, index })))(
    'mutant: $name',
    async (mutant) => {
      const copy = path.join(folder, String(mutant.index));
      await writeMutant(exercise, mutant, copy);
      const { criteria } = await gradeJson(exercise.number, '--variant', 'solution', '--from', copy);
      for (const { id, points: earned, max, checks } of criteria) {
        const failed = checks.filter(({ passed }) => !passed);
        if (id === mutant.criterion)
          expect(earned, `${mutant.name} loses no points in ${id}`).toBeLessThan(max);
        else expect(failed, `${mutant.name} also fails checks of ${id}`).toEqual([]);
        for (const { name } of failed) failedByMutants.add(`${id} ${name}`);
      }
    },
  );

  test('every check is failed by a mutant', async () => {
    const { criteria } = await gradeJson(exercise.number, '--variant', 'solution');
    const checks = criteria.flatMap(({ id, checks: own }) => own.map(({ name }) => `${id} ${name}`));
    expect(checks.filter((check) => !failedByMutants.has(check))).toEqual([]);
  });
});
