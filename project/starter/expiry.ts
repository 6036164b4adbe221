/** Timers of Node hold 31 bits: about 24 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Calls back once a time has come, however far away or long ago it is. Returns a function that cancels this. */
export function callAt(time: number, callback: () => void): () => void {
  // TODO(RF-02): set a timer for MAX_TIMER_MS at most, again and again, until the time has come.
  return () => {};
}
