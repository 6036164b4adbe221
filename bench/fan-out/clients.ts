// The clients of all servers, in a process of their own. Its argument is a Job; it prints a Result for each contender.
import { performance } from 'node:perf_hooks';
import { Crowd } from './crowd.ts';
import { jobSchema, type Result } from './job.ts';

const BURST = 10;

const { contenders, connections, seconds } = jobSchema.parse(JSON.parse(process.argv[2] ?? ''));
const crowds: Array<{ crowd: Crowd; result: Result }> = [];
for (const contender of contenders) {
  const crowd = new Crowd(contender);
  const kilobytesPerConnection = await crowd.open(connections);
  await crowd.send(20, 1);
  await crowd.send(5, BURST);
  crowds.push({ crowd, result: { kilobytesPerConnection, single: [], burst: [] } });
}

const end = performance.now() + seconds * 1000;
while (performance.now() < end) {
  for (const { crowd, result } of crowds) {
    result.single.push(await crowd.measure(20, 1));
    result.burst.push(await crowd.measure(8, BURST));
  }
}
console.log(JSON.stringify(crowds.map(({ result }) => result)));
process.exit();
