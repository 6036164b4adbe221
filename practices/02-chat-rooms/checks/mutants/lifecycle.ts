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
  {
    name: 'takes private texts of any length',
    criterion: 'rooms.lifecycle',
    file: 'protocol.ts',
    find: 'to: z.string(), text: textSchema',
    replace: 'to: z.string(), text: z.string()',
  },
  {
    name: 'takes typing without a word about it',
    criterion: 'rooms.lifecycle',
    file: 'protocol.ts',
    find: 'typing: z.boolean() }',
    replace: 'typing: z.boolean().default(true) }',
  },
  {
    name: 'is patient with three pings',
    criterion: 'rooms.lifecycle',
    file: 'heartbeat.ts',
    find: `  let answered = true;

  const timer = setInterval(() => {
    if (!answered) {`,
    replace: `  let answered = true;
  let missed = 0;

  const timer = setInterval(() => {
    if (!answered) missed += 1;
    if (missed === 3) {`,
  },
  {
    name: 'asks a dead client to close',
    criterion: 'rooms.lifecycle',
    file: 'heartbeat.ts',
    find: '      socket.terminate();',
    replace: '      socket.close(1001);',
  },
  {
    name: 'buffers private messages without end',
    criterion: 'rooms.lifecycle',
    file: 'connection-manager.ts',
    find: `    send(socket, JSON.stringify(message));
    return true;`,
    replace: `    socket.send(JSON.stringify(message));
    return true;`,
  },
  {
    name: 'refuses a message of 64 KiB',
    criterion: 'rooms.lifecycle',
    file: 'app.ts',
    find: '64 * 1024',
    replace: '65_535',
  },
  {
    name: 'counts the characters of a message',
    criterion: 'rooms.lifecycle',
    file: 'app.ts',
    find: 'maxPayload: MAX_FRAME_BYTES',
    replace: 'maxPayload: 3 * MAX_FRAME_BYTES',
  },
  {
    name: 'takes a setting of 0',
    criterion: 'rooms.lifecycle',
    file: 'settings.ts',
    find: 'wholeNumber(1, 2 ** 31 - 1)',
    replace: 'wholeNumber(0, 2 ** 31 - 1)',
  },
];
