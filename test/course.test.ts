import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { assignments, exercises, folderOf, labRoot } from '../lab/course/exercises.ts';
import { headingsOf, parseMarkdown, tablesOf } from '../lab/course/markdown.ts';
import { parseRubric, readRubric } from '../lab/course/rubric.ts';
import { openSteps, readSteps } from '../lab/course/steps.ts';

const rubric = await readRubric();
const markdown = await readFile(path.join(labRoot, 'rubric.md'), 'utf8');

async function sourcesOf(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const files = names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const);
  return new Map(await Promise.all(files));
}

function exportsOf(source: string): string[] {
  return [...source.matchAll(/^export (?:async )?(?:function|const|class|type|interface) (\w+)/gm)]
    .map((match) => match[1] ?? '')
    .toSorted();
}

describe.for(exercises)('$number $title', async (exercise) => {
  const folder = folderOf(exercise);
  const readme = await readFile(path.join(folder, 'README.md'), 'utf8');
  const steps = [...(await readSteps(exercise)).keys()];

  test('starter and solution have the same files and exports', async () => {
    const [starter, solution] = [
      await sourcesOf(path.join(folder, 'starter')),
      await sourcesOf(path.join(folder, 'solution')),
    ];
    expect([...starter.keys()]).toEqual([...solution.keys()]);
    for (const [name, source] of starter) {
      expect(exportsOf(source), name).toEqual(exportsOf(solution.get(name) ?? ''));
    }
  });

  test('every step has gaps in the starter, a hint and checks; nothing else does', async () => {
    const starter = [...(await sourcesOf(path.join(folder, 'starter'))).values()].join('\n');
    expect([...new Set(openSteps(starter))].toSorted()).toEqual(steps);

    const hints = [...readme.matchAll(/<summary>Hint for step (\d+)<\/summary>/g)].map((match) => match[1]);
    expect(hints).toEqual(steps);

    const checkFolder = path.join(folder, 'checks');
    const checkFiles = (await readdir(checkFolder)).filter((name) => name.endsWith('.check.ts'));
    const checks = await Promise.all(
      checkFiles.map((name) => readFile(path.join(checkFolder, name), 'utf8')),
    );
    const prefixes = [...checks.join('\n').matchAll(/(?:sufficient|good|excellent)\(\s*'([^:']*):/g)];
    expect([...new Set(prefixes.map((match) => match[1]))].toSorted()).toEqual(steps);
  });

  test('no gap stands in the solution', async () => {
    const solution = [...(await sourcesOf(path.join(folder, 'solution'))).values()].join('\n');
    expect(solution).not.toContain('TODO');
  });

  test('ids, steps and points of the README are those of the rubric', () => {
    const rows = tablesOf(parseMarkdown(readme)).flat();
    const points = rows.filter((row) => 'id' in row).map((row) => [row.id, Number(row.points)]);
    const expected = rubric.criteria.filter(({ id }) => id.startsWith(`${exercise.id}.`));
    expect(points).toEqual(expected.map((criterion) => [criterion.id, criterion.points]));
  });

  test('the minutes of the steps add up to those of the exercise', async () => {
    const minutes = headingsOf(parseMarkdown(readme)).flatMap((heading) => {
      const match = /^Step .*\((\d+) min\)$/.exec(heading);
      return match ? [Number(match[1])] : [];
    });
    expect(minutes.reduce((sum, each) => sum + each, 0)).toBe(exercise.minutes);
    expect(readme).toContain(`${exercise.minutes} minutes`);
    const week = await readFile(path.join(labRoot, 'README.md'), 'utf8');
    expect(week).toMatch(new RegExp(`${exercise.folder}/README.md\\) \\| ${exercise.minutes} \\|`));
  });
});

describe('the rubric', () => {
  test('weights add up to 100, and each part is passed with 70', () => {
    expect(rubric.parts.map(({ id, weight, toPass }) => [id, weight, toPass])).toEqual([
      ['knowledge', 30, 70],
      ['practices', 40, 70],
      ['project', 30, 70],
    ]);
    expect(rubric.grades.map(({ name, from }) => [name, from])).toEqual([
      ['outstanding', 90],
      ['notable', 80],
      ['pass', 70],
      ['fail', 0],
    ]);
  });

  test('every criterion belongs to what is graded', () => {
    const ids = assignments.map(({ id }) => id);
    expect(rubric.criteria.filter(({ id }) => !ids.includes(id.split('.')[0] ?? ''))).toEqual([]);
  });

  test('a wrong cell is reported with file, row and column', () => {
    const broken = markdown.replace('| 5 | The server starts', '| five | The server starts');
    expect(() => parseRubric(broken)).toThrow(
      'rubric.md: in the row "echo.text", Points must be a whole number',
    );
    expect(() => parseRubric(markdown.replace('| 40 % |', '| lots |'))).toThrow(
      '"practices", Weight must be',
    );
  });

  test('an id that stands there twice is reported', () => {
    expect(() => parseRubric(markdown.replace('`echo.log`', '`echo.text`'))).toThrow(
      'echo.text stands there twice',
    );
  });

  test('a page without tables is reported', () => {
    expect(() => parseRubric('# Nothing')).toThrow('no table with parts was found');
  });
});
