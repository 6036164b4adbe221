import type { Mutant } from '../../../lab/grading/kit.ts';

export const rooms: Mutant[] = [
  {
    name: 'answers with the room, not with what the room is in',
    criterion: 'chat.rooms',
    file: 'room-routes.ts',
    find: 'response.json({ room, users: presence.usersIn(room.id) });',
    replace: 'response.json(room);',
  },
  {
    name: 'lists rooms for strangers',
    criterion: 'chat.rooms',
    file: 'room-routes.ts',
    find: '    authenticate(tokens, request);\n    next();',
    replace: "    if (request.method !== 'GET') authenticate(tokens, request);\n    next();",
  },
  {
    name: 'tells nobody who leaves',
    criterion: 'chat.rooms',
    file: 'presence.ts',
    find: "      this.#events.add({ type: 'user_left', roomId, userId });",
    replace: '',
  },
  {
    name: 'tells people that they came themselves',
    criterion: 'chat.rooms',
    file: 'delivery.ts',
    find: "{ type: 'system', event, username, time }, userId);",
    replace: "{ type: 'system', event, username, time });",
  },
  {
    name: 'sends the list of people before it is changed',
    criterion: 'chat.rooms',
    file: 'delivery.ts',
    find: 'const users = this.#presence.usersIn(roomId);',
    replace: 'const users = this.#presence.usersIn(roomId).filter((name) => name !== username);',
  },
  {
    name: 'says that somebody left when one of two tabs was closed',
    criterion: 'chat.rooms',
    file: 'chat-endpoint.ts',
    find: 'if (isLast) presence.leave(room.id, id);',
    replace: 'if (isLast || room.id) presence.leave(room.id, id);',
  },
  {
    name: 'says that somebody came with each tab',
    criterion: 'chat.rooms',
    file: 'chat-endpoint.ts',
    find: 'function enter({ delivery, presence }: Services, member: Member): void {\n  const { room, session } = member;',
    replace: `function enter(services: Services, member: Member): void {
  const { delivery, presence } = services;
  const { room, session } = member;
  if (presence.has(room.id, session.user.id))
    services.events.add({ type: 'user_joined', roomId: room.id, userId: session.user.id });`,
  },
  {
    name: 'forgets those who vanish without a close frame',
    criterion: 'chat.rooms',
    file: 'chat-endpoint.ts',
    find: "socket.on('close', () => {\n    cancelExpiry();",
    replace: "socket.on('close', (code) => {\n    cancelExpiry();\n    if (code === 1006) return;",
  },
  {
    name: 'lists people in the order in which they came',
    criterion: 'chat.rooms',
    file: 'presence.ts',
    find: 'return people.map(({ username }) => username).toSorted();',
    replace: 'return people.map(({ username }) => username).toSorted().toReversed();',
  },
  {
    name: 'echoes typing to the typist',
    criterion: 'chat.rooms',
    file: 'delivery.ts',
    find: "{ type: 'typing', from: username, typing }, userId);",
    replace: "{ type: 'typing', from: username, typing });",
  },
  {
    name: 'sends typing to every room',
    criterion: 'chat.rooms',
    file: 'delivery.ts',
    find: "    this.connections.broadcast(roomId, { type: 'typing', from: username, typing }, userId);",
    replace: `    for (const id of new Set([roomId, ...this.connections.everybody().map((one) => one.roomId)]))
      this.connections.broadcast(id, { type: 'typing', from: username, typing }, userId);`,
  },
  {
    name: 'makes rooms with names that are too long',
    criterion: 'chat.rooms',
    file: 'protocol.ts',
    find: "'must have no space at its ends, and no control characters')\n    .max(50)",
    replace: "'must have no space at its ends, and no control characters')",
  },
  {
    name: 'makes a second room with a name in capitals',
    criterion: 'chat.rooms',
    file: 'rooms.ts',
    find: '.get(name, keyOf(name));',
    replace: '.get(name, name);',
  },
  {
    name: 'takes somebody out of every room when they leave one',
    criterion: 'chat.rooms',
    file: 'presence.ts',
    find: "'DELETE FROM presence WHERE room_id = ? AND user_id = ? AND server_id = ?'",
    replace: "'DELETE FROM presence WHERE (? > 0) AND user_id = ? AND server_id = ?'",
  },
  {
    name: 'notifies nobody of new rooms',
    criterion: 'chat.rooms',
    file: 'delivery.ts',
    find: '    this.notifications.deliver(event);',
    replace: "    if (event.type !== 'room_created') this.notifications.deliver(event);",
  },
  {
    name: 'notifies people of their own coming',
    criterion: 'chat.rooms',
    file: 'event-log.ts',
    find: ': event.userId !== listenerId;',
    replace: ": event.type === 'user_joined' || event.userId !== listenerId;",
  },
];
