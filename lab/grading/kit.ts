import { setTimeout } from 'node:timers/promises';
import { afterAll, inject, test } from 'vitest';
import type { Level } from '../course/rubric.ts';
import { stepOfCheck } from '../course/steps.ts';
import { type CheckBody, runCheck, SharedServer } from './check.ts';
import { CheckFailure } from './failure.ts';
import { closeSharedBrowser } from './shared-browser.ts';

export type { CheckContext } from './check.ts';
export type { Mutant } from './check-run.ts';
export type { EventStreamClient, ReceivedEvent } from './clients/event-stream.ts';
export { encodeFrame, opcodes } from './clients/frame.ts';
export type { PageClient } from './clients/page.ts';
export type { TcpClient } from './clients/tcp.ts';
export type { TextStreamClient } from './clients/text-stream.ts';
export type { WebSocketClient } from './clients/websocket.ts';
export {
  EXIT_DEADLINE,
  expectCutOff,
  expectHeartbeat,
  expectNoMoreClients,
  expectPage,
  expectRefused,
  expectSlowReaderCutOff,
  expectUnbuffered,
  HEARTBEATS,
} from './common-checks.ts';
export { anyText, CheckFailure, isoTime, type Shape } from './failure.ts';
export type { Random } from './random.ts';
export type { RunningServer } from './running-server.ts';
export { prepareBrowser } from './shared-browser.ts';
export type { TestsResult } from './student-tests/grade-tests.ts';

/** Milliseconds for a check that waits for its turn behind slow ones; what it does itself is limited in check.ts. */
const TURN_LIMIT = 10 * 60_000;

type Declare = (name: string, body: CheckBody) => void;

export interface CriterionOptions {
  /** Added to the environment of the server that the checks share. */
  settings?: Record<string, string>;
  /** The checks are about the page: they get the lab's own server, with the page that was handed in. */
  checksPage?: boolean;
}

/**
 * Declares the checks of one criterion by level. A check's name begins with the step it belongs to: `2: …`.
 * A check fails by throwing CheckFailure, or because the server ended or never listened; anything else is a fault of the lab.
 */
export function criterion(
  id: string,
  declare: (levels: Record<Level, Declare>) => void,
  { settings = {}, checksPage = false }: CriterionOptions = {},
): void {
  const shared = new SharedServer(settings);
  afterAll(() => Promise.all([shared.discard(), closeSharedBrowser()]));
  const level =
    (name: Level): Declare =>
    (checkName, body) =>
      declareCheck({ criterion: id, level: name, name: checkName, body, shared, checksPage });
  declare({ sufficient: level('sufficient'), good: level('good'), excellent: level('excellent') });
}

interface Check {
  criterion: string;
  level: Level;
  name: string;
  body: CheckBody;
  shared: SharedServer;
  checksPage: boolean;
}

function declareCheck({ criterion: id, level, name, body, shared, checksPage }: Check): void {
  const handedIn = inject('checkRun');
  const run = { ...handedIn, build: checksPage ? handedIn.pageBuild : handedIn.build };
  test.concurrent(`${id} ${name}`, { timeout: TURN_LIMIT }, async ({ task }) => {
    const seed = `${run.seed}/${id}/${name}`;
    const { failure, transcript } = await runCheck({ run, step: stepOfCheck(name), seed, body, shared });
    task.meta.check = { criterion: id, level, name, failure, transcript };
  });
}

/** Milliseconds during which `eventually` tries again. */
const PATIENCE = 2500;
/** Milliseconds between two looks: asking without a pause would take the processor from the server that is asked. */
const LOOK_INTERVAL = 10;

/** Comes before each further look at what changes with time. */
export async function lookAgain(): Promise<void> {
  await setTimeout(LOOK_INTERVAL);
}

/** Tries again for a while, for what a server may do a moment later, as counting a connection that was just closed. */
export async function eventually(attempt: () => Promise<void>): Promise<void> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof CheckFailure) || performance.now() > end) throw error;
    }
    await lookAgain();
  }
}

/**
 * Tries a check that depends on time with the first value, and with the next ones only after a failure: a machine that is
 * busy fails at short times alone, a wrong server fails at all of them.
 */
export async function patiently(
  times: readonly number[],
  attempt: (time: number) => Promise<void>,
): Promise<void> {
  const [time, ...longer] = times;
  if (time === undefined) return;
  try {
    await attempt(time);
  } catch (error) {
    if (!(error instanceof CheckFailure) || longer.length === 0) throw error;
    await patiently(longer, attempt);
  }
}
