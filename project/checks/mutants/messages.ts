import type { Mutant } from '../../../lab/grading/kit.ts';

const BROADCAST = '    if (recipientId === null) this.connections.broadcast(roomId, message);';

export const messages: Mutant[] = [
  {
    name: 'shows messages without keeping them',
    criterion: 'chat.messages',
    file: 'chat-endpoint.ts',
    find: '  messages.store({ roomId: room.id, authorId: session.user.id, text });',
    replace: `    const from = session.user.username;
    const shown = { type: 'message', id: Date.now(), from, text, time: currentTime() } as const;
    delivery.connections.broadcast(room.id, shown);`,
  },
  {
    name: 'sends messages to every room',
    criterion: 'chat.messages',
    file: 'delivery.ts',
    find: BROADCAST,
    replace: `    if (recipientId === null)
      for (const id of new Set(this.connections.everybody().map((one) => one.roomId)))
        this.connections.broadcast(id, message);`,
  },
  {
    name: 'does not send a message to its author',
    criterion: 'chat.messages',
    file: 'delivery.ts',
    find: BROADCAST,
    replace: '    if (recipientId === null) this.connections.broadcast(roomId, message, userId);',
  },
  {
    name: 'shows the oldest messages instead of the newest',
    criterion: 'chat.messages',
    file: 'messages.ts',
    find: "const order = after === undefined ? 'DESC' : 'ASC';",
    replace: "const order = 'ASC';",
  },
  {
    name: 'puts the message with the id into the page before it',
    criterion: 'chat.messages',
    file: 'messages.ts',
    find: 'AND messages.id > ? AND messages.id < ?',
    replace: 'AND messages.id > ? AND messages.id <= ?',
  },
  {
    name: 'puts the message with the id into the page after it',
    criterion: 'chat.messages',
    file: 'messages.ts',
    find: 'AND messages.id > ? AND messages.id < ?',
    replace: 'AND messages.id >= ? AND messages.id < ?',
  },
  {
    name: 'gives the newest page after an id, not the next one',
    criterion: 'chat.messages',
    file: 'messages.ts',
    find: 'ORDER BY messages.id ${order} LIMIT ?`',
    replace: 'ORDER BY messages.id DESC LIMIT ?`',
  },
  {
    name: 'takes any limit',
    criterion: 'chat.messages',
    file: 'protocol.ts',
    find: 'limit: queryNumber(1, 100).default(50)',
    replace: 'limit: queryNumber(0, 1_000_000).default(50)',
  },
  {
    name: 'takes a text of any length',
    criterion: 'chat.messages',
    file: 'protocol.ts',
    find: 'const textSchema = z.string().min(1).max(1000);',
    replace: 'const textSchema = z.string().min(1);',
  },
  {
    name: 'sends private messages to the whole room',
    criterion: 'chat.messages',
    file: 'delivery.ts',
    find: 'else this.connections.sendTo(roomId, [userId, recipientId], message);',
    replace: 'else this.connections.broadcast(roomId, message);',
  },
  {
    name: 'does not show private messages to their author',
    criterion: 'chat.messages',
    file: 'delivery.ts',
    find: 'this.connections.sendTo(roomId, [userId, recipientId], message);',
    replace: 'this.connections.sendTo(roomId, [recipientId], message);',
  },
  {
    name: 'has private messages in the history of everybody',
    criterion: 'chat.messages',
    file: 'messages.ts',
    find: 'AND (recipient_id IS NULL OR recipient_id = ? OR author_id = ?)',
    replace: 'AND (1 OR recipient_id = ? OR author_id = ?)',
  },
  {
    name: 'forgets the private messages of their author',
    criterion: 'chat.messages',
    file: 'messages.ts',
    find: 'AND (recipient_id IS NULL OR recipient_id = ? OR author_id = ?)',
    replace: 'AND (recipient_id IS NULL OR recipient_id = ? OR author_id = -?)',
  },
  {
    name: 'keeps private messages for people who are not there',
    criterion: 'chat.messages',
    file: 'chat-endpoint.ts',
    find: 'if (!recipient || !services.presence.has(room.id, recipient.id)) {',
    replace: 'if (!recipient) {',
  },
  {
    name: 'notifies everybody of private messages',
    criterion: 'chat.messages',
    file: 'event-log.ts',
    find: 'return isPrivate ? event.recipientId === listenerId :',
    replace: 'return isPrivate ? event.userId !== listenerId :',
  },
  {
    name: 'notifies the author of a message',
    criterion: 'chat.messages',
    file: 'event-log.ts',
    find: ': event.userId !== listenerId;',
    replace: ": event.type === 'new_message' || event.userId !== listenerId;",
  },
  {
    name: 'puts the whole text into a notification',
    criterion: 'chat.messages',
    file: 'notifications.ts',
    find: "preview: [...event.text].slice(0, PREVIEW_CHARACTERS).join('')",
    replace: 'preview: event.text',
  },
  {
    name: 'lets proxies keep the stream',
    criterion: 'chat.messages',
    file: 'event-stream.ts',
    find: "  'Cache-Control': 'no-cache',\n",
    replace: '',
  },
  {
    name: 'sends nothing while nothing happens',
    criterion: 'chat.messages',
    file: 'stream-endpoint.ts',
    find: 'stream.send(KEEPALIVE)',
    replace: 'undefined',
  },
  {
    name: 'replays everything for an id that is no number',
    criterion: 'chat.messages',
    file: 'stream-endpoint.ts',
    find: '? Number(text) : undefined;',
    replace: '? Number(text) : text && 0;',
  },
  {
    name: 'replays everything to a first connection',
    criterion: 'chat.messages',
    file: 'stream-endpoint.ts',
    find: '? Number(text) : undefined;',
    replace: '? Number(text) : text ? undefined : 0;',
  },
  {
    name: 'replays the first 100 instead of the newest',
    criterion: 'chat.messages',
    file: 'event-log.ts',
    find: 'return z.array(eventSchema).parse(rows).toReversed();',
    replace: `return this.after(after)
      .filter((event) => event.id <= until && concerns(event, userId))
      .slice(0, rows.length);`,
  },
  {
    name: 'ignores Last-Event-ID',
    criterion: 'chat.messages',
    file: 'stream-endpoint.ts',
    find: 'if (lastEventId !== undefined) {',
    replace: 'if (lastEventId === -1) {',
  },
  {
    name: 'replays what was already heard',
    criterion: 'chat.messages',
    file: 'event-log.ts',
    find: '`${SELECT} WHERE events.id > ? AND events.id <= ?',
    replace: '`${SELECT} WHERE events.id >= ? AND events.id <= ?',
  },
  {
    name: 'replays what was for others',
    criterion: 'chat.messages',
    file: 'event-log.ts',
    find: 'AND (recipients.id = ? OR (recipients.id IS NULL AND users.id <> ?))',
    replace: 'AND (1 OR recipients.id = ? OR users.id <> ?)',
  },
  {
    name: 'replays only what happened since it started',
    criterion: 'chat.messages',
    file: 'stream-endpoint.ts',
    find: '  return (request, response) => {',
    replace: `  const started = delivery.lastId;
  const { missedBy } = events;
  events.missedBy = (userId, after, until) => missedBy.call(events, userId, Math.max(after, started), until);
  return (request, response) => {`,
  },
  {
    name: 'shows every third message a moment later',
    criterion: 'chat.messages',
    file: 'delivery.ts',
    find: BROADCAST,
    replace: `    if (recipientId === null && messageId % 3 === 0)
      setTimeout(() => this.connections.broadcast(roomId, message), 5);
    else if (recipientId === null) this.connections.broadcast(roomId, message);`,
  },
  {
    name: 'lets everybody write as fast as they can',
    criterion: 'chat.messages',
    file: 'rate-limit.ts',
    find: 'if (now - oldest < WINDOW_MS) return false;',
    replace: '',
  },
  {
    name: 'keeps what it refused for being too fast',
    criterion: 'chat.messages',
    file: 'chat-endpoint.ts',
    find: "        sendMessage(member, { type: 'error', message: 'Too many messages: wait a few seconds.' });",
    replace: `        services.messages.store({ roomId: room.id, authorId: userId, text: 'too fast' });
        sendMessage(member, { type: 'error', message: 'Too many messages: wait a few seconds.' });`,
  },
  {
    name: 'has no history after a restart',
    criterion: 'chat.messages',
    file: 'server.ts',
    find: 'openDatabaseOrExit(settings.DATABASE_FILE)',
    replace: "openDatabaseOrExit(':memory:')",
  },
];
