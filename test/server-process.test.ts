import { access } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { labRoot } from '../lab/course/exercises.ts';
import type { Build } from '../lab/grading/build.ts';
import { ServerProcess } from '../lab/grading/server-process.ts';
import { withBuild } from './support/submission.ts';

const LISTEN = `
import { createServer } from 'node:http';
const server = createServer((request, response) => response.end('hello'));
server.listen(Number(process.env.PORT), process.env.HOST);
`;

const started: number[] = [];
const secretsFile = path.join(labRoot, 'practices', '01-echo-websocket', 'checks', 'mutants.ts');

/** Starts a server, and ends it after `use`. */
async function withServer<Result>(
  source: string,
  use: (server: ServerProcess, build: Build) => Promise<Result>,
) {
  return withBuild(source, async (build) => {
    const server = await ServerProcess.start(build);
    started.push(server.pid ?? 0);
    try {
      return await use(server, build);
    } finally {
      await server.stop();
    }
  });
}

/** Why a server could not be started. */
async function problemOf(source: string): Promise<string> {
  return withBuild(source, async (build) => {
    const failure: unknown = await ServerProcess.start(build).catch((error: unknown) => error);
    return failure instanceof Error ? failure.message : 'it started';
  });
}

/** What a server finds when it tries something that it must not do. */
async function attempt(code: string): Promise<string> {
  const source = `${LISTEN}
    try { console.log('result ' + (await (async () => { ${code} })())); }
    catch (error) { console.log('result ' + error.code); }`;
  return withServer(source, async (server) => {
    while (!server.lines.some((line) => line.startsWith('result'))) {
      await new Promise((resolve) => server.once('line', resolve));
    }
    return server.lines.join('\n');
  });
}

afterAll(() => {
  for (const pid of started) expect(() => process.kill(pid, 0), `process ${pid} still runs`).toThrow('ESRCH');
});

test('a server is found on the port that it chose', async () => {
  await withServer(LISTEN, async ({ port }) => {
    const response = await fetch(`http://127.0.0.1:${port}/`);
    expect(await response.text()).toBe('hello');
  });
});

describe('a server that can not be used says why', () => {
  test('exits at once', async () => {
    expect(await problemOf(`process.exit(3);`)).toContain('ended with exit code 3');
  });

  test('ends without listening', async () => {
    expect(await problemOf(`console.error('nothing to do');`)).toMatch(
      /ended with exit code 0\.\nnothing to do/,
    );
  });

  test('throws at start, with the line of its own source', async () => {
    expect(await problemOf(`\n\nnull.x;`)).toMatch(/TypeError.*\n.*server\.ts:3/s);
  });

  test('ignores PORT', async () => {
    expect(await problemOf(LISTEN.replace('Number(process.env.PORT)', '38471'))).toContain('ignores PORT');
  });

  test('never listens', { timeout: 20_000 }, async () => {
    expect(await problemOf(`setInterval(() => {}, 1000);`)).toContain('did not listen within 10 seconds');
  });

  test('loops for ever', { timeout: 20_000 }, async () => {
    expect(await problemOf(`for (;;) {}`)).toContain('did not listen within 10 seconds');
  });

  test('prints 100 MB', async () => {
    const source = `const line = 'x'.repeat(1_000_000);
      for (let sent = 0; sent < 100; sent += 1) { console.log(line); await new Promise(setImmediate); }`;
    expect(await problemOf(source)).toContain('printed more than 1 MiB');
  });

  test('eats memory', { timeout: 20_000 }, async () => {
    const source = `const kept = [];
      for (;;) { kept.push(Buffer.alloc(10_000_000, 1)); await new Promise((resolve) => setTimeout(resolve, 5)); }`;
    expect(await problemOf(source)).toMatch(/took \d+ MiB of memory/);
  });
});

test('a server that listens twice is told so', async () => {
  const second = `process.on('SIGTERM', () => createServer().listen(0, '127.0.0.1', () => console.log('twice')));`;
  await withServer(LISTEN + second, async (server) => {
    server.signal('SIGTERM');
    await server.exited;
    expect(server.problem?.message).toContain('listens twice');
  });
});

test('a server that ignores SIGTERM is ended all the same', async () => {
  await withServer(`${LISTEN} process.on('SIGTERM', () => console.log('no'));`, async (server) => {
    server.signal('SIGTERM');
    await new Promise((resolve) => server.once('line', resolve));
    expect(server.hasExited).toBe(false);
    await server.stop();
    expect(server.hasExited).toBe(true);
  });
});

describe('a server is locked in', () => {
  test('it starts no processes', async () => {
    const code = `const { spawnSync } = await import('node:child_process'); return spawnSync('id').error?.code ?? 'ran';`;
    expect(await attempt(code)).toContain('result ERR_ACCESS_DENIED');
  });

  test('it starts no workers', async () => {
    const code = `const { Worker } = await import('node:worker_threads'); new Worker('1', { eval: true }); return 'ran';`;
    expect(await attempt(code)).toContain('result ERR_ACCESS_DENIED');
  });

  test('it can not read the checks, the solution or the system', async () => {
    for (const file of [
      secretsFile,
      path.join(labRoot, 'practices/01-echo-websocket/solution/app.ts'),
      '/etc/passwd',
    ]) {
      const code = `const { readFileSync } = await import('node:fs'); return readFileSync(${JSON.stringify(file)}, 'utf8');`;
      expect(await attempt(code)).toContain('result ERR_ACCESS_DENIED');
    }
  });

  test('it can not write outside its data folder', async () => {
    const target = path.join(labRoot, 'written-by-a-submission');
    const code = `const { writeFileSync } = await import('node:fs'); writeFileSync(${JSON.stringify(target)}, 'x'); return 'ran';`;
    expect(await attempt(code)).toContain('result ERR_ACCESS_DENIED');
    await expect(access(target)).rejects.toThrow('ENOENT');
  });

  test('it writes inside its data folder', async () => {
    const code = `const { writeFileSync } = await import('node:fs'); writeFileSync('notes.txt', 'x'); return 'ran';`;
    expect(await attempt(code)).toContain('result ran');
  });

  test("it sees nothing of the grader's environment", async () => {
    process.env.LAB_SECRET = 'secret';
    expect(await attempt(`return JSON.stringify(process.env);`)).not.toContain('secret');
    delete process.env.LAB_SECRET;
  });
});
