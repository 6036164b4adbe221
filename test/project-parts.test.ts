import { cp } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { labRoot } from '../lab/course/exercises.ts';
import { runGrader } from './support/grading.ts';
import { withFolder } from './support/submission.ts';

// The page of the project is graded on a correct server: whoever has no server that runs keeps the points of the page.

/** What the report says of a submission whose page is right, and whose server can't be read. */
async function reportOnPageAlone(environment: Record<string, string>): Promise<string> {
  return withFolder({ 'server.ts': 'const = 1;' }, async (folder) => {
    const page = path.join(labRoot, 'project', 'solution', 'client');
    await cp(page, path.join(folder, 'client'), { recursive: true });
    const { stdout, exitCode } = await runGrader(['project', '--from', folder], environment);
    expect(exitCode).toBe(0);
    return stdout;
  });
}

test('a page keeps its points when the server can not run', { timeout: 120_000 }, async () => {
  const report = await reportOnPageAlone({});
  expect(report).toMatch(/Your server could not be run, so no check of it could pass/);
  expect(report).toMatch(/10 of 10 {2}The page/);
  expect(report).toMatch(/0 of 10 .*chat\.authentication/);
});

test('a machine without a browser says which points are missing', { timeout: 120_000 }, async () => {
  const report = await reportOnPageAlone({ CHROMIUM_PATH: '/nowhere/chromium' });
  expect(report).toMatch(/chat\.client got no points: Chromium did not start, so the page was not checked/);
  expect(report).toMatch(/0 of 10 {2}The page/);
});
