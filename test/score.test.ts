import { expect, test } from 'vitest';
import type { Rubric } from '../lab/course/rubric.ts';
import type { Failure } from '../lab/grading/check-run.ts';
import { scoreCriterion, scoreTotal } from '../lab/grading/score.ts';

const failure: Failure = { kind: 'wrong', did: '', expected: '', received: '' };
const passed = (level: 'sufficient' | 'good' | 'excellent') => ({ level, failure: undefined });
const failed = (level: 'sufficient' | 'good' | 'excellent') => ({ level, failure });
const criterion = { id: 'echo.text', points: 5 };

test.for([
  { checks: [passed('sufficient'), passed('good'), passed('excellent')], points: 5, level: 'excellent' },
  { checks: [passed('sufficient'), passed('good'), failed('excellent')], points: 4, level: 'good' },
  { checks: [passed('sufficient'), failed('good'), passed('excellent')], points: 3, level: 'sufficient' },
  { checks: [failed('sufficient'), passed('good'), passed('excellent')], points: 1.67, level: null },
  {
    checks: [passed('sufficient'), failed('sufficient'), failed('good'), failed('excellent')],
    points: 0.63,
    level: null,
  },
  { checks: [failed('sufficient'), failed('good'), failed('excellent')], points: 0, level: null },
  { checks: [], points: 0, level: null },
])('$level earns $points', ({ checks, points, level }) => {
  expect(scoreCriterion(criterion, checks)).toEqual({
    id: 'echo.text',
    exercise: 'echo',
    points,
    max: 5,
    level,
  });
});

const rubric: Rubric = {
  parts: [
    { id: 'knowledge', name: 'Knowledge', weight: 30, toPass: 70 },
    { id: 'practices', name: 'Practices', weight: 40, toPass: 70 },
  ],
  grades: [],
  criteria: [],
};

test('parts are weighted, and each needs its own share', () => {
  const criteria = [
    { id: 'quiz.use', exercise: 'quiz', points: 5, max: 10, level: null },
    { id: 'echo.text', exercise: 'echo', points: 25, max: 25, level: null },
  ];
  const partOf = (exercise: string) => (exercise === 'quiz' ? 'knowledge' : 'practices');
  expect(scoreTotal(rubric, criteria, partOf)).toEqual({
    total: 78.57,
    passed: false,
    parts: [
      { id: 'knowledge', weight: 30, score: 5, max: 10, percent: 50 },
      { id: 'practices', weight: 40, score: 25, max: 25, percent: 100 },
    ],
  });
});

test('a part that was not graded does not count', () => {
  const criteria = [{ id: 'echo.text', exercise: 'echo', points: 3.5, max: 5, level: null }];
  expect(scoreTotal(rubric, criteria, () => 'practices')).toMatchObject({ total: 70, passed: true });
});
