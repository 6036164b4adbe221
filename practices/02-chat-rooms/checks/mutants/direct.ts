import type { Mutant } from '../../../../lab/grading/kit.ts';

export const direct: Mutant[] = [
  {
    name: 'sends private messages to the whole room',
    criterion: 'rooms.direct',
    file: 'connection-manager.ts',
    find: `    send(socket, JSON.stringify(message));
    return true;`,
    replace: `    for (const other of this.#rooms.get(room)?.values() ?? []) send(other, JSON.stringify(message));
    return true;`,
  },
  {
    name: 'sends private messages back to the sender too',
    criterion: 'rooms.direct',
    file: 'room-endpoint.ts',
    find: '  if (!found) sendMessage(',
    replace: `  if (found) sendMessage(socket, { type: 'private', from: username, to, text, time });
  else sendMessage(`,
  },
  {
    name: 'finds the addressee in any room',
    criterion: 'rooms.direct',
    file: 'connection-manager.ts',
    find: '    const socket = this.#rooms.get(room)?.get(username);',
    replace:
      '    const socket = [...this.#rooms.values()].find((members) => members.has(username))?.get(username);',
  },
  {
    name: 'drops a private message to nobody in silence',
    criterion: 'rooms.direct',
    file: 'room-endpoint.ts',
    find: '  if (!found) sendMessage(',
    replace: `  if (!found && to === '') sendMessage(`,
  },
  {
    name: 'tells the whole room that an addressee is absent',
    criterion: 'rooms.direct',
    file: 'room-endpoint.ts',
    find: `  if (!found) sendMessage(socket, { type: 'error', message: \`\${to} is not in this room.\` });`,
    replace: `  if (!found) connections.broadcast(room, { type: 'error', message: \`\${to} is not in this room.\` });`,
  },
  {
    name: 'mixes up sender and addressee',
    criterion: 'rooms.direct',
    file: 'room-endpoint.ts',
    find: `{ type: 'private', from: username, to, text, time }`,
    replace: `{ type: 'private', from: to, to: username, text, time }`,
  },
  {
    name: 'echoes typing to the typist',
    criterion: 'rooms.direct',
    file: 'room-endpoint.ts',
    find: 'typing: message.typing }, username);',
    replace: 'typing: message.typing });',
  },
  {
    name: 'says that typing never stops',
    criterion: 'rooms.direct',
    file: 'room-endpoint.ts',
    find: 'typing: message.typing }',
    replace: 'typing: true }',
  },
  {
    name: 'sends typing to every room',
    criterion: 'rooms.direct',
    file: 'connection-manager.ts',
    find: 'for (const [username, socket] of this.#rooms.get(room) ?? []) {',
    replace: `for (const [username, socket] of message.type === 'typing' ? [...this.#rooms.values()].flatMap((members) => [...members]) : (this.#rooms.get(room) ?? [])) {`,
  },
  {
    name: 'knows one connection for each name',
    criterion: 'rooms.direct',
    file: 'connection-manager.ts',
    find: '    const socket = this.#rooms.get(room)?.get(username);',
    replace: `    const last = [...this.#rooms].findLast(([, members]) => members.has(username));
    const socket = last?.[0] === room ? last[1].get(username) : undefined;`,
  },
  {
    name: 'sends private messages to namesakes in other rooms',
    criterion: 'rooms.direct',
    file: 'connection-manager.ts',
    find: `    send(socket, JSON.stringify(message));
    return true;`,
    replace: `    for (const members of this.#rooms.values()) {
      const namesake = members.get(username);
      if (namesake) send(namesake, JSON.stringify(message));
    }
    return true;`,
  },
  {
    name: 'believes what a private message says of its sender',
    criterion: 'rooms.direct',
    file: 'room-endpoint.ts',
    find: '      answer(connections, member, parsed.message);',
    replace: `      const { from = username } = JSON.parse(data.toString());
      answer(connections, parsed.message.type === 'private' ? { ...member, username: from } : member, parsed.message);`,
  },
  {
    name: 'believes who is said to type',
    criterion: 'rooms.direct',
    file: 'room-endpoint.ts',
    find: '      answer(connections, member, parsed.message);',
    replace: `      const { from = username } = JSON.parse(data.toString());
      answer(connections, parsed.message.type === 'typing' ? { ...member, username: from } : member, parsed.message);`,
  },
  {
    name: 'takes a namesake out of every room',
    criterion: 'rooms.direct',
    file: 'connection-manager.ts',
    find: `    members?.delete(username);
`,
    replace: `    for (const each of this.#rooms.values()) each.delete(username);
`,
  },
];
