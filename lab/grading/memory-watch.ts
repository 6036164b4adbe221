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
    const usage = await pidusage(pid).catch(() => undefined);
    looking = false;
    if (usage && usage.memory > limitBytes) exceeded(usage.memory);
  }, INTERVAL_MS);
  return () => clearInterval(timer);
}
