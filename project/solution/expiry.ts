/** Timers of Node hold 31 bits: about 24 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Calls back once a time has come, however far away or long ago it is. Returns a function that cancels this. */
export function callAt(time: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = () => {
    const remaining = time - Date.now();
    if (remaining <= 0) callback();
    else timer = setTimeout(wait, Math.min(remaining, MAX_TIMER_MS));
  };
  timer = setTimeout(wait, 0);
  return () => clearTimeout(timer);
}
