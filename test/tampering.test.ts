import { access, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { labRoot } from '../lab/course/exercises.ts';
import { type GradeResult, gradeJson } from './support/grading.ts';
import { withFolder } from './support/submission.ts';

// Servers that try to change their score. What they may touch at all is tried in server-process.test.ts.
const solution = path.join(labRoot, 'practices', '01-echo-websocket', 'solution');
const checks = path.join(labRoot, 'practices', '01-echo-websocket', 'checks');
const resultFiles = ['result.json', 'junit.xml', '.lab/result.json', 'node_modules/.vite/results.json'].map(
  (name) => path.join(labRoot, name),
);

/** Milliseconds for one grading, on a machine with other things to do. */
const LIMIT = 180_000;

/** The result of a right server that does this before it listens, or once it does. */
async function gradeWith(before: string, change = (source: string) => source): Promise<GradeResult> {
  const names = await readdir(solution);
  const files = names.map(async (name) => [name, await readFile(path.join(solution, name), 'utf8')] as const);
  const submission = Object.fromEntries(await Promise.all(files));
  for (const [name, source] of Object.entries(submission)) submission[name] = change(source);
  submission['server.ts'] = `// @ts-nocheck\n${before}\n${submission['server.ts']}`;
  return withFolder(submission, (folder) => gradeJson('01', '--from', folder));
}

/** Code that tries each of these, whatever comes of it. */
function tries(...attempts: string[]): string {
  const imports = `import * as childProcess from 'node:child_process';
    import * as fs from 'node:fs';
    import * as workers from 'node:worker_threads';`;
  return imports + attempts.map((attempt) => `try { ${attempt} } catch {}`).join('\n');
}

const attempts = [
  // Reading the checks.
  `console.error(fs.readFileSync(${JSON.stringify(path.join(checks, '1-text.check.ts'))}, 'utf8'));`,
  // Killing its parent, or opening its debugger.
  `process.kill(process.ppid, 'SIGKILL');`,
  `process._kill(process.ppid, 9);`,
  `process._debugProcess(process.ppid);`,
  // Starting others, which could outlive it.
  `childProcess.fork(process.argv[1]);`,
  `childProcess.spawn('sleep', ['100']);`,
  `new workers.Worker('for (;;) {}', { eval: true });`,
  // Loading a library of its own.
  `fs.writeFileSync('own.node', 'ELF'); process.dlopen({ exports: {} }, fs.realpathSync('own.node'));`,
  // Writing results.
  ...resultFiles.map((file) => `fs.writeFileSync(${JSON.stringify(file)}, '{"total":100}');`),
];

test('what a server may not do has no effect', { timeout: LIMIT }, async () => {
  const { total, problems } = await gradeWith(tries(...attempts));
  expect(total).toBe(100);
  expect(problems).toEqual([]);
  for (const file of resultFiles) await expect(access(file)).rejects.toThrow('ENOENT');
});

describe('is reported', { timeout: LIMIT }, () => {
  test('a second listener, on whatever port', async () => {
    const result = await gradeWith(`
      import { createServer } from 'node:net';
      setTimeout(() => createServer().listen(0, '127.0.0.1'), 20);`);
    expect(result.total).toBeLessThan(100);
    expect(JSON.stringify(result)).toContain('listens twice');
  });

  test('a forged report of where it listens', async () => {
    const { total } = await gradeWith(`
      import { writeSync } from 'node:fs';
      writeSync(3, '{"requested":0,"port":1}\\n');`);
    // Its own port is told as a second one, or every check finds nobody at the forged one: whichever comes first.
    expect(total).toBe(0);
  });
});

test('results that a server prints are only output', { timeout: LIMIT }, async () => {
  const printed = JSON.stringify({ total: 100, passed: true, check: { failure: undefined } });
  const { total } = await gradeWith(`console.error(${JSON.stringify(printed)});`, (source) =>
    source.replaceAll('Echo: ', 'Ohce: '),
  );
  expect(total).toBeLessThan(100);
});

test('answers that are prepared for what the README shows earn nothing: the inputs are random', {
  timeout: LIMIT,
}, async () => {
  const { criteria } = await gradeWith('', (source) =>
    source.replace('`Echo: ${data.toString()}`', "'Echo: hello'"),
  );
  expect(criteria.find(({ id }) => id === 'echo.text')?.level).toBeNull();
});
