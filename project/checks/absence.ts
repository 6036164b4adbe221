import { CheckFailure, type PageClient } from '../../lab/grading/kit.ts';
import { expectState } from './pages.ts';

// All times are seconds of the page's clock, which the checks move.

/** The longest pause that the README allows. */
const LONGEST_PAUSE = 30;
/** Half of what the README asks for on average, because pauses are random. No page that never waits longer gets there. */
const SHORTEST_AVERAGE = 2.5;
const MOST_ATTEMPTS = 14;
const LONGEST_ABSENCE = 240;
/** How far the clock is moved at once: in that time a page makes one attempt at most. */
const STEP = 2;

/** Moves the page's clock until the page is connected again. */
export async function letReturn(page: PageClient): Promise<void> {
  const before = page.network.webSockets;
  for (let time = 0; time < LONGEST_PAUSE + 5 && page.network.webSockets === before; time += STEP) {
    await page.runClock(STEP * 1000);
  }
  await page.resumeClock();
  await expectState(page, 'connected');
}

/** What a page had sent before its server went away. */
export interface Sent {
  webSockets: number;
  requests: number;
}

export function countSent({ network: { webSockets, requests } }: PageClient): Sent {
  return { webSockets, requests };
}

/** When a page tries to connect while its server is away, in seconds of its own clock. */
export async function timeAttempts(page: PageClient, before: Sent): Promise<number[]> {
  const [times, requests]: [number[], number[]] = [[], []];
  for (let time = STEP; time <= LONGEST_ABSENCE && times.length < MOST_ATTEMPTS; time += STEP) {
    await page.runClock(STEP * 1000);
    while (times.length < page.network.webSockets - before.webSockets) times.push(time);
    while (requests.length < page.network.requests - before.requests) requests.push(time);
  }
  // A page may also ask by HTTP whether its server is back, before it opens a WebSocket.
  return times.length > 0 ? times : requests.slice(0, MOST_ATTEMPTS);
}

/** The first attempt must come soon, and the pauses between the others grow. */
export function expectGrowth(times: readonly number[]): void {
  const fail = (expected: string): never => {
    const received = times.length > 0 ? `attempts after ${times.join(', ')} s` : 'no attempt at all';
    throw new CheckFailure({ did: 'system: SIGKILL, then the page was left alone', expected, received });
  };
  const [first] = times;
  // Here and below a step more than the README says, since the clock moves by steps.
  if (first === undefined || first > 2 + STEP) fail('a first attempt after at most 2 seconds');
  const rest = [...times.slice(1), ...(times.length < MOST_ATTEMPTS ? [LONGEST_ABSENCE] : [])];
  const pauses = rest.map((time, index) => time - (times[index] ?? 0));
  if (pauses.some((pause) => pause > LONGEST_PAUSE + 2 * STEP)) fail('pauses of at most 30 seconds');
  const later = pauses.slice(5);
  const average = later.reduce((sum, pause) => sum + pause, 0) / later.length;
  if (average < SHORTEST_AVERAGE) fail('later pauses of 5 seconds or more on average');
}
