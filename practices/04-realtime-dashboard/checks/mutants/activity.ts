import type { Mutant } from '../../../../lab/grading/kit.ts';

export const activity: Mutant[] = [
  {
    name: 'sends no history',
    criterion: 'dashboard.activity',
    file: 'activity-feed.ts',
    find: `    this.sendHistory(socket, HISTORY_SIZE);
`,
    replace: '',
  },
  {
    name: 'sends newcomers an empty history',
    criterion: 'dashboard.activity',
    file: 'activity-feed.ts',
    find: 'this.sendHistory(socket, HISTORY_SIZE);',
    replace: "sendMessage(socket, { type: 'history', activities: [] });",
  },
  {
    name: 'tells nobody what happens',
    criterion: 'dashboard.activity',
    file: 'activity-feed.ts',
    find: `    this.#broadcast({ type: 'activity', ...activity });
`,
    replace: '',
  },
  {
    name: 'tells only the last who came',
    criterion: 'dashboard.activity',
    file: 'activity-feed.ts',
    find: '    for (const socket of this.#sockets) send(socket, text);',
    replace: '    for (const socket of [...this.#sockets].slice(-1)) send(socket, text);',
  },
  {
    name: 'tells every client twice',
    criterion: 'dashboard.activity',
    file: 'activity-feed.ts',
    find: '    for (const socket of this.#sockets) send(socket, text);',
    replace: '    for (const socket of [...this.#sockets, ...this.#sockets]) send(socket, text);',
  },
  {
    name: 'mixes errors and requests up',
    criterion: 'dashboard.activity',
    file: 'simulate-endpoints.ts',
    find: '.json(feed.publish(kind, text))',
    replace: `.json(feed.publish(kind === 'error' ? 'request' : kind, text))`,
  },
  {
    name: 'sends the whole history to newcomers',
    criterion: 'dashboard.activity',
    file: 'activity-feed.ts',
    find: 'HISTORY_SIZE = 20',
    replace: 'HISTORY_SIZE = 100',
  },
  {
    name: 'sends the first 20 as history',
    criterion: 'dashboard.activity',
    file: 'activity-feed.ts',
    find: 'this.#kept.slice(-limit)',
    replace: 'this.#kept.slice(0, limit)',
  },
  {
    name: 'sends the history with the newest first',
    criterion: 'dashboard.activity',
    file: 'activity-feed.ts',
    find: 'this.#kept.slice(-limit)',
    replace: 'this.#kept.slice(-limit).toReversed()',
  },
  {
    name: 'joins a moment after the history',
    criterion: 'dashboard.activity',
    file: 'activity-feed.ts',
    find: '    this.#sockets.add(socket);',
    replace: '    setTimeout(() => this.#sockets.add(socket), 100);',
  },
  {
    name: 'joins before the history is made',
    criterion: 'dashboard.activity',
    file: 'activity-feed.ts',
    find: `    this.sendHistory(socket, HISTORY_SIZE);
    this.#sockets.add(socket);`,
    replace: `    this.#sockets.add(socket);
    setTimeout(() => this.sendHistory(socket, HISTORY_SIZE), 100);`,
  },
  {
    name: 'trims and escapes texts',
    criterion: 'dashboard.activity',
    file: 'activity-feed.ts',
    find: 'id: this.#lastId, kind, text, time',
    replace: `id: this.#lastId, kind, text: text.trim().replaceAll('<', '&lt;'), time`,
  },
  {
    name: 'keeps activities without end',
    criterion: 'dashboard.activity',
    file: 'activity-feed.ts',
    find: `    if (this.#kept.length > MAX_KEPT) this.#kept.shift();
`,
    replace: '',
  },
  {
    name: 'keeps 20 activities',
    criterion: 'dashboard.activity',
    file: 'activity-feed.ts',
    find: 'MAX_KEPT = 100',
    replace: 'MAX_KEPT = 20',
  },
  {
    name: 'answers get_history to everybody',
    criterion: 'dashboard.activity',
    file: 'activity-feed.ts',
    find: `    sendMessage(socket, { type: 'history', activities: this.#kept.slice(-limit) });`,
    replace: `    sendMessage(socket, { type: 'history', activities: this.#kept.slice(-limit) });
    if (limit !== HISTORY_SIZE) this.#broadcast({ type: 'history', activities: [] });`,
  },
  {
    name: 'forgets everybody when one leaves',
    criterion: 'dashboard.activity',
    file: 'activity-feed.ts',
    find: '    this.#sockets.delete(socket);',
    replace: '    this.#sockets.clear();',
  },
  {
    name: 'begins its ids with 0',
    criterion: 'dashboard.activity',
    file: 'activity-feed.ts',
    find: '#lastId = 0',
    replace: '#lastId = -1',
  },
  {
    name: 'sends a history without times',
    criterion: 'dashboard.activity',
    file: 'activity-feed.ts',
    find: 'activities: this.#kept.slice(-limit) });',
    replace: `activities: this.#kept.slice(-limit).map((activity) => ({ ...activity, time: '' })) });`,
  },
  {
    name: 'counts the bytes of a text',
    criterion: 'dashboard.activity',
    file: 'protocol.ts',
    find: 'z.string().min(1).max(200)',
    replace: 'z.string().min(1).max(200).refine((text) => Buffer.byteLength(text) <= 200)',
  },
];
