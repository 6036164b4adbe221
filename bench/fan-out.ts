// One message to 1,000 clients: the project's server beside a bare loop over ws, and socket.io.
// Run it with: npm install --prefix bench && npm run bench fan-out
import path from 'node:path';
import { execa } from 'execa';
import { z } from 'zod';
import { labRoot } from '../lab/course/exercises.ts';
import { type Job, type Phase, type Result, resultSchema } from './fan-out/job.ts';
import { newRoom, newToken } from './support/chat-api.ts';
import { median } from './support/median.ts';
import { CHAT_SERVER, chatEnvironment, startServer, withFolder } from './support/server.ts';

const CONNECTIONS = 1000;
const SECONDS = 40;
/** Each person has fifty tabs: only the first one is announced to all, and that is not what is measured. */
const PEOPLE = 20;

const folder = path.join(labRoot, 'bench', 'fan-out');
const servers = [
  { name: 'bare ws', entry: path.join(folder, 'ws-server.ts'), dialect: 'plain', prepare: async () => ['/'] },
  {
    name: 'socket.io',
    entry: path.join(folder, 'socket-io-server.js'),
    dialect: 'socket.io',
    prepare: async () => ['/socket.io/?EIO=4&transport=websocket'],
  },
  { name: 'project', entry: CHAT_SERVER, dialect: 'plain', prepare: enterRoom },
] as const;

report(await withFolder(runAll));

/** Starts the servers, and lets the clients take turns with them. Returns a result for each server. */
async function runAll(data: string): Promise<Result[]> {
  // The clients here answer no ping: none may fall into the time that is measured.
  const environment = { ...chatEnvironment(data), HEARTBEAT_MS: '600000' };
  const running = await Promise.all(servers.map(({ entry }) => startServer(entry, environment)));
  try {
    const contenders = running.map(async ({ address, pid }, index) => ({
      port: Number(new URL(address).port),
      pid,
      dialect: servers[index]?.dialect ?? 'plain',
      paths: (await servers[index]?.prepare(address)) ?? [],
    }));
    return await runClients({
      contenders: await Promise.all(contenders),
      connections: CONNECTIONS,
      seconds: SECONDS,
    });
  } finally {
    await Promise.all(running.map((server) => server.kill()));
  }
}

async function enterRoom(address: string): Promise<string[]> {
  const tokens: string[] = [];
  for (let person = 0; person < PEOPLE; person += 1) tokens.push(await newToken(address, `person-${person}`));
  const room = await newRoom(address, tokens[0] ?? '', 'Everybody');
  return tokens.map((token) => `/ws/chat/${room}?token=${token}`);
}

async function runClients(job: Job): Promise<Result[]> {
  const clients = path.join(folder, 'clients.ts');
  const parameters = ['--import', 'tsx', clients, JSON.stringify(job)];
  const options = { stderr: 'inherit', reject: false, timeout: 180_000 } as const;
  const { stdout, exitCode } = await execa(process.execPath, parameters, options);
  if (exitCode !== 0) throw new Error('The clients ended without a result.');
  return z.array(resultSchema).parse(JSON.parse(stdout));
}

function report(results: readonly Result[]): void {
  console.log(`${CONNECTIONS} clients in one room, medians of ${results[0]?.single.length} turns`);
  for (const [phase, title] of [
    ['single', 'One message at a time'],
    ['burst', 'Ten messages at once, each from another client'],
  ] as const) {
    console.log(`\n${title}:`);
    const figure = (result: Result | undefined, key: keyof Phase) =>
      median((result?.[phase] ?? []).map((turn) => turn[key]));
    const rows = results.map((result, index) => ({
      server: servers[index]?.name ?? '',
      'delivered per second': figure(result, 'perSecond').toFixed(0),
      'times bare ws': (figure(result, 'perSecond') / figure(results[0], 'perSecond')).toFixed(2),
      'ms (50 %)': figure(result, 'median').toFixed(1),
      'ms (99 %)': figure(result, 'slowest').toFixed(1),
      'CPU µs per delivery': figure(result, 'cpu').toFixed(2),
      'KiB per connection': result.kilobytesPerConnection.toFixed(1),
    }));
    printTable(rows);
  }
}

function printTable(rows: ReadonlyArray<Record<string, string>>): void {
  const heads = Object.keys(rows[0] ?? {});
  const lines = [heads, ...rows.map((row) => heads.map((head) => row[head] ?? ''))];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  for (const line of lines) {
    console.log(`  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`);
  }
}
