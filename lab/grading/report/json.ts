import type { CheckResult, ExerciseResult } from '../grade.ts';
import type { Total } from '../score.ts';

/** The result as one JSON document, for programs. */
export function formatJson(total: Total, results: readonly ExerciseResult[], seed: string): string {
  const document = {
    total: total.total,
    passed: total.passed,
    seed,
    parts: total.parts,
    problems: results.flatMap(({ exercise, problem, notes, typeFindings }) =>
      problem || notes.length > 0 || typeFindings.length > 0
        ? [{ exercise: exercise.id, problem: problem ?? null, notes, typeFindings }]
        : [],
    ),
    criteria: results.flatMap((result) =>
      result.criteria.map(({ id, exercise, points, max, level, checks }) => ({
        id,
        exercise,
        points,
        max,
        level,
        checks: checks.map(formatCheck),
      })),
    ),
  };
  return JSON.stringify(document, undefined, 2);
}

function formatCheck({ name, level, failure, step, transcript }: CheckResult) {
  return {
    name,
    level,
    passed: failure === undefined,
    message: failure ? describeFailure({ failure, step }) : null,
    kind: failure?.kind ?? null,
    transcript: failure ? transcript : [],
  };
}

/** A failed check in one paragraph without colours. */
export function describeFailure({ failure, step }: Pick<CheckResult, 'failure' | 'step'>): string {
  if (!failure) return '';
  const { kind, did, expected, received } = failure;
  return `${kind}. Done: ${did}. Expected: ${expected}. Received: ${received}. Read: ${step}.`;
}
