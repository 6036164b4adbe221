import { CheckFailure, criterion, type TestsResult } from '../../lab/grading/kit.ts';
import { brokenServers } from './broken-servers.ts';

const AREAS = ['authentication', 'websocket', 'sse'];

let result: Promise<TestsResult> | undefined;

/** The tests must pass on correct servers, hold a test of each area, and fail on this share of the broken servers. */
async function expectNoticed(run: Promise<TestsResult>, percent: number): Promise<void> {
  const { failures, passed, noticed } = await run;
  const [failure] = failures;
  if (failure !== undefined) fail('a correct server', 'all pass', failure);

  for (const area of AREAS) {
    const tests = Object.entries(passed).filter(([file, count]) => file.startsWith(area) && count > 0);
    if (tests.length === 0) {
      fail('a correct server', `a test that passes in tests/${area}….test.ts`, 'there is none');
    }
  }

  if (noticed.length * 100 >= brokenServers.length * percent) return;
  const least = Math.ceil((brokenServers.length * percent) / 100);
  const criteria = [...new Set(brokenServers.map(({ criterion }) => criterion))];
  const shares = criteria.map((criterion) => {
    const [own, found] = [brokenServers, noticed].map((mutants) =>
      mutants.filter((mutant) => mutant.criterion === criterion),
    );
    return `${found?.length} of ${own?.length} whose bug is one of ${criterion}`;
  });
  fail(
    `${brokenServers.length} broken servers`,
    `a test fails on ${least} of them or more`,
    `on ${noticed.length}: ${shares.join(', ')}`,
  );
}

function fail(servers: string, expected: string, received: string): never {
  throw new CheckFailure({ did: `your tests ran against ${servers}`, expected, received });
}

criterion('chat.testing', ({ sufficient, good, excellent }) => {
  sufficient(
    'Tests: all pass on a correct server, and 40 % of the broken ones are noticed',
    async ({ studentTests }) => {
      result ??= studentTests(brokenServers);
      await expectNoticed(result, 40);
    },
  );

  good('Tests: 60 % of the broken servers are noticed', async ({ studentTests }) => {
    result ??= studentTests(brokenServers);
    await expectNoticed(result, 60);
  });

  excellent('Tests: 80 % of the broken servers are noticed', async ({ studentTests }) => {
    result ??= studentTests(brokenServers);
    await expectNoticed(result, 80);
  });
});
