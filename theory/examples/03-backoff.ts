// A server with 1000 clients is gone for five seconds. What does it meet when it comes back?
const CLIENTS = 1000;
const DOWN_MS = 5000;
const SLICE_MS = 100;

/** A random number from 0 to 1, the same in every run. */
let seed = 7;
function random(): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
}

const strategies: Record<string, (attempt: number) => number> = {
  'at once, every 100 ms': () => 100,
  'every second': () => 1000,
  'twice as long each time': (attempt) => Math.min(10_000, 500 * 2 ** attempt),
  'the same with jitter': (attempt) => Math.min(10_000, 500 * 2 ** attempt) * random(),
};

/** The times at which one client tries, until it finds the server there. */
function attemptTimes(pauseBefore: (attempt: number) => number): number[] {
  const times: number[] = [];
  let now = 0;
  for (let attempt = 0; now < DOWN_MS; attempt += 1) {
    now += pauseBefore(attempt);
    times.push(now);
  }
  return times;
}

for (const [name, pauseBefore] of Object.entries(strategies)) {
  const times = Array.from({ length: CLIENTS }, () => attemptTimes(pauseBefore)).flat();
  const slices = new Map<number, number>();
  for (const time of times.filter((time) => time >= DOWN_MS)) {
    const slice = Math.floor(time / SLICE_MS);
    slices.set(slice, (slices.get(slice) ?? 0) + 1);
  }
  const most = Math.max(...slices.values());
  const last = (Math.max(...times) - DOWN_MS) / 1000;
  console.log(
    `${name.padEnd(23)}  attempts ${String(times.length).padStart(5)}`,
    ` most in 100 ms ${String(most).padStart(4)}  all back after ${last.toFixed(1)} s`,
  );
}
