import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { labRoot } from '../../lab/course/exercises.ts';

/** The project's reference. */
export const CHAT_SERVER = path.join(labRoot, 'project', 'solution', 'server.ts');

/** A server in a process of its own. */
export interface BenchServer {
  /** Such as `http://127.0.0.1:3005`. */
  address: string;
  pid: number;
  /** Ends it at once, as `kill -9` does, and waits until it has gone. */
  kill(): Promise<void>;
}

/** Starts a program that prints `listening on http://HOST:PORT`, as every server of the lab does. */
export async function startServer(
  entry: string,
  environment: Record<string, string> = {},
): Promise<BenchServer> {
  const child = execa(process.execPath, ['--import', 'tsx', entry], {
    env: { PORT: '0', ...environment },
    stderr: 'inherit',
    reject: false,
    buffer: false,
  });
  for await (const line of createInterface(child.stdout)) {
    const address = /^listening on (\S+)$/.exec(line)?.[1];
    if (address === undefined || child.pid === undefined) continue;
    // Nobody reads the pipe from here on; a full one would stop the server.
    child.stdout.resume();
    return {
      address,
      pid: child.pid,
      kill: async () => {
        child.kill('SIGKILL');
        await child;
      },
    };
  }
  await child;
  throw new Error(`${path.relative(labRoot, entry)} ended before it listened.`);
}

/** What the chat needs to start; its files are written into `folder`. */
export function chatEnvironment(folder: string): Record<string, string> {
  return {
    JWT_SECRET: 'the secret of the benchmarks, longer than 32 bytes',
    SCRYPT_COST: '128',
    DATABASE_FILE: path.join(folder, 'chat.db'),
  };
}

/** Calls `work` with a new folder, which is deleted afterwards. */
export async function withFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'realtime-lab-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
