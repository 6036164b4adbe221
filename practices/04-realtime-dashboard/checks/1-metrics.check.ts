import { statfs } from 'node:fs/promises';
import os from 'node:os';
import { z } from 'zod';
import {
  criterion,
  eventually,
  expectPage,
  isoTime,
  lookAgain,
  type Random,
  type RunningServer,
} from '../../../lab/grading/kit.ts';
import { fail } from './dashboard.ts';

const MEBIBYTE = 1024 * 1024;

const percent = z.number().min(0).max(100);
const spaceSchema = z.looseObject({
  totalBytes: z.number().positive(),
  usedBytes: z.number().positive(),
  percent,
});
const metricsSchema = z.looseObject({
  type: z.literal('metrics'),
  samples: z.number().int().min(0),
  time: isoTime,
  cpu: z.looseObject({ percent }),
  memory: spaceSchema.extend({ processBytes: z.number().positive() }),
  disk: spaceSchema,
  eventLoop: z.looseObject({ delayMs: z.number().min(0) }),
  uptimeSeconds: z.number().min(0),
});

type Metrics = z.infer<typeof metricsSchema>;

async function readMetrics(server: RunningServer): Promise<Metrics> {
  const expected = metricsSchema.describe(
    'the figures of the contract: each a number, percentages from 0 to 100',
  );
  return metricsSchema.parse((await server.get('/metrics', 200, expected)).body);
}

/** The server's uptime must grow by the time that passes here between two answers. */
async function expectSteadyUptime(server: RunningServer): Promise<void> {
  /** Seconds: a tenth of one may be lost at each end where the uptime is rounded. */
  const ROUNDING = 0.2;
  const begin = performance.now();
  const first = await readMetrics(server);
  const innerBegin = performance.now();
  let growth = 0;
  while (growth <= ROUNDING) {
    await lookAgain();
    const inner = (performance.now() - innerBegin) / 1000;
    const { uptimeSeconds } = await readMetrics(server);
    const outer = (performance.now() - begin) / 1000;
    growth = uptimeSeconds - first.uptimeSeconds;
    if (growth < inner - ROUNDING || growth > outer + ROUNDING)
      fail(
        'http: GET /metrics twice',
        `uptimeSeconds grows by ${inner.toFixed(1)} to ${outer.toFixed(1)}, the time between them`,
        `it grew by ${growth.toFixed(1)}`,
      );
  }
}

/** What is used must be that of this machine, to a hundredth of all there is. */
async function expectUsed(server: RunningServer): Promise<void> {
  const { memory, disk } = await readMetrics(server);
  const { blocks, bfree, bsize } = await statfs(import.meta.dirname);
  const figures = [
    ['memory.usedBytes', os.totalmem() - os.freemem(), memory],
    ['disk.usedBytes', (blocks - bfree) * bsize, disk],
  ] as const;
  for (const [name, expected, { usedBytes, totalBytes }] of figures) {
    if (Math.abs(usedBytes - expected) > totalBytes / 100)
      fail('http: GET /metrics', `${name} is about ${expected}`, String(usedBytes));
  }
}

/** The milliseconds of all processors of this machine. */
function readProcessors(): { busy: number; total: number } {
  const times = os.cpus().map((cpu) => cpu.times);
  const total = times.flatMap((each) => Object.values(each)).reduce((sum, value) => sum + value, 0);
  return { busy: total - times.reduce((sum, { idle }) => sum + idle, 0), total };
}

/** Lets the server and this process work for a while. */
async function work(server: RunningServer, random: Random): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    const end = performance.now() + 20;
    while (performance.now() < end) random.bytes(1024);
    await server.get('/', 200);
  }
}

criterion('dashboard.metrics', ({ sufficient, good, excellent }) => {
  sufficient('1: the page is served, and /metrics answers with every figure', async ({ shared }) => {
    const server = await shared();
    await server.expectAddress();
    await expectPage(server);
    await readMetrics(server);
  });

  sufficient('1: percentages go from 0 to 100, and agree with their bytes', async ({ shared }) => {
    const metrics = await readMetrics(await shared());
    for (const name of ['memory', 'disk'] as const) {
      const { totalBytes, usedBytes, percent: received } = metrics[name];
      const expected = (usedBytes / totalBytes) * 100;
      if (Math.abs(received - expected) > 1)
        fail('http: GET /metrics', `${name}.percent is about ${expected.toFixed(1)}`, String(received));
    }
  });

  good('1: memory and disk are those of this machine and this process', async ({ shared }) => {
    const server = await shared();
    const { memory, disk } = await readMetrics(server);
    const { blocks, bsize } = await statfs(import.meta.dirname);
    const totals = [
      ['memory.totalBytes', os.totalmem(), memory.totalBytes],
      ['disk.totalBytes', blocks * bsize, disk.totalBytes],
    ] as const;
    for (const [name, expected, received] of totals) {
      if (received !== expected) fail('http: GET /metrics', `${name} is ${expected}`, String(received));
    }
    for (const { totalBytes, usedBytes } of [memory, disk]) {
      if (usedBytes > totalBytes) fail('http: GET /metrics', `at most ${totalBytes} used`, String(usedBytes));
    }
    // Other programs may take or free much at just this moment.
    await eventually(() => expectUsed(server));
    const { processBytes } = memory;
    if (processBytes < 25 * MEBIBYTE || processBytes > memory.totalBytes)
      fail(
        'http: GET /metrics',
        'memory.processBytes is the resident memory of the server',
        String(processBytes),
      );
  });

  good('1: the uptime is that of the server, and runs steadily', async ({ shared }) => {
    const server = await shared();
    await expectSteadyUptime(server);
    const { uptimeSeconds } = await readMetrics(server);
    // The server was started by this process, so it can't be older.
    if (uptimeSeconds > process.uptime())
      fail('http: GET /metrics', `at most ${process.uptime().toFixed(1)} seconds`, String(uptimeSeconds));
  });

  excellent('1: every figure is a number, also for those who ask at the same moment', async ({ shared }) => {
    const server = await shared();
    await Promise.all(Array.from({ length: 10 }, () => readMetrics(server)));
  });

  excellent('1: CPU is in percent, and the delay in milliseconds', async ({ shared, random }) => {
    const server = await shared();
    await readMetrics(server);
    const before = readProcessors();
    await work(server, random);
    const after = readProcessors();
    const { cpu, eventLoop, uptimeSeconds } = await readMetrics(server);
    // A fraction would be a hundredth of it; where a machine tells nothing, this is NaN, and nothing is compared.
    const measured = ((after.busy - before.busy) / (after.total - before.total)) * 100;
    if (cpu.percent < measured / 10)
      fail(
        'http: GET /metrics after some work',
        `cpu.percent is about ${Math.round(measured)}`,
        String(cpu.percent),
      );
    // No timer can have been late for longer than the server runs.
    if (eventLoop.delayMs > uptimeSeconds * 1000)
      fail('http: GET /metrics', 'a delay in milliseconds', String(eventLoop.delayMs));
  });
});
