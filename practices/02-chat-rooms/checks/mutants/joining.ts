import type { Mutant } from '../../../../lab/grading/kit.ts';

export const joining: Mutant[] = [
  {
    name: 'serves no page',
    criterion: 'rooms.joining',
    file: 'app.ts',
    find: `  app.use(express.static(CLIENT_FOLDER));
`,
    replace: '',
  },
  {
    name: 'lets a second one in under a taken name',
    criterion: 'rooms.joining',
    file: 'upgrade.ts',
    find: `  if (connections.has(room, username)) return { refusal: 409 };
`,
    replace: '',
  },
  {
    name: 'takes any text as a name',
    criterion: 'rooms.joining',
    file: 'names.ts',
    find: '  return NAME.test(name) ? name : undefined;',
    replace: '  return name.length > 0 ? name : undefined;',
  },
  {
    name: 'takes names of any length',
    criterion: 'rooms.joining',
    file: 'names.ts',
    find: '{1,32}',
    replace: '+',
  },
  {
    name: 'takes English letters only',
    criterion: 'rooms.joining',
    file: 'names.ts',
    find: '/^[\\p{L}\\p{M}\\p{Nd}_-]{1,32}$/u',
    replace: '/^[A-Za-z0-9_-]{1,32}$/',
  },
  {
    name: 'finds a name somewhere in the text',
    criterion: 'rooms.joining',
    file: 'names.ts',
    find: '{1,32}$/u',
    replace: '{1,32}/u',
  },
  {
    name: 'throws on what can not be decoded',
    criterion: 'rooms.joining',
    file: 'upgrade.ts',
    find: `  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }`,
    replace: '  return decodeURIComponent(part);',
  },
  {
    name: 'takes names as they are in the path',
    criterion: 'rooms.joining',
    file: 'upgrade.ts',
    find: '    return decodeURIComponent(part);',
    replace: '    return part;',
  },
  {
    name: 'compares names without case',
    criterion: 'rooms.joining',
    file: 'names.ts',
    find: `.normalize('NFC')`,
    replace: `.normalize('NFC').toLowerCase()`,
  },
  {
    name: 'leaves an unknown path hanging',
    criterion: 'rooms.joining',
    file: 'upgrade.ts',
    find: `    return { refusal: 404 };
  }`,
    replace: `    return { room: 'lobby', username: Math.random().toString(36).slice(2) };
  }`,
  },
  {
    name: 'takes a path that begins like the right one',
    criterion: 'rooms.joining',
    file: 'upgrade.ts',
    find: ' || more.length > 0',
    replace: '',
  },
  {
    name: 'knows names in the whole server, not in the room',
    criterion: 'rooms.joining',
    file: 'connection-manager.ts',
    find: '    return this.#rooms.get(room)?.has(username) ?? false;',
    replace: '    return [...this.#rooms.values()].some((members) => members.has(username));',
  },
  {
    name: 'checks the name long before it joins',
    criterion: 'rooms.joining',
    file: 'app.ts',
    find: `  server.on('upgrade', (request, connection, head) => {
    const destination = findDestination(connections, request);
`,
    replace: `  server.on('upgrade', async (request, connection, head) => {
    const destination = findDestination(connections, request);
    await new Promise((resolve) => setTimeout(resolve, 20));
`,
  },
  {
    name: 'refuses a taken name only after the upgrade',
    criterion: 'rooms.joining',
    file: 'app.ts',
    find: `    if ('refusal' in destination) {`,
    replace: `    if ('refusal' in destination && destination.refusal === 409) {
      sockets.handleUpgrade(request, connection, head, (socket) => socket.close(4409));
      return;
    }
    if ('refusal' in destination) {`,
  },
  {
    name: 'serves the page without its files',
    criterion: 'rooms.joining',
    file: 'app.ts',
    find: '  app.use(express.static(CLIENT_FOLDER));',
    replace: `  app.get('/', (_request, response) => response.sendFile('index.html', { root: CLIENT_FOLDER }));`,
  },
  {
    name: 'knows letters, and not their marks',
    criterion: 'rooms.joining',
    file: 'names.ts',
    find: `\\p{L}\\p{M}\\p{Nd}_-`,
    replace: `\\p{L}\\p{Nd}_-`,
  },
  {
    name: 'makes one letter of those that look alike',
    criterion: 'rooms.joining',
    file: 'names.ts',
    find: `normalize('NFC')`,
    replace: `normalize('NFKC')`,
  },
  {
    name: 'brings people to NFC, and not rooms',
    criterion: 'rooms.joining',
    file: 'upgrade.ts',
    find: '  const room = parseName(decode(encodedRoom));',
    replace: '  const room = parseName(decode(encodedRoom)) && decode(encodedRoom);',
  },
  {
    name: 'joins room and name to one key',
    criterion: 'rooms.joining',
    file: 'connection-manager.ts',
    find: '    return this.#rooms.get(room)?.has(username) ?? false;',
    replace: `    const keys = [...this.#rooms].flatMap(([name, members]) => [...members.keys()].map((member) => \`\${name}-\${member}\`));
    return keys.includes(\`\${room}-\${username}\`);`,
  },
  {
    name: 'does not bring the addressee to NFC',
    criterion: 'rooms.joining',
    file: 'room-endpoint.ts',
    find: `message.to.normalize('NFC')`,
    replace: 'message.to',
  },
  {
    name: 'looks up what is no name of a room',
    criterion: 'rooms.joining',
    file: 'rooms-api.ts',
    find: `    if (room === undefined) {
      response.status(400).json({ error: 'This is no name of a room.' });
      return;
    }

    const users = connections.usersIn(room);`,
    replace: `    const users = connections.usersIn(room ?? '');`,
  },
  {
    name: 'looks up rooms as they are in the path',
    criterion: 'rooms.joining',
    file: 'rooms-api.ts',
    find: `    const room = parseName(request.params.room);
    if (room === undefined) {`,
    replace: `    const { room } = request.params;
    if (parseName(room) === undefined) {`,
  },
];
