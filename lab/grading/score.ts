import { type Level, levels, type Rubric } from '../course/rubric.ts';
import type { CheckReport } from './check-run.ts';

const LEVEL_WORTH: Record<Level, number> = { sufficient: 0.6, good: 0.8, excellent: 1 };
/** Below sufficient, a criterion earns this share of its points times the share of its checks that pass. */
const WORTH_BELOW_SUFFICIENT = 0.5;

export interface CriterionScore {
  id: string;
  exercise: string;
  points: number;
  max: number;
  /** The highest level whose checks, with those of all levels below, pass; null below sufficient. */
  level: Level | null;
}

export interface PartScore {
  id: string;
  weight: number;
  score: number;
  max: number;
  percent: number;
}

export interface Total {
  /** 0 to 100: the weighted percentage of the parts that were graded. */
  total: number;
  passed: boolean;
  parts: PartScore[];
}

/** Scores one criterion by its checks. Points have at most two decimals. */
export function scoreCriterion(
  criterion: { id: string; points: number },
  checks: ReadonlyArray<Pick<CheckReport, 'level' | 'failure'>>,
): CriterionScore {
  const level = reachedLevel(checks);
  const passed = checks.filter((check) => !check.failure).length;
  const share = level
    ? LEVEL_WORTH[level]
    : WORTH_BELOW_SUFFICIENT * (checks.length > 0 ? passed / checks.length : 0);
  return {
    id: criterion.id,
    exercise: criterion.id.split('.')[0] ?? '',
    points: round(criterion.points * share),
    max: criterion.points,
    level,
  };
}

/** Adds up criteria to parts, and parts to the total. `partOf` names the part of an exercise. */
export function scoreTotal(
  rubric: Rubric,
  criteria: readonly CriterionScore[],
  partOf: (exercise: string) => string,
): Total {
  const graded = rubric.parts.flatMap((part) => {
    const own = criteria.filter((criterion) => partOf(criterion.exercise) === part.id);
    if (own.length === 0) return [];
    const score = round(own.reduce((sum, { points }) => sum + points, 0));
    const max = own.reduce((sum, criterion) => sum + criterion.max, 0);
    return [{ part, score, max, share: score / max }];
  });
  const weight = graded.reduce((sum, { part }) => sum + part.weight, 0);
  const total = graded.reduce((sum, { part, share }) => sum + part.weight * share, 0) / weight;
  return {
    total: round(total * 100),
    passed: graded.every(({ part, share }) => share * 100 >= part.toPass),
    parts: graded.map(({ part, score, max, share }) => ({
      id: part.id,
      weight: part.weight,
      score,
      max,
      percent: round(share * 100),
    })),
  };
}

function reachedLevel(checks: ReadonlyArray<Pick<CheckReport, 'level' | 'failure'>>): Level | null {
  let reached: Level | null = null;
  for (const level of levels) {
    const own = checks.filter((check) => check.level === level);
    if (own.length === 0 || own.some((check) => check.failure)) return reached;
    reached = level;
  }
  return reached;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
