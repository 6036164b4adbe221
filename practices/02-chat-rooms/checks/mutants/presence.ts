import type { Mutant } from '../../../../lab/grading/kit.ts';

export const presence: Mutant[] = [
  {
    name: 'makes the list before the newcomer has joined',
    criterion: 'rooms.presence',
    file: 'room-endpoint.ts',
    find: `users: connections.usersIn(room) });
  announce`,
    replace: `users: connections.usersIn(room).filter((name) => name !== username) });
  announce`,
  },
  {
    name: 'announces newcomers to themselves too',
    criterion: 'rooms.presence',
    file: 'room-endpoint.ts',
    find: 'event, username, time: currentTime() }, username);',
    replace: 'event, username, time: currentTime() });',
  },
  {
    name: 'does not say who leaves',
    criterion: 'rooms.presence',
    file: 'room-endpoint.ts',
    find: `    announce(connections, member, 'user_left');
`,
    replace: '',
  },
  {
    name: 'leaves only after a clean close',
    criterion: 'rooms.presence',
    file: 'room-endpoint.ts',
    find: `  socket.on('close', () => {
    connections`,
    replace: `  socket.on('close', (code) => {
    if (code === 1006) return;
    connections`,
  },
  {
    name: 'says twice who has vanished',
    criterion: 'rooms.presence',
    file: 'room-endpoint.ts',
    find: `  socket.on('close', () => {
    connections.leave(room, username);`,
    replace: `  socket.on('close', (code) => {
    connections.leave(room, username);
    if (code === 1006) announce(connections, member, 'user_left');`,
  },
  {
    name: 'keeps empty rooms in the list',
    criterion: 'rooms.presence',
    file: 'connection-manager.ts',
    find: `    if (members?.size === 0) this.#rooms.delete(room);
`,
    replace: '',
  },
  {
    name: 'answers get_users to everybody',
    criterion: 'rooms.presence',
    file: 'room-endpoint.ts',
    find: `      sendMessage(socket, { type: 'user_list', users: connections.usersIn(room) });
      break;`,
    replace: `      connections.broadcast(room, { type: 'user_list', users: connections.usersIn(room) });
      break;`,
  },
  {
    name: 'counts one person too few in the list of rooms',
    criterion: 'rooms.presence',
    file: 'connection-manager.ts',
    find: 'users: this.usersIn(name).length',
    replace: 'users: this.usersIn(name).length - 1',
  },
  {
    name: 'lists the users of an empty room',
    criterion: 'rooms.presence',
    file: 'rooms-api.ts',
    find: 'users.length === 0',
    replace: 'users.length < 0',
  },
  {
    name: 'tells every room who comes',
    criterion: 'rooms.presence',
    file: 'connection-manager.ts',
    find: 'for (const [username, socket] of this.#rooms.get(room) ?? []) {',
    replace: `for (const [username, socket] of message.type === 'system' ? [...this.#rooms.values()].flatMap((members) => [...members]) : (this.#rooms.get(room) ?? [])) {`,
  },
  {
    name: 'sorts users as a dictionary does',
    criterion: 'rooms.presence',
    file: 'connection-manager.ts',
    find: '?? [])].toSorted();',
    replace: '?? [])].toSorted((one, other) => one.localeCompare(other));',
  },
  {
    name: 'lists rooms in the order of their making',
    criterion: 'rooms.presence',
    file: 'connection-manager.ts',
    find: 'const names = [...this.#rooms.keys()].toSorted();',
    replace: 'const names = [...this.#rooms.keys()];',
  },
];
