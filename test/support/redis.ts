import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { execa, execaSync } from 'execa';
import { z } from 'zod';

const isInstalled = execaSync('redis-server', ['--version'], { reject: false }).exitCode === 0;

/** For `describe.skipIf(…)`: true where there is no Redis. In CI nothing is skipped, so the tests fail there. */
export const skipRedisTests = !isInstalled && process.env['CI'] !== 'true';

if (skipRedisTests) {
  console.warn('Tests with Redis skipped: install redis-server (for example: apt-get install redis-server).');
}

/** A Redis of our own, which keeps nothing, and can be killed and started again on the same port. */
export class RedisServer {
  readonly port: number;
  readonly #folder: string;
  #child: ReturnType<typeof spawnRedis> | undefined;

  static async start(): Promise<RedisServer> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'lab-redis-'));
    const redis = new RedisServer(await findFreePort(), folder);
    await redis.start();
    return redis;
  }

  private constructor(port: number, folder: string) {
    this.port = port;
    this.#folder = folder;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const child = spawnRedis(this.port, this.#folder);
    this.#child = child;
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.includes('Ready to accept connections')) return;
    }
    throw new Error('redis-server ended instead of starting.');
  }

  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#child;
  }

  async remove(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function spawnRedis(port: number, folder: string) {
  const parameters = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
  return execa('redis-server', parameters, { buffer: false, reject: false, stderr: 'ignore' });
}

/** A port that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  server.close();
  return port;
}
