import type { Mutant } from '../../../../lab/grading/kit.ts';

export const shutdown: Mutant[] = [
  {
    name: 'ends without a word to its clients',
    criterion: 'dashboard.lifecycle',
    file: 'shutdown.ts',
    find: `  for (const socket of sockets.clients) socket.close(1001, 'The server is shutting down');
`,
    replace: `  for (const socket of sockets.clients) socket.terminate();
`,
  },
  {
    name: 'never ends while somebody is connected',
    criterion: 'dashboard.lifecycle',
    file: 'shutdown.ts',
    find: `  for (const stream of sampler.streams()) stream.close();
  server.closeIdleConnections();

  // Node ends by itself, with exit code 0, once no connection is left.
  setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
  }, GRACE_MS).unref();
`,
    replace: '',
  },
  {
    name: 'knows only one of the two signals',
    criterion: 'dashboard.lifecycle',
    file: 'server.ts',
    find: `process.once('SIGINT', () => shutDown(server, sockets, sampler));
`,
    replace: '',
  },
  {
    name: 'waits for an answer to its close frames for ever',
    criterion: 'dashboard.lifecycle',
    file: 'shutdown.ts',
    find: `    for (const socket of sockets.clients) socket.terminate();
`,
    replace: '',
  },
  {
    name: 'goes on accepting after the signal',
    criterion: 'dashboard.lifecycle',
    file: 'shutdown.ts',
    find: `  server.close();
`,
    replace: `  setTimeout(() => server.close(), GRACE_MS / 2);
`,
  },
];
