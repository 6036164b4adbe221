import { readFileSync } from 'node:fs';
import pidusage from 'pidusage';

const INTERVAL_MS = 250;

/**
 * Calls `exceeded` with the resident bytes of a process once they pass `limitBytes`. The returned function ends the watch.
 */
export function watchMemory(
  pid: number | undefined,
  limitBytes: number,
  exceeded: (bytes: number) => void,
): () => void {
  if (pid === undefined) return () => {};
  let looking = false;

  const timer = setInterval(async () => {
    if (looking) return;
    looking = true;
    // A process that has just ended has no figures any more.
    const bytes = await readMemory(pid).catch(() => 0);
    looking = false;
    if (bytes > limitBytes) exceeded(bytes);
  }, INTERVAL_MS);
  return () => clearInterval(timer);
}

/** The resident bytes of a process. */
async function readMemory(pid: number): Promise<number> {
  // The library starts two processes on Linux before its first answer: a tenth of the time that grading takes.
  if (process.platform !== 'linux') return (await pidusage(pid)).memory;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}
