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
      // TODO(step 1): tell the memory of the machine, and of this process.
      memory: { ...describeSpace(0, 0), processBytes: 0 },
      disk: await readDisk(),
      eventLoop: { delayMs: this.#readDelay() },
      // TODO(step 1): tell how long the server has been running.
      uptimeSeconds: 0,
    };
  }

  #readCpuPercent(): number {
    // TODO(step 1): compare the times of now with those of the reading before, and remember them for the next one.
    return 0;
  }

  #readDelay(): number {
    // TODO(step 1): bring the mean of the delays to milliseconds, less the resolution, and start anew.
    return 0;
  }
}

/** The milliseconds that all processors together have worked, and have existed. */
function readCpuTimes(): CpuTimes {
  // TODO(step 1): add up the times of all processors.
  return { busy: 0, total: 0 };
}

/** The file system that this file is on. */
async function readDisk(): Promise<Figures['disk']> {
  // TODO(step 1): ask `statfs` about the folder of this file.
  return describeSpace(0, 0);
}

function describeSpace(totalBytes: number, freeBytes: number) {
  const usedBytes = totalBytes - freeBytes;
  return { totalBytes, usedBytes, percent: percentOf(usedBytes, totalBytes) };
}

/** Of nothing, everything is 0 %: a division by 0 would give NaN. */
function percentOf(part: number, whole: number): number {
  // TODO(step 1): calculate the percentage.
  return 0;
}
