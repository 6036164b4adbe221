import type { Mutant } from '../../../../lab/grading/kit.ts';

export const counters: Mutant[] = [
  {
    name: 'counts no simulation',
    criterion: 'dashboard.counters',
    file: 'simulate-endpoints.ts',
    find: `      counters.countActivity(kind);
`,
    replace: '',
  },
  {
    name: 'counts errors as logins',
    criterion: 'dashboard.counters',
    file: 'counters.ts',
    find: 'errors: this.#activities.error',
    replace: 'errors: this.#activities.user_login',
  },
  {
    name: 'counts no HTTP request',
    criterion: 'dashboard.counters',
    file: 'app.ts',
    find: `    counters.countRequest();
`,
    replace: '',
  },
  {
    name: 'counts only what it knows',
    criterion: 'dashboard.counters',
    file: 'app.ts',
    find: '    counters.countRequest();',
    replace: '    if (/^.(metrics|simulate)/.test(_request.path)) counters.countRequest();',
  },
  {
    name: 'counts a request a second time when it is answered',
    criterion: 'dashboard.counters',
    file: 'app.ts',
    find: '  app.use((_request, _response, next) => {',
    replace: `  app.use((_request, response, next) => {
    response.on('finish', () => counters.countRequest());`,
  },
  {
    name: 'counts no stream',
    criterion: 'dashboard.counters',
    file: 'metrics-endpoints.ts',
    find: `    counters.streams.add(stream);
`,
    replace: '',
  },
  {
    name: 'counts streams as users',
    criterion: 'dashboard.counters',
    file: 'counters.ts',
    find: 'connectedUsers: this.users.size',
    replace: 'connectedUsers: this.streams.size',
  },
  {
    name: 'counts streams that have gone',
    criterion: 'dashboard.counters',
    file: 'metrics-endpoints.ts',
    find: `      counters.streams.delete(stream);
`,
    replace: '',
  },
  {
    name: 'counts users who have gone',
    criterion: 'dashboard.counters',
    file: 'activity-endpoint.ts',
    find: `    counters.users.delete(socket);
`,
    replace: '',
  },
  {
    name: 'counts users until they say goodbye, and lost ones for ever',
    criterion: 'dashboard.counters',
    file: 'activity-endpoint.ts',
    find: `  socket.on('close', () => {
    feed.leave(socket);
    counters.users.delete(socket);`,
    replace: `  socket.on('close', (code) => {
    feed.leave(socket);
    if (code === 1000) counters.users.delete(socket);`,
  },
  {
    name: 'counts down for the error and for the close',
    criterion: 'dashboard.counters',
    file: 'activity-endpoint.ts',
    find: `  // A lost connection ends in \`close\` too, so this is the one place to leave.
`,
    replace: `  socket.on('error', () => {
    counters.users.delete([...counters.users][0] ?? socket);
  });
`,
  },
  {
    name: 'adds to what it has read a moment before',
    criterion: 'dashboard.counters',
    file: 'counters.ts',
    find: '    this.#activities[kind] += 1;',
    replace: `    const before = this.#activities[kind];
    setTimeout(() => {
      this.#activities[kind] = before + 1;
    }, 5);`,
  },
  {
    name: 'counts no files',
    criterion: 'dashboard.counters',
    file: 'app.ts',
    find: `  app.use((_request, _response, next) => {
    counters.countRequest();
    next();
  });
  app.use(express.static(CLIENT_FOLDER));
`,
    replace: `  app.use(express.static(CLIENT_FOLDER));
  app.use((_request, _response, next) => {
    counters.countRequest();
    next();
  });
`,
  },
  {
    name: 'counts no streams',
    criterion: 'dashboard.counters',
    file: 'app.ts',
    find: '    counters.countRequest();',
    replace: `    if (_request.path !== '/metrics/stream') counters.countRequest();`,
  },
];
