import type { Mutant } from '../../../../lab/grading/kit.ts';

export const delivery: Mutant[] = [
  {
    name: 'sends what is for one to everybody',
    criterion: 'notifications.delivery',
    file: 'notification-center.ts',
    find: '    return { id: stored.id, delivered: deliver(this.#find(userId), stored) };',
    replace: `    this.#find(userId);
    for (const user of this.#users.values()) for (const stream of user.streams) stream.sendEvent(stored);
    const { recent, streams } = this.#find(userId);
    keep(recent, stored);
    return { id: stored.id, delivered: streams.size };`,
  },
  {
    name: 'finds users by the beginning of their names',
    criterion: 'notifications.delivery',
    file: 'notification-center.ts',
    find: '    return { id: stored.id, delivered: deliver(this.#find(userId), stored) };',
    replace: `    for (const [name, { streams }] of this.#users) {
      if (name !== userId && name.startsWith(userId)) for (const stream of streams) stream.sendEvent(stored);
    }
    return { id: stored.id, delivered: deliver(this.#find(userId), stored) };`,
  },
  {
    name: 'keeps users by their English names alone',
    criterion: 'notifications.delivery',
    file: 'protocol.ts',
    find: '[\\p{L}\\p{M}\\p{Nd}_-]',
    replace: '[A-Za-z0-9_-]',
  },
  {
    name: 'a broadcast ends at a tab that has gone',
    criterion: 'notifications.delivery',
    file: 'notification-center.ts',
    find: '    for (const user of this.#users.values()) delivered += deliver(user, stored);',
    replace: `    for (const user of this.#users.values()) {
      delivered += deliver(user, stored);
      if (user.streams.size === 0 && user.recent.length < 5) break;
    }`,
  },
  {
    name: 'a second tab steals from the first',
    criterion: 'notifications.delivery',
    file: 'notification-center.ts',
    find: '  for (const stream of user.streams) stream.sendEvent(stored);',
    replace: '  for (const stream of [...user.streams].slice(-1)) stream.sendEvent(stored);',
  },
  {
    name: 'sends to every tab twice',
    criterion: 'notifications.delivery',
    file: 'notification-center.ts',
    find: '  for (const stream of user.streams) stream.sendEvent(stored);',
    replace: `  for (const stream of user.streams) {
    stream.sendEvent(stored);
    if (user.streams.size > 1) stream.sendEvent(stored);
  }`,
  },
  {
    name: 'says that a post went to one stream, always',
    criterion: 'notifications.delivery',
    file: 'notification-center.ts',
    find: '  return user.streams.size;',
    replace: '  return 1;',
  },
  {
    name: 'a broadcast reaches only the first user',
    criterion: 'notifications.delivery',
    file: 'notification-center.ts',
    find: '    for (const user of this.#users.values()) delivered += deliver(user, stored);',
    replace: `    for (const user of this.#users.values()) {
      if (user.streams.size === 0 || delivered === 0) delivered += deliver(user, stored);
      else user.recent.push(stored);
    }`,
  },
  {
    name: 'knows letters, and not their marks',
    criterion: 'notifications.delivery',
    file: 'protocol.ts',
    find: `\\p{L}\\p{M}\\p{Nd}_-`,
    replace: `\\p{L}\\p{Nd}_-`,
  },
  {
    name: 'counts the users of a broadcast, not the streams',
    criterion: 'notifications.delivery',
    file: 'notification-center.ts',
    find: 'delivered += deliver(user, stored);',
    replace: 'delivered += deliver(user, stored) > 0 ? 1 : 0;',
  },
];
