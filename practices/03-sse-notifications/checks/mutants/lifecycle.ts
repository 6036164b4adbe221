import type { Mutant } from '../../../../lab/grading/kit.ts';

export const lifecycle: Mutant[] = [
  {
    name: 'sends no comments',
    criterion: 'notifications.lifecycle',
    file: 'stream-endpoint.ts',
    find: `() => stream.sendComment('keepalive')`,
    replace: '() => undefined',
  },
  {
    name: 'keeps alive with an event',
    criterion: 'notifications.lifecycle',
    file: 'stream-endpoint.ts',
    find: `stream.sendComment('keepalive')`,
    replace: `stream.sendEvent({ event: 'keepalive', data: '' })`,
  },
  {
    name: 'keeps alive every 15 seconds, whatever the setting',
    criterion: 'notifications.lifecycle',
    file: 'app.ts',
    find: 'settings.KEEPALIVE_MS',
    replace: '15_000',
  },
  {
    name: 'forgets nobody who has gone',
    criterion: 'notifications.lifecycle',
    file: 'stream-endpoint.ts',
    find: `      center.unsubscribe(user.data, stream);
`,
    replace: '',
  },
  {
    name: 'forgets only a stream that has ended well',
    criterion: 'notifications.lifecycle',
    file: 'stream-endpoint.ts',
    find: `    response.on('close', () => {`,
    replace: `    response.on('finish', () => {`,
  },
  {
    name: 'counts users instead of streams',
    criterion: 'notifications.lifecycle',
    file: 'notification-center.ts',
    find: 'const connections = listening.reduce((sum, { streams }) => sum + streams.size, 0);',
    replace: 'const connections = listening.length;',
  },
  {
    name: 'counts users who have gone',
    criterion: 'notifications.lifecycle',
    file: 'notification-center.ts',
    find: 'users: listening.length',
    replace: 'users: this.#users.size',
  },
  {
    name: 'counts nothing as sent',
    criterion: 'notifications.lifecycle',
    file: 'notification-center.ts',
    find: 'sent: this.#lastId',
    replace: 'sent: 0',
  },
  {
    name: 'never ends while a stream is open',
    criterion: 'notifications.lifecycle',
    file: 'shutdown.ts',
    find: `  for (const stream of center.streams()) stream.close();
  server.closeIdleConnections();

  // Node ends by itself, with exit code 0, once no connection is left.
  setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
`,
    replace: '',
  },
  {
    name: 'ends with a wrong exit code',
    criterion: 'notifications.lifecycle',
    file: 'shutdown.ts',
    find: '  server.close();',
    replace: `  server.close();
  process.exitCode = 1;`,
  },
  {
    name: 'buffers without end for a slow reader',
    criterion: 'notifications.lifecycle',
    file: 'event-stream.ts',
    find: `      this.#response.destroy();
      return;
`,
    replace: '',
  },
  {
    name: 'takes a setting of 0',
    criterion: 'notifications.lifecycle',
    file: 'settings.ts',
    find: 'wholeNumber(1, 2 ** 31 - 1)',
    replace: 'wholeNumber(0, 2 ** 31 - 1)',
  },
  {
    name: 'knows only one of the two signals',
    criterion: 'notifications.lifecycle',
    file: 'server.ts',
    find: `process.once('SIGINT', () => shutDown(server, center));
`,
    replace: '',
  },
  {
    name: 'waits for a half request for ever',
    criterion: 'notifications.lifecycle',
    file: 'shutdown.ts',
    find: `  setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
`,
    replace: '',
  },
  {
    name: 'goes on accepting after the signal',
    criterion: 'notifications.lifecycle',
    file: 'shutdown.ts',
    find: `  server.close();
`,
    replace: `  setTimeout(() => server.close(), GRACE_MS / 2);
`,
  },
  {
    name: 'ends the stream of a slow reader without cutting it off',
    criterion: 'notifications.lifecycle',
    file: 'event-stream.ts',
    find: '      this.#response.destroy();',
    replace: '      this.#response.end();',
  },
];
