import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { exercises, labRoot } from '../lab/course/exercises.ts';
import { workFolders } from '../lab/grading/build.ts';
import { Random } from '../lab/grading/random.ts';
import { gradeTests, type TestsResult } from '../lab/grading/student-tests/grade-tests.ts';
import { brokenServers } from '../project/checks/broken-servers.ts';
import { withFolder } from './support/submission.ts';

// A student's tests are hostile code: here they try what would give them points that they have not earned.
const exercise = exercises.find(({ id }) => id === 'chat');
const before = await readdir(workFolders).catch(() => []);
/** Two broken servers are enough to see whether one is noticed. */
const mutants = brokenServers.filter(({ name }) =>
  ['logs in with any password', 'lists rooms for strangers'].includes(name),
);

const HEAD = `
  import request from 'supertest';
  import { expect, test } from 'vitest';
  const api = request(process.env['CHAT_URL'] ?? '');`;
const HONEST = `${HEAD}
  test('rooms want a token', async () => { await api.get('/rooms').expect(401); });`;

/** What tests earn that were handed in with this content, by file name. */
async function gradeFiles(files: Record<string, string>): Promise<TestsResult> {
  if (!exercise) throw new Error('There is no project');
  const inTests = Object.entries(files).map(([name, content]) => [`tests/${name}`, content]);
  return withFolder(Object.fromEntries(inTests), (sources) =>
    gradeTests({ exercise, sources }, mutants, new Random(String(performance.now()))),
  );
}

/** What one file of tests earns whose one test does this. */
async function gradeBody(body: string): Promise<TestsResult> {
  return gradeFiles({
    'authentication.test.ts': `${HEAD}
    test('tries something', async () => { ${body} });`,
  });
}

function namesOf({ noticed }: TestsResult): string[] {
  return noticed.map(({ name }) => name);
}

afterAll(async () => {
  expect(await readdir(workFolders), 'work folders are left behind').toEqual(before);
});

describe('honest tests', () => {
  test('notice the server with their bug, and no other', async () => {
    const result = await gradeFiles({ 'authentication.test.ts': HONEST });
    expect(result.failures).toEqual([]);
    expect(result.passed).toEqual({ authentication: 1 });
    expect(namesOf(result)).toEqual(['lists rooms for strangers']);
  });

  test('may use all of vitest that needs no worker', async () => {
    const source = `${HEAD}
      import { afterEach, beforeEach, describe, vi } from 'vitest';
      let count = 0;
      beforeEach(() => { count += 1; });
      afterEach(() => { vi.useRealTimers(); });
      describe.each(['a', 'b'])('%s', (letter) => {
        test.for([1, 2])('%i', (number, { expect }) => { expect([letter, number]).toHaveLength(2); });
      });
      test('waits', async () => {
        await vi.waitFor(() => expect(count).toBe(5));
        await expect.poll(() => count).toBe(5);
      });
      test('counts what it expects', () => {
        expect.assertions(1);
        expect(count).toBe(6);
      });
      test('has timers', () => {
        vi.useFakeTimers();
        const heard = vi.fn();
        setTimeout(heard, 1000);
        vi.advanceTimersByTime(1000);
        expect(heard).toHaveBeenCalledOnce();
      });
      test.skip('is skipped', () => { throw new Error('never'); });
      test.todo('comes later');`;
    const result = await gradeFiles({ 'sse.test.ts': source });
    expect(result.failures).toEqual([]);
    expect(result.passed).toEqual({ sse: 7 });
  });
});

describe('tests that earn nothing', () => {
  test('one that never fails', async () => {
    const result = await gradeBody(`expect(1).toBe(1);`);
    expect(result).toEqual({ failures: [], passed: { authentication: 1 }, noticed: [] });
  });

  test('one that always fails, with its message', async () => {
    const result = await gradeBody(`expect('yes').toBe('no');`);
    expect(result.failures[0]).toMatch(/^authentication > tries something: expected 'yes' to be 'no'/);
    expect(result.noticed).toEqual([]);
  });

  test('no test at all', async () => {
    expect(await gradeFiles({})).toEqual({ failures: [], passed: {}, noticed: [] });
  });

  test('a file that can not be read', async () => {
    const result = gradeFiles({ 'sse.test.ts': 'const = 1;' });
    await expect(result).rejects.toThrow(/tests\/sse\.test\.ts, line 1: Expected identifier/);
  });

  test('a file that throws', async () => {
    const result = await gradeFiles({ 'sse.test.ts': `throw new Error('my own mistake');` });
    expect(result.failures[0]).toContain('my own mistake');
  });

  test('an error that no test catches', async () => {
    const result = await gradeBody(`
      setTimeout(() => { throw new Error('too late'); }, 1);
      await new Promise((resolve) => setTimeout(resolve, 50));`);
    expect(result.failures[0]).toContain('too late');
  });
});

describe('tests that try to get out are bounded, and earn nothing', () => {
  test('an endless loop', { timeout: 60_000 }, async () => {
    const result = await gradeBody(`for (;;) {}`);
    expect(result.failures).toEqual(['Your tests took more than 20 s for one server.']);
  });

  test('process.exit(0)', async () => {
    const result = await gradeBody(`process.exit(0);`);
    expect(result.failures[0]).toContain('The process of your tests ended with exit code 0');
  });

  test.for([
    ['a child process', `(await import('node:child_process')).spawnSync('id').error.code`],
    ['a worker', `new (await import('node:worker_threads')).Worker('1', { eval: true })`],
    ['a signal to the grader', `process.kill(process.ppid, 'SIGKILL')`],
    ['a signal past process.kill', `process._kill(process.ppid, 9)`],
    ['the debugger of the grader', `process._debugProcess(process.ppid)`],
    [
      'the mutants',
      `(await import('node:fs')).readFileSync(${JSON.stringify(path.join(labRoot, 'project', 'checks', 'mutants.ts'))})`,
    ],
    ['the broken servers', `(await import('node:fs')).readdirSync(${JSON.stringify(workFolders)})`],
    ['a file of results', `(await import('node:fs')).writeFileSync('../../result.json', '{}')`],
  ])('%s', async ([, code]) => {
    const result = await gradeBody(`
      let got = 'nothing';
      try { got = String(${code}); } catch (error) { got = error.code; }
      expect(got).toBe('ERR_ACCESS_DENIED');`);
    expect(result.failures).toEqual([]);
    expect(result.noticed).toEqual([]);
  });

  test('a secret of the grader is not in the environment', async () => {
    process.env['LAB_SECRET'] = 'secret';
    const result = await gradeBody(`expect(JSON.stringify(process.env)).not.toMatch(/secret|HOME/);`);
    delete process.env['LAB_SECRET'];
    expect(result.failures).toEqual([]);
  });

  test('reports of their own', async () => {
    const forged = JSON.stringify({ failures: [], passed: { authentication: 9, websocket: 9, sse: 9 } });
    const result = await gradeBody(`
      const { writeSync } = await import('node:fs');
      for (let count = 0; count < 100; count += 1) writeSync(3, '${forged}\\n');`);
    // The process is ended for it; whichever server it was, no broken one alone was noticed.
    expect(result.failures[0] ?? 'none').toMatch(/pipe of the grader|none/);
    expect(result.noticed).toEqual([]);
  });

  test('a report that is none', async () => {
    const result = await gradeBody(`(await import('node:fs')).writeSync(3, 'passed\\n');`);
    expect(result.failures).toEqual(['Your tests wrote to the pipe of the grader.']);
  });

  test('100 MB of output', async () => {
    const result = await gradeBody(`
      for (let sent = 0; sent < 100; sent += 1) {
        console.log('x'.repeat(1_000_000));
        await new Promise(setImmediate);
      }`);
    expect(result.failures).toEqual(['The process of your tests was ended: it printed more than 1 MiB.']);
  });
});
