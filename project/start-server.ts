import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';

/** Starts your server once for all tests, with an empty database. When CHAT_URL is set already, that server is tested. */
export default async function startServer({
  config,
}: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (process.env['CHAT_URL']) return undefined;

  const folder = await mkdtemp(path.join(tmpdir(), 'chat-'));
  const server = spawn(process.execPath, ['--import', 'tsx', path.join(config.root, 'server.ts')], {
    env: {
      ...process.env,
      NODE_ENV: 'development',
      PORT: '0',
      SCRYPT_COST: '128',
      DATABASE_FILE: path.join(folder, 'chat.db'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');

  async function stop(): Promise<void> {
    server.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  }

  for await (const line of createInterface(server.stdout)) {
    const address = /^listening on (\S+)$/.exec(line)?.[1];
    if (address === undefined) continue;
    process.env['CHAT_URL'] = address;
    server.stdout.resume();
    return stop;
  }
  await stop();
  throw new Error('Your server ended before it listened.');
}
