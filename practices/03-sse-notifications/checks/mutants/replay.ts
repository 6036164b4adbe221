import type { Mutant } from '../../../../lab/grading/kit.ts';

export const replay: Mutant[] = [
  {
    name: 'replays nothing',
    criterion: 'notifications.replay',
    file: 'stream-endpoint.ts',
    find: '  for (const event of missed) stream.sendEvent(event);',
    replace: '',
  },
  {
    name: 'replays the last one again',
    criterion: 'notifications.replay',
    file: 'notification-center.ts',
    find: 'recent.slice(index + 1)',
    replace: 'recent.slice(index)',
  },
  {
    name: 'skips one',
    criterion: 'notifications.replay',
    file: 'notification-center.ts',
    find: 'recent.slice(index + 1)',
    replace: 'recent.slice(index + 2)',
  },
  {
    name: 'compares ids as texts',
    criterion: 'notifications.replay',
    file: 'notification-center.ts',
    find: '    return index === -1 ? undefined : recent.slice(index + 1);',
    replace: '    return index === -1 ? undefined : recent.filter(({ id }) => String(id) > lastEventId);',
  },
  {
    name: 'replays everything for an unknown id',
    criterion: 'notifications.replay',
    file: 'notification-center.ts',
    find: 'index === -1 ? undefined : recent',
    replace: 'index === -1 ? recent : recent',
  },
  {
    name: 'says nothing of an unknown id',
    criterion: 'notifications.replay',
    file: 'stream-endpoint.ts',
    find: `    stream.sendEvent({ event: 'reset', data: JSON.stringify({ type: 'reset', lastEventId }) });
`,
    replace: '',
  },
  {
    name: 'reads the beginning of an id',
    criterion: 'notifications.replay',
    file: 'notification-center.ts',
    find: 'String(id) === lastEventId',
    replace: 'id === Number.parseInt(lastEventId, 10)',
  },
  {
    name: 'replays all there is to whoever comes',
    criterion: 'notifications.replay',
    file: 'notification-center.ts',
    find: '    this.#find(userId).streams.add(stream);',
    replace: `    for (const event of this.#find(userId).recent) stream.sendEvent(event);
    this.#find(userId).streams.add(stream);`,
  },
  {
    name: 'keeps ten events',
    criterion: 'notifications.replay',
    file: 'notification-center.ts',
    find: 'MAX_REPLAY = 100',
    replace: 'MAX_REPLAY = 10',
  },
  {
    name: 'keeps events without end',
    criterion: 'notifications.replay',
    file: 'notification-center.ts',
    find: 'recent.length > MAX_REPLAY || ',
    replace: '',
  },
  {
    name: 'replays more than a client may have waiting',
    criterion: 'notifications.replay',
    file: 'notification-center.ts',
    find: ' || sizeOf(recent) > MAX_REPLAY_BYTES',
    replace: '',
  },
  {
    name: 'keeps two long events',
    criterion: 'notifications.replay',
    file: 'notification-center.ts',
    find: '512 * 1024',
    replace: '128 * 1024',
  },
  {
    name: 'keeps only what somebody heard',
    criterion: 'notifications.replay',
    file: 'notification-center.ts',
    find: '  keep(user.recent, stored);',
    replace: '  if (user.streams.size > 0) keep(user.recent, stored);',
  },
  {
    name: 'does not keep broadcasts',
    criterion: 'notifications.replay',
    file: 'notification-center.ts',
    find: '    for (const user of this.#users.values()) delivered += deliver(user, stored);',
    replace: `    for (const user of this.#users.values()) {
      delivered += deliver(user, stored);
      user.recent.pop();
    }`,
  },
  {
    name: 'replays what is new once more',
    criterion: 'notifications.replay',
    file: 'stream-endpoint.ts',
    find: `    center.subscribe(user.data, stream);
`,
    replace: `    center.subscribe(user.data, stream);
    const lastEventId = request.get('Last-Event-ID');
    if (lastEventId !== undefined) setTimeout(() => replay(center, user.data, stream, lastEventId), 1);
`,
  },
  {
    name: 'replays the newest first',
    criterion: 'notifications.replay',
    file: 'notification-center.ts',
    find: 'recent.slice(index + 1)',
    replace: 'recent.slice(index + 1).toReversed()',
  },
  {
    name: 'sends reset when nothing was missed',
    criterion: 'notifications.replay',
    file: 'notification-center.ts',
    find: 'index === -1 ? undefined',
    replace: 'index === -1 || index === recent.length - 1 ? undefined',
  },
  {
    name: 'says nothing to a user that nobody knows',
    criterion: 'notifications.replay',
    file: 'notification-center.ts',
    find: '    const index = recent',
    replace: `    if (recent.length === 0) return [];
    const index = recent`,
  },
  {
    name: 'forgets who has only listened',
    criterion: 'notifications.replay',
    file: 'notification-center.ts',
    find: '    this.#find(userId).streams.delete(stream);',
    replace: `    this.#find(userId).streams.delete(stream);
    if (this.#find(userId).streams.size === 0) this.#users.delete(userId);`,
  },
  {
    name: 'replays without ids',
    criterion: 'notifications.replay',
    file: 'stream-endpoint.ts',
    find: '  for (const event of missed) stream.sendEvent(event);',
    replace: '  for (const { event, data } of missed) stream.sendEvent({ event, data });',
  },
  {
    name: 'replays with the time of the replay',
    criterion: 'notifications.replay',
    file: 'stream-endpoint.ts',
    find: '  for (const event of missed) stream.sendEvent(event);',
    replace: `  const time = new Date().toISOString();
  for (const event of missed) stream.sendEvent({ ...event, data: JSON.stringify({ ...JSON.parse(event.data), time }) });`,
  },
  {
    name: 'keeps the last 100 of all users together',
    criterion: 'notifications.replay',
    file: 'notification-center.ts',
    find: '    const { recent } = this.#find(userId);',
    replace:
      '    const recent = this.#find(userId).recent.filter(({ id }) => id > this.#lastId - MAX_REPLAY);',
  },
];
