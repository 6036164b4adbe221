import { describe, expect, test } from 'vitest';
import { exercises } from '../lab/course/exercises.ts';
import { readRubric } from '../lab/course/rubric.ts';
import { readMutants } from '../lab/grading/mutation.ts';
import { gradeJson, proveJson } from './support/grading.ts';

// The proof that grading is right: the solution gets everything, the starter next to nothing, each mutant loses points in
// its own criterion only, and each check is failed by a mutant.
const rubric = await readRubric();
/** Milliseconds for one grading, on a machine with other things to do. */
const GRADE_LIMIT = 180_000;
/** Milliseconds for all mutants of an exercise, on a machine with other things to do. */
const PROOF_LIMIT = 45 * 60_000;

describe.for(exercises)('$number $title', (exercise) => {
  const points = rubric.criteria.filter(({ id }) => id.startsWith(`${exercise.id}.`));

  test('the solution gets full marks', { timeout: GRADE_LIMIT }, async () => {
    const { criteria, problems } = await gradeJson(exercise.number, '--variant', 'solution');
    expect(criteria.flatMap(({ checks }) => checks.filter(({ passed }) => !passed))).toEqual([]);
    expect(criteria.map(({ id, points: earned }) => [id, earned])).toEqual(
      points.map((row) => [row.id, row.points]),
    );
    expect(problems).toEqual([]);
  });

  test('the untouched starter starts, and stays under 15 %', { timeout: GRADE_LIMIT }, async () => {
    const { criteria, problems } = await gradeJson(exercise.number);
    const max = points.reduce((sum, row) => sum + row.points, 0);
    expect(criteria.reduce((sum, row) => sum + row.points, 0)).toBeLessThan(0.15 * max);
    expect(problems).toEqual([]);
    const kinds = new Set(criteria.flatMap(({ checks }) => checks.map(({ kind }) => kind)));
    expect([...kinds].filter((kind) => kind !== null)).toEqual(['not started']);
  });

  test('each mutant loses points in its own criterion only, and each check is failed by one', {
    timeout: PROOF_LIMIT,
  }, async () => {
    const { verdicts, unproved } = await proveJson(exercise.number);
    expect(verdicts).toHaveLength((await readMutants(exercise)).length);
    expect(verdicts.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(unproved).toEqual([]);
  });
});
