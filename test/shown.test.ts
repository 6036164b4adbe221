import path from 'node:path';
import { expect, test } from 'vitest';
import { labRoot } from '../lab/course/exercises.ts';
import { runGrader } from './support/grading.ts';
import { withFolder } from './support/submission.ts';

// What a student is shown for typical mistakes. After a change that is meant: npx vitest run test/shown.test.ts --update
const LISTENING = `
  server.listen(Number(process.env.PORT), process.env.HOST, () => {
    console.log(\`listening on http://\${process.env.HOST}:\${server.address().port}\`);
  });`;

const servers = {
  'echoes without the prefix': `
    import { createServer } from 'node:http';
    import { WebSocketServer } from 'ws';
    const server = createServer((request, response) => response.end('page'));
    const sockets = new WebSocketServer({ server, path: '/ws/echo' });
    sockets.on('connection', (socket) => {
      socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
    });${LISTENING}`,
  'throws on the first message': `
    import { createServer } from 'node:http';
    import { WebSocketServer } from 'ws';
    const server = createServer((request, response) => response.end('page'));
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket) => {
      socket.on('message', (data) => JSON.parse('{' + data));
    });${LISTENING}`,
  'ignores PORT': `
    import { createServer } from 'node:http';
    createServer().listen(3998, '127.0.0.1');`,
};

/** Takes out what differs from run to run: times, ports, lines of other software. */
function withoutChance(report: string): string {
  return report
    .replaceAll(/ +\d+ ms {2}/g, ' 0 ms  ')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replaceAll(/^ +at .*\n/gm, '')
    .replaceAll(/Node\.js v.*/g, 'Node.js VERSION');
}

/** The head of a report and its first check: the others depend on which came first. */
function untilSecondCheck(report: string): string {
  return report.slice(0, report.indexOf('each text comes back'));
}

test.for(Object.entries(servers))('a server that %s', async ([name, source]) => {
  await withFolder({ 'server.ts': `// @ts-nocheck\n${source}` }, async (folder) => {
    const { stdout } = await runGrader(['01', '--from', folder, '--seed', 'fixed']);
    const file = path.join(labRoot, 'test', 'shown', `${name.replaceAll(' ', '-')}.txt`);
    await expect(withoutChance(untilSecondCheck(stdout))).toMatchFileSnapshot(file);
  });
});
