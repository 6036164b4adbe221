import type { Build } from './build.ts';
import { CheckPages } from './check-pages.ts';
import type { CheckRun, Failure, Mutant } from './check-run.ts';
import type { PageClient, PageOptions } from './clients/page.ts';
import { CheckFailure, MissingTool } from './failure.ts';
import { Limit } from './limit.ts';
import { Random } from './random.ts';
import { RunningServer } from './running-server.ts';
import { ServerProblem, ServerProcess } from './server-process.ts';
import { gradeTests, type TestsResult } from './student-tests/grade-tests.ts';
import { Transcript, type TranscriptEntry } from './transcript.ts';
import { Turns } from './turns.ts';

/** What a check works with. */
export interface CheckContext {
  /** The server that the checks of a criterion share; they take turns. After a failure the next check gets a new one. */
  shared: () => Promise<RunningServer>;
  /**
   * A server for this check alone; `settings` are added to its environment. With `before`, a server that has ended, it
   * runs in the same folder and finds what that one wrote.
   */
  start: (settings?: Record<string, string>, before?: RunningServer) => Promise<RunningServer>;
  /** Starts a server that has to refuse its settings: what it printed on stderr, once it has ended. */
  startBadly: (settings: Record<string, string>) => Promise<{ code: number | undefined; errors: string }>;
  /** Runs the student's own tests against correct servers, and against broken ones. */
  studentTests: (mutants: readonly Mutant[]) => Promise<TestsResult>;
  /** Opens the page of a server, as somebody who has never been there. */
  openPage: (server: RunningServer, options?: PageOptions) => Promise<PageClient>;
  random: Random;
}

export type CheckBody = (context: CheckContext) => Promise<void>;

/** Milliseconds until a check is given up, from its turn on: a server that is slow with every answer. */
const CHECK_LIMIT = 20_000;
/** The same for a check that opens pages: a browser on a busy machine needs seconds for each of them. */
const PAGE_CHECK_LIMIT = 60_000;

/** Milliseconds that a server gets to end after a check has failed, so that the report can tell a crash. */
const CRASH_DEADLINE = 300;

/** One server for the checks of a criterion, one check at a time. */
export class SharedServer {
  #server: RunningServer | undefined;
  readonly #turns = new Turns(1);
  readonly #settings: Record<string, string>;
  #silent = false;

  /** `settings` are added to the server's environment. */
  constructor(settings: Record<string, string>) {
    this.#settings = settings;
  }

  /** Waits for the turn, then gives the server, started anew where the last one has ended. */
  async take(build: Build, transcript: Transcript): Promise<{ server: RunningServer; release: () => void }> {
    const release = await this.#turns.take();
    try {
      if (this.#server?.process.hasExited) this.#server = undefined;
      this.#server ??= await RunningServer.start(build, this.#settings, transcript);
      this.#server.beginCheck(transcript);
      if (this.#silent) this.#server.expectSilence();
      return { server: this.#server, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Ends the server: a check has failed on it, or it was the last one. Its follower is expected to be as silent. */
  async discard(isSilent = false): Promise<void> {
    this.#silent ||= isSilent;
    const server = this.#server;
    this.#server = undefined;
    await server?.process.stop();
  }
}

interface CheckOptions {
  run: CheckRun;
  step: string;
  seed: string;
  body: CheckBody;
  shared: SharedServer;
}

/** Runs one check against the submission, and tells how it failed, if it did. Ends what the check has started. */
export async function runCheck({ run, step, seed, body, shared }: CheckOptions): Promise<{
  failure: Failure | undefined;
  transcript: TranscriptEntry[];
}> {
  const transcript = new Transcript();
  const builtOrThrow = (): Build => {
    if (run.build) return run.build;
    throw new ServerProblem(run.problem ?? 'There is no server.');
  };
  const isOpen = run.openSteps.includes(step);
  const own: ServerProcess[] = [];
  const pages = new CheckPages();
  let turn: { server: RunningServer; release: () => void } | undefined;
  const limit = new Limit();
  const context: CheckContext = {
    random: new Random(seed),
    shared: async () => {
      turn ??= await shared.take(builtOrThrow(), transcript);
      limit.begin(pages.used ? PAGE_CHECK_LIMIT : CHECK_LIMIT);
      if (isOpen) turn.server.expectSilence();
      return turn.server;
    },
    start: async (settings = {}, before) => {
      // Starting has a limit of its own, and may have to wait for others that start.
      limit.end();
      const server = await RunningServer.start(
        builtOrThrow(),
        settings,
        transcript,
        before?.process.dataFolder,
      );
      limit.begin(pages.used ? PAGE_CHECK_LIMIT : CHECK_LIMIT);
      own.push(server.process);
      if (isOpen) server.expectSilence();
      return server;
    },
    startBadly: async (settings) => {
      transcript.sent('system', `start with ${JSON.stringify(settings)}`);
      const server = new ServerProcess(builtOrThrow(), settings);
      own.push(server);
      return server.untilRefused();
    },
    studentTests: (mutants) => gradeTests(run, mutants, new Random(seed)),
    openPage: async (server, options) => {
      // Waiting for the turn, and for the browser to start, is none of the submission's time.
      limit.end();
      await pages.prepare();
      limit.begin(PAGE_CHECK_LIMIT);
      return pages.open(server, options);
    },
  };

  let failure: Failure | undefined;
  let missedAnswer = false;
  try {
    await Promise.race([body(context), limit.passed]);
  } catch (error) {
    missedAnswer = turn?.server.missedAnswer ?? false;
    const servers = turn ? [turn.server.process, ...own] : own;
    failure = await explain(error, servers);
  }
  limit.end();
  failure ??= misbehaviour(turn ? [turn.server.process, ...own] : own);
  // Taken before the servers are ended: what their end does to the clients is no part of the story.
  const entries = [...transcript.entries];
  await Promise.all([pages.close(), ...own.map((server) => server.stop())]);
  if (turn && failure) await shared.discard(missedAnswer);
  turn?.release();
  return { failure, transcript: entries };
}

function neverStarted(problem: string): Failure {
  return { kind: 'could not run', did: 'the server was started', expected: 'it listens', received: problem };
}

async function explain(error: unknown, servers: readonly ServerProcess[]): Promise<Failure> {
  if (error instanceof ServerProblem) return neverStarted(error.message);
  if (error instanceof MissingTool) {
    const did = 'the page was to be opened in a browser';
    return { kind: 'not checked', did, expected: 'a Chromium on this machine', received: error.message };
  }
  if (!(error instanceof CheckFailure)) {
    const received = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { kind: 'lab failed', did: 'the check was run', expected: 'it ends by itself', received };
  }

  const { did, expected, received } = error;
  const crashed = await findCrash(servers);
  // A server that the lab has ended did not crash: what it was ended for is the news.
  const misbehaved = misbehaviour(servers);
  if (misbehaved) return misbehaved;
  if (!crashed) return { kind: 'wrong', did, expected, received };
  return { kind: 'server threw', did, expected, received: `${received}. ${crashed.describeExit()}` };
}

async function findCrash(servers: readonly ServerProcess[]): Promise<ServerProcess | undefined> {
  const deadline = new Promise((resolve) => setTimeout(resolve, CRASH_DEADLINE));
  await Promise.race([deadline, ...servers.map((server) => server.exited)]);
  return servers.find((server) => server.hasCrashed);
}

function misbehaviour(servers: readonly ServerProcess[]): Failure | undefined {
  const problem = servers.find((server) => server.problem)?.problem;
  return (
    problem && {
      kind: 'wrong',
      did: 'the server was used',
      expected: 'it keeps to its limits',
      received: problem.message,
    }
  );
}
