import { cp, mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import { labRoot } from '../lab/course/exercises.ts';
import { workFolders } from '../lab/grading/build.ts';
import { gradeJson, runGrader } from './support/grading.ts';
import { withFolder } from './support/submission.ts';

const solution = path.join(labRoot, 'practices', '01-echo-websocket', 'solution');

async function solutionFiles(): Promise<Record<string, string>> {
  const names = await readdir(solution);
  const files = names.map(async (name) => [name, await readFile(path.join(solution, name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(files));
}

/** What the report of a submission says; it must be a report, and no stack trace of the grader's. */
async function reportOn(
  files: Record<string, string>,
  prepare?: (folder: string) => Promise<void>,
): Promise<string> {
  return withFolder(files, async (folder) => {
    await prepare?.(folder);
    const { stdout, stderr, exitCode } = await runGrader(['01', '--from', folder]);
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).not.toMatch(/lab\/grading|lab failed/);
    return stdout;
  });
}

const before = await readdir(workFolders).catch(() => []);

afterAll(async () => {
  expect(await readdir(workFolders), 'work folders are left behind').toEqual(before);
});

describe('a submission that can not run gets a report', () => {
  test('empty', async () => {
    expect(await reportOn({})).toMatch(/Nothing was handed in for practices\/01-echo-websocket\/starter/);
  });

  test('without server.ts', async () => {
    expect(await reportOn({ 'app.ts': 'export const x = 1;' })).toMatch(/There is no server\.ts/);
  });

  test('with a syntax error', async () => {
    const report = await reportOn({ 'server.ts': 'const a = 1;\nconst = 2;\n' });
    expect(report).toMatch(/server\.ts, line 2: Expected identifier/);
  });

  test('with an import of a file that is missing', async () => {
    expect(await reportOn({ 'server.ts': `import './gone.ts';` })).toMatch(
      /Could not resolve "\.\/gone\.ts"/,
    );
  });

  test('with a package that the lab does not have', async () => {
    expect(await reportOn({ 'server.ts': `import 'left-pad';` })).toMatch(/Could not resolve "left-pad"/);
  });

  test('that throws at start', async () => {
    expect(await reportOn({ 'server.ts': `throw new Error('my own mistake');` })).toMatch(/my own mistake/);
  });

  test('with an endless loop at module level', async () => {
    expect(await reportOn({ 'server.ts': `while (true) {}` })).toMatch(/did not listen within 10 seconds/);
  });
});

describe('files that are refused are named, and the rest is graded', () => {
  test('a symbolic link and a file of 200 MB', async () => {
    const report = await reportOn(await solutionFiles(), async (folder) => {
      await symlink('/etc/passwd', path.join(folder, 'passwords.ts'));
      await writeFile(path.join(folder, 'huge.ts'), '');
      await truncate(path.join(folder, 'huge.ts'), 200_000_000);
      await writeFile(path.join(folder, 'picture.png'), Buffer.from([0x89, 0x50, 0, 0]));
    });
    expect(report).toMatch(/Not taken: passwords\.ts is a symbolic link/);
    expect(report).toMatch(/Not taken: huge\.ts is too large: 195313 KiB/);
    expect(report).toMatch(/Not taken: picture\.png is a binary file/);
    expect(report).toMatch(/25 of 25/);
  });
});

test('what TypeScript finds is told, and costs no points', async () => {
  const files = await solutionFiles();
  const report = await reportOn({ ...files, 'wrong.ts': `export const port: number = '3001';\n` });
  expect(report).toContain("wrong.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.");
  expect(report).toMatch(/25 of 25/);
});

test('a page may be sent by its whole path', async () => {
  const files = await solutionFiles();
  const app = files['app.ts']?.replace(
    'app.use(express.static(CLIENT_FOLDER));',
    "app.get('/', (_request, response) => response.sendFile(`${CLIENT_FOLDER}/index.html`)); $&",
  );
  expect(app).toContain('sendFile');
  expect(await reportOn({ ...files, 'app.ts': app ?? '' })).toMatch(/25 of 25/);
});

describe('a submission is found', () => {
  test.for(['practices/01-echo-websocket/starter', '01-echo-websocket/starter', 'starter', '.'])(
    'in %s',
    async (place) => {
      const files = Object.entries(await solutionFiles()).map(([name, text]) => [
        path.posix.join(place, name),
        text,
      ]);
      await withFolder(Object.fromEntries(files), async (folder) => {
        const { total } = await gradeJson('01', '--from', folder);
        expect(total).toBe(100);
      });
    },
  );
});

describe('wrong use ends with exit code 2 and says what to do', () => {
  test.for([
    { parameters: ['99'], message: 'There is no exercise "99"' },
    { parameters: ['01', '--from', 'does-not-exist'], message: 'There is no folder' },
    { parameters: ['01', '--variant', 'mine'], message: 'Allowed choices are starter, solution' },
    { parameters: ['01', '--colour'], message: "unknown option '--colour'" },
  ])('$message', async ({ parameters, message }) => {
    const { stderr, exitCode } = await runGrader(parameters);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});

test('JUnit XML has a case for each check', async () => {
  await withFolder({ 'server.ts': `throw new Error('<&"> \\u0007');` }, async (folder) => {
    const file = path.join(folder, 'result.xml');
    await runGrader(['01', '--from', folder, '--junit', file]);
    const xml = await readFile(file, 'utf8');
    expect(xml.match(/<testcase /g)).toHaveLength(38);
    expect(xml).toContain('&lt;&amp;&quot;&gt;');
    expect(xml).not.toContain('\u0007');
  });
});

test("the starter's visible tests pass on the solution", async () => {
  const starterTest = path.join(labRoot, 'practices', '01-echo-websocket', 'starter', 'server.test.ts');
  const files = { ...(await solutionFiles()), 'server.test.ts': await readFile(starterTest, 'utf8') };
  const folder = path.join(labRoot, '.lab', 'visible-tests');
  await cp(path.join(labRoot, 'practices', '01-echo-websocket', 'client'), path.join(folder, 'client'), {
    recursive: true,
  });
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.join(folder, 'solution'), { recursive: true });
    await writeFile(path.join(folder, 'solution', name), content);
  }
  const vitest = path.join(labRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const config = path.join(labRoot, 'practices', 'vitest.config.ts');
  const { stdout, exitCode } = await execa(
    process.execPath,
    [vitest, 'run', '--root', folder, '--config', config],
    {
      reject: false,
    },
  );
  await rm(folder, { recursive: true, force: true });
  expect(stdout).toContain('3 passed');
  expect(exitCode).toBe(0);
});
