import { CheckFailure, type PageClient } from '../../lab/grading/kit.ts';
import { expectState } from './pages.ts';

// All times are seconds of the page's clock, which the checks move.

/** The longest pause that the README allows. */
const LONGEST_PAUSE = 30;
const MOST_ATTEMPTS = 16;
const LONGEST_ABSENCE = 240;

/** Moves the page's clock, second by second, until the page is connected again. */
export async function letReturn(page: PageClient): Promise<void> {
  const before = page.network.webSockets;
  for (let second = 0; second < LONGEST_PAUSE + 5 && page.network.webSockets === before; second += 1) {
    await page.runClock(1000);
  }
  await page.resumeClock();
  await expectState(page, 'connected');
}

/** When a page tries to connect while its server is away, in seconds of its own clock. */
export async function timeAttempts(page: PageClient): Promise<number[]> {
  const [times, requests]: [number[], number[]] = [[], []];
  const [webSocketsBefore, requestsBefore] = [page.network.webSockets, page.network.requests];
  for (let second = 1; second <= LONGEST_ABSENCE && times.length < MOST_ATTEMPTS; second += 1) {
    await page.runClock(1000);
    while (times.length < page.network.webSockets - webSocketsBefore) times.push(second);
    while (requests.length < page.network.requests - requestsBefore) requests.push(second);
  }
  // A page may also ask by HTTP whether its server is back, before it opens a WebSocket.
  return times.length > 0 ? times : requests.slice(0, MOST_ATTEMPTS);
}

/** The first attempt must come soon, and the pauses between the others grow. */
export function expectGrowth(times: readonly number[]): void {
  const [first, , , , , sixth] = times;
  const last = times.at(-1) ?? 0;
  const fail = (expected: string): never => {
    const received = times.length > 0 ? `attempts after ${times.join(', ')} s` : 'no attempt at all';
    throw new CheckFailure({ did: 'system: SIGKILL, then the page was left alone', expected, received });
  };
  // A second more than the README says, since the clock moves by seconds.
  if (first === undefined || first > 3) fail('a first attempt after at most 2 seconds');
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  if (last < LONGEST_ABSENCE - 33 && times.length < MOST_ATTEMPTS) fail('attempts as long as it takes');
  if (gaps.some((gap) => gap > 33)) fail('pauses of at most 30 seconds');
  if (sixth !== undefined && times.length === MOST_ATTEMPTS && (last - sixth) / 10 < 2.5) {
    fail('later pauses that are longer than the first ones, 2.5 seconds on average at least');
  }
}
