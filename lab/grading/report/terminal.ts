import colors from 'picocolors';
import type { CheckResult, CriterionResult, ExerciseResult } from '../grade.ts';
import type { Total } from '../score.ts';
import { formatTranscript } from '../transcript.ts';

const BAR_WIDTH = 20;

/** The result of one exercise for a person: points, what failed, what went over the wire, and where to read. */
export function formatExercise(result: ExerciseResult): string {
  const { exercise, variant, criteria, problem } = result;
  const lines = [
    '',
    colors.bold(`${exercise.number} ${exercise.title}`) + colors.dim(` · ${variant}`),
    ...result.notes.map((note) => colors.yellow(`  ${note}`)),
    ...formatTypeFindings(result.typeFindings),
  ];
  if (problem) {
    const told = indent(problem.split('\n'), '  ');
    lines.push('', colors.red('  Your server could not be run, so no check of it could pass:'), ...told);
  }
  for (const criterion of criteria) lines.push('', ...formatCriterion(criterion, problem !== undefined));

  const points = sum(criteria.map((criterion) => criterion.points));
  const max = sum(criteria.map((criterion) => criterion.max));
  lines.push('', `  ${bar(points, max)} ${colors.bold(`${show(points)} of ${max}`)} points`);
  return lines.join('\n');
}

/** The last lines of a report: the total and what it means, and how servers were run, if any were. */
export function formatTotal(
  { total, passed, parts }: Total,
  run: { isolation: string; seed: string } | undefined,
): string {
  const shares = parts.map(({ id, score, max }) => `${id} ${show(score)} of ${max}`).join(', ');
  const verdict = passed ? colors.green('passed') : colors.red('not passed yet');
  return [
    '',
    `${colors.bold(`Total ${show(total)} of 100`)}, ${verdict} (${shares})`,
    ...(run
      ? [colors.dim(`Run inside ${run.isolation}. The same inputs again: add --seed ${run.seed}`)]
      : []),
  ].join('\n');
}

function formatTypeFindings(findings: readonly string[]): string[] {
  if (findings.length === 0) return [];
  return [
    colors.yellow('  TypeScript finds (this costs no points, and often shows the reason):'),
    ...indent(findings, '    '),
  ];
}

function formatCriterion(
  { id, name, points, max, level, checks }: CriterionResult,
  problemIsTold: boolean,
): string[] {
  const reached = level ?? 'below sufficient';
  return [
    `  ${bar(points, max)} ${show(points)} of ${max}  ${colors.bold(name)} ${colors.dim(`${id} · ${reached}`)}`,
    ...checks.flatMap((check) => formatCheck(check, problemIsTold)),
  ];
}

function formatCheck(
  { name, level, failure, step, transcript }: CheckResult,
  problemIsTold: boolean,
): string[] {
  if (!failure) return [`    ${colors.green('✓')} ${name} ${colors.dim(level)}`];
  const kind = failure.kind === 'server threw' ? 'your server threw' : failure.kind;
  const title = `    ${colors.red('✗')} ${name} ${colors.dim(level)} ${colors.yellow(kind)}`;
  if (failure.kind === 'not started') return [title];
  if (failure.kind === 'could not run' && problemIsTold) return [title];
  return [
    title,
    ...indent(
      [
        `Done:      ${failure.did}`,
        `Expected:  ${failure.expected}`,
        ...`Received:  ${failure.received}`.split('\n'),
        `Read:      ${step}`,
        ...(transcript.length > 0 ? ['On the wire:'] : []),
        ...formatTranscript(transcript).map((line) => colors.dim(line)),
      ],
      '        ',
    ),
  ];
}

function bar(points: number, max: number): string {
  const filled = Math.round((points / max) * BAR_WIDTH);
  return colors.green('█'.repeat(filled)) + colors.dim('░'.repeat(BAR_WIDTH - filled));
}

function indent(lines: readonly string[], space: string): string[] {
  return lines.map((line) => space + line);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function show(points: number): string {
  return String(Math.round(points * 100) / 100);
}
