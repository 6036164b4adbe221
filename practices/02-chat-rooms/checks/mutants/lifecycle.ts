import type { Mutant } from '../../../../lab/grading/kit.ts';

export const lifecycle: Mutant[] = [
  {
    name: 'throws on bad JSON',
    criterion: 'rooms.lifecycle',
    file: 'protocol.ts',
    find: `  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'This is not valid JSON.' };
  }`,
    replace: '  value = JSON.parse(text);',
  },
  {
    name: 'closes on bad input',
    criterion: 'rooms.lifecycle',
    file: 'room-endpoint.ts',
    find: `      sendMessage(socket, { type: 'error', message: parsed.problem });`,
    replace: `      sendMessage(socket, { type: 'error', message: parsed.problem });
      socket.close(1008);`,
  },
  {
    name: 'tells everybody about bad input',
    criterion: 'rooms.lifecycle',
    file: 'room-endpoint.ts',
    find: `      sendMessage(socket, { type: 'error', message: parsed.problem });`,
    replace: `      connections.broadcast(room, { type: 'error', message: parsed.problem });`,
  },
  {
    name: 'takes texts of any length',
    criterion: 'rooms.lifecycle',
    file: 'protocol.ts',
    find: 'z.string().min(1).max(1000)',
    replace: 'z.string()',
  },
  {
    name: 'reads binary like text',
    criterion: 'rooms.lifecycle',
    file: 'room-endpoint.ts',
    find: '    if (isBinary) {',
    replace: '    if (isBinary && data.length > 1000) {',
  },
  {
    name: 'never pings',
    criterion: 'rooms.lifecycle',
    file: 'app.ts',
    find: `      startHeartbeat(socket, settings.HEARTBEAT_MS);
`,
    replace: '',
  },
  {
    name: 'pings, and never cuts off',
    criterion: 'rooms.lifecycle',
    file: 'heartbeat.ts',
    find: `      socket.terminate();
`,
    replace: '',
  },
  {
    name: 'cuts off also those who answer',
    criterion: 'rooms.lifecycle',
    file: 'heartbeat.ts',
    find: `  socket.on('pong', () => {
    answered = true;
  });
`,
    replace: '',
  },
  {
    name: 'ends without a word to its clients',
    criterion: 'rooms.lifecycle',
    file: 'shutdown.ts',
    find: `  for (const socket of sockets.clients) socket.close(1001, 'The server is shutting down');
`,
    replace: `  for (const socket of sockets.clients) socket.terminate();
`,
  },
  {
    name: 'waits for a half handshake for ever',
    criterion: 'rooms.lifecycle',
    file: 'shutdown.ts',
    find: `    server.closeAllConnections();
`,
    replace: '',
  },
  {
    name: 'takes frames of any size',
    criterion: 'rooms.lifecycle',
    file: 'app.ts',
    find: ', maxPayload: MAX_FRAME_BYTES',
    replace: '',
  },
  {
    name: 'is ended by one bad frame',
    criterion: 'rooms.lifecycle',
    file: 'app.ts',
    find: `      socket.on('error', (error) => console.error(\`A client broke the protocol: \${error.message}\`));
`,
    replace: '',
  },
  {
    name: 'buffers without end for a slow reader',
    criterion: 'rooms.lifecycle',
    file: 'sending.ts',
    find: `    socket.terminate();
    return;
`,
    replace: '',
  },
  {
    name: 'prints a bad setting with a stack trace',
    criterion: 'rooms.lifecycle',
    file: 'settings.ts',
    find: `  console.error(\`Bad setting. \${problems.join('; ')}\`);
  process.exit(1);`,
    replace: `  throw new Error(\`Bad setting. \${problems.join('; ')}\`);`,
  },
];
