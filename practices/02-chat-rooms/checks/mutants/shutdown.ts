import type { Mutant } from '../../../../lab/grading/kit.ts';

export const shutdown: Mutant[] = [
  {
    name: 'ends without a word to its clients',
    criterion: 'rooms.lifecycle',
    file: 'shutdown.ts',
    find: `  for (const socket of sockets.clients) socket.close(1001, 'The server is shutting down');
`,
    replace: `  for (const socket of sockets.clients) socket.terminate();
`,
  },
  {
    name: 'waits for a half handshake for ever',
    criterion: 'rooms.lifecycle',
    file: 'shutdown.ts',
    find: `    server.closeAllConnections();
`,
    replace: '',
  },
  {
    name: 'knows only one of the two signals',
    criterion: 'rooms.lifecycle',
    file: 'server.ts',
    find: `process.once('SIGINT', () => shutDown(server, sockets));
`,
    replace: '',
  },
  {
    name: 'waits for an answer to its close frames for ever',
    criterion: 'rooms.lifecycle',
    file: 'shutdown.ts',
    find: `    for (const socket of sockets.clients) socket.terminate();
`,
    replace: '',
  },
  {
    name: 'goes on accepting after the signal',
    criterion: 'rooms.lifecycle',
    file: 'shutdown.ts',
    find: `  server.close();
`,
    replace: `  setTimeout(() => server.close(), GRACE_MS / 2);
`,
  },
];
