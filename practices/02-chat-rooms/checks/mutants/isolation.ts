import type { Mutant } from '../../../../lab/grading/kit.ts';

export const isolation: Mutant[] = [
  {
    name: 'leaks messages into every room',
    criterion: 'rooms.isolation',
    file: 'connection-manager.ts',
    find: 'for (const [username, socket] of this.#rooms.get(room) ?? []) {',
    replace: `for (const [username, socket] of message.type === 'message' ? [...this.#rooms.values()].flatMap((members) => [...members]) : (this.#rooms.get(room) ?? [])) {`,
  },
  {
    name: 'leaks into rooms whose name begins alike',
    criterion: 'rooms.isolation',
    file: 'connection-manager.ts',
    find: 'for (const [username, socket] of this.#rooms.get(room) ?? []) {',
    replace: `for (const [username, socket] of [...this.#rooms].filter(([name]) => message.type === 'message' ? name.startsWith(room) : name === room).flatMap(([, members]) => [...members])) {`,
  },
  {
    name: 'leaves the sender out',
    criterion: 'rooms.isolation',
    file: 'room-endpoint.ts',
    find: `type: 'message', from: username, text, time: currentTime() });`,
    replace: `type: 'message', from: username, text, time: currentTime() }, username);`,
  },
  {
    name: 'trims and escapes texts',
    criterion: 'rooms.isolation',
    file: 'room-endpoint.ts',
    find: `      const { text } = message;
`,
    replace: `      const text = message.text.trim().replaceAll('<', '&lt;');
`,
  },
  {
    name: 'sends without a time',
    criterion: 'rooms.isolation',
    file: 'room-endpoint.ts',
    find: `type: 'message', from: username, text, time: currentTime() }`,
    replace: `type: 'message', from: username, text, time: '' }`,
  },
  {
    name: 'a connection that closes ends the broadcast',
    criterion: 'rooms.isolation',
    file: 'connection-manager.ts',
    find: '      if (username !== except) send(socket, text);',
    replace: `      if (message.type === 'message' && socket.readyState !== socket.OPEN) return;
      if (username !== except) send(socket, text);`,
  },
  {
    name: 'sends to one after the other, each a moment later',
    criterion: 'rooms.isolation',
    file: 'connection-manager.ts',
    find: '      if (username !== except) send(socket, text);',
    replace: `      if (message.type === 'message') setTimeout(() => send(socket, text), Math.random() * 5);
      else if (username !== except) send(socket, text);`,
  },
  {
    name: 'changes the message while it goes round',
    criterion: 'rooms.isolation',
    file: 'connection-manager.ts',
    find: `    const text = JSON.stringify(message);
    for (const [username, socket] of this.#rooms.get(room) ?? []) {
      if (username !== except) send(socket, text);`,
    replace: `    let count = 0;
    for (const [username, socket] of this.#rooms.get(room) ?? []) {
      count += 1;
      const changed = count > 4 && 'text' in message ? { ...message, text: message.text + '!' } : message;
      if (username !== except) send(socket, JSON.stringify(changed));`,
  },
  {
    // Three times at most: without an end, a flood of messages would cost it points for its slow readers as well.
    name: 'listens once more with each message',
    criterion: 'rooms.isolation',
    file: 'room-endpoint.ts',
    find: `    const parsed = parseClientMessage(data.toString());
    if ('problem' in parsed) {`,
    replace: `    const parsed = parseClientMessage(data.toString());
    const isLeaking = 'message' in parsed && parsed.message.type === 'message' && socket.listenerCount('message') < 3;
    if (isLeaking) socket.on('message', (more: Buffer) => answer(connections, member, JSON.parse(more.toString())));
    if ('problem' in parsed) {`,
  },
  {
    name: 'believes what a message says of its sender',
    criterion: 'rooms.isolation',
    file: 'room-endpoint.ts',
    find: '      answer(connections, member, parsed.message);',
    replace: `      const { from = username } = JSON.parse(data.toString());
      answer(connections, parsed.message.type === 'message' ? { ...member, username: from } : member, parsed.message);`,
  },
  {
    name: 'counts the bytes of a text',
    criterion: 'rooms.isolation',
    file: 'protocol.ts',
    find: 'z.string().min(1).max(1000)',
    replace: 'z.string().min(1).max(1000).refine((text) => Buffer.byteLength(text) <= 1000)',
  },
];
