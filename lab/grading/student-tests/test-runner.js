// @ts-check
// Runs a student's tests against one server after another, in a process of its own. The grader writes the address of a
// server on stdin, and gets a line on the fourth pipe: what failed, and how many tests of each file passed.
// Vitest itself would start workers, which Node's permission model does not hold; its runner does without.
import { readdirSync, writeSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { getState, setState } from '@vitest/expect';
import { startTests } from '@vitest/runner';

const REPORT = 3;
const folder = path.join(import.meta.dirname, 'tests');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.test.js'))
  .map((name) => path.join(folder, name));

// Where vitest's functions look for the settings that its worker would have put there.
Object.defineProperty(globalThis, '__vitest_worker__', {
  value: { config: { expect: {}, fakeTimers: {}, snapshotOptions: {} }, providedContext: {} },
});
const { createExpect, expect } = await import('vitest');

/** @type {string[]} */
let failures = [];
/** @type {Record<string, number>} */
let passed = {};
let round = 0;

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error || (typeof error === 'object' && error !== null && 'message' in error)
    ? String(error.message)
    : String(error);
}

/**
 * @param {string} where
 * @param {readonly unknown[] | undefined} errors
 */
function failed(where, errors = ['it failed']) {
  failures.push(`${where}: ${errors.map(messageOf).join('; ')}`);
}

/** @param {import('@vitest/runner').Task} task @returns {string} */
function nameOf(task) {
  return task.suite && 'suite' in task.suite && task.suite.name
    ? `${nameOf(task.suite)} > ${task.name}`
    : task.name;
}

/** @type {import('@vitest/runner').VitestRunner} */
const runner = {
  config: {
    root: folder,
    name: undefined,
    setupFiles: [],
    passWithNoTests: true,
    testNamePattern: undefined,
    allowOnly: true,
    sequence: { seed: 0, hooks: 'stack', setupFiles: 'list' },
    chaiConfig: undefined,
    maxConcurrency: 5,
    testTimeout: 5000,
    hookTimeout: 10_000,
    retry: 0,
    includeTaskLocation: false,
    tags: [],
    tagsFilter: undefined,
    strictTags: false,
  },
  // A name that is new each time makes Node evaluate the file again.
  importFile: (file) => import(`${pathToFileURL(file).href}?${round}`),
  extendTaskContext(context) {
    return Object.assign(context, { expect: createExpect(context.task) });
  },
  // One failure is all that the grader asks for; what comes after it would only cost time.
  onBeforeRunSuite(suite) {
    if (failures.length > 0) suite.mode = 'skip';
  },
  onBeforeRunTask(test) {
    if (failures.length > 0) test.mode = 'skip';
  },
  onBeforeTryTask(test) {
    const counts = { assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null };
    setState({ ...counts, currentTestName: nameOf(test) }, expect);
  },
  onAfterTryTask() {
    const { assertionCalls, expectedAssertionsNumber, isExpectingAssertions } = getState(expect);
    if (isExpectingAssertions && assertionCalls === 0) throw new Error('expected an assertion, got none');
    if (typeof expectedAssertionsNumber === 'number' && expectedAssertionsNumber !== assertionCalls)
      throw new Error(`expected ${expectedAssertionsNumber} assertions, got ${assertionCalls}`);
  },
  onAfterRunTask(test) {
    const file = path.basename(test.file.name, '.test.js');
    if (test.result?.state === 'fail') failed(`${file} > ${nameOf(test)}`, test.result.errors);
    if (test.result?.state === 'pass') passed[file] = (passed[file] ?? 0) + 1;
  },
  onAfterRunSuite(suite) {
    if (suite.result?.errors?.length) failed(path.basename(suite.name, '.test.js'), suite.result.errors);
  },
};

process.on('uncaughtException', (error) => failed('an error that no test caught', [error]));
process.on('unhandledRejection', (error) => failed('a rejection that no test caught', [error]));

process.stdin.ref();
const addresses = createInterface({ input: process.stdin });
addresses.on('close', () => process.exit(1));
for await (const address of addresses) {
  process.env['CHAT_URL'] = address;
  failures = [];
  passed = {};
  round += 1;
  for (const file of await startTests(files, runner)) {
    if (file.result?.state === 'fail' && failures.length === 0) failed(file.name, file.result.errors);
  }
  // What was printed counts too, so it goes out before the report does.
  for (const output of [process.stdout, process.stderr]) {
    await new Promise((resolve) => output.write('', resolve));
  }
  writeSync(REPORT, `${JSON.stringify({ failures, passed })}\n`);
}
