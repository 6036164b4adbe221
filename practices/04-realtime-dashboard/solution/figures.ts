import { statfs } from 'node:fs/promises';
import os from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Figures } from './protocol.ts';

/** How often the monitor looks at the event loop. Its values are the time between two looks, not the delay alone. */
const RESOLUTION_MS = 20;

interface CpuTimes {
  busy: number;
  total: number;
}

/** Reads the figures. What needs a period, as CPU and delay do, is about the time since the last reading. */
export class FigureReader {
  readonly #delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  #cpuTimes = readCpuTimes();

  constructor() {
    this.#delays.enable();
  }

  async read(): Promise<Figures> {
    return {
      cpu: { percent: this.#readCpuPercent() },
      memory: { ...describeSpace(os.totalmem(), os.freemem()), processBytes: process.memoryUsage.rss() },
      disk: await readDisk(),
      eventLoop: { delayMs: this.#readDelay() },
      uptimeSeconds: process.uptime(),
    };
  }

  #readCpuPercent(): number {
    const before = this.#cpuTimes;
    this.#cpuTimes = readCpuTimes();
    return percentOf(this.#cpuTimes.busy - before.busy, this.#cpuTimes.total - before.total);
  }

  #readDelay(): number {
    const meanMs = this.#delays.mean / 1e6;
    this.#delays.reset();
    // Right after a reset there is no value, and their mean is NaN: JSON would make null of it.
    return Number.isNaN(meanMs) ? 0 : Math.max(0, meanMs - RESOLUTION_MS);
  }
}

/** The milliseconds that all processors together have worked, and have existed. */
function readCpuTimes(): CpuTimes {
  const times = os.cpus().map((cpu) => cpu.times);
  const idle = times.reduce((sum, each) => sum + each.idle, 0);
  const busy = times.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, 0);
  return { busy, total: busy + idle };
}

/** The file system that this file is on. */
async function readDisk(): Promise<Figures['disk']> {
  const { blocks, bfree, bsize } = await statfs(import.meta.dirname);
  return describeSpace(blocks * bsize, bfree * bsize);
}

function describeSpace(totalBytes: number, freeBytes: number) {
  const usedBytes = totalBytes - freeBytes;
  return { totalBytes, usedBytes, percent: percentOf(usedBytes, totalBytes) };
}

/** Of nothing, everything is 0 %: a division by 0 would give NaN. */
function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100;
}
