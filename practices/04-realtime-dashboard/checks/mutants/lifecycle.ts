import type { Mutant } from '../../../../lab/grading/kit.ts';

export const lifecycle: Mutant[] = [
  {
    name: 'takes any body',
    criterion: 'dashboard.lifecycle',
    file: 'simulate-endpoints.ts',
    find: 'const { text } = simulationSchema.parse(request.body);',
    replace: 'const { text = String(request.body) } = request.body ?? {};',
  },
  {
    name: 'takes texts of any length',
    criterion: 'dashboard.lifecycle',
    file: 'protocol.ts',
    find: '.min(1).max(200)',
    replace: '',
  },
  {
    name: 'answers a wrong body with 500',
    criterion: 'dashboard.lifecycle',
    file: 'simulate-endpoints.ts',
    find: '    response.status(400).json({ error: z.prettifyError(error) });',
    replace: '    response.status(500).json({ error: z.prettifyError(error) });',
  },
  {
    name: 'takes bodies of any size',
    criterion: 'dashboard.lifecycle',
    file: 'simulate-endpoints.ts',
    find: 'limit: MAX_BODY_BYTES',
    replace: `limit: '50mb'`,
  },
  {
    name: 'publishes what it refuses',
    criterion: 'dashboard.lifecycle',
    file: 'simulate-endpoints.ts',
    find: '      const { text } = simulationSchema.parse(request.body);',
    replace: `      if (request.body?.text === '') feed.publish(kind, '');
      const { text } = simulationSchema.parse(request.body);`,
  },
  {
    name: 'throws on bad JSON',
    criterion: 'dashboard.lifecycle',
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
    criterion: 'dashboard.lifecycle',
    file: 'activity-endpoint.ts',
    find: `      sendMessage(socket, { type: 'error', message: parsed.problem });`,
    replace: `      sendMessage(socket, { type: 'error', message: parsed.problem });
      socket.close(1008);`,
  },
  {
    name: 'takes any limit',
    criterion: 'dashboard.lifecycle',
    file: 'protocol.ts',
    find: 'limit: z.number().int().min(1)',
    replace: 'limit: z.coerce.number()',
  },
  {
    name: 'reads binary like text',
    criterion: 'dashboard.lifecycle',
    file: 'activity-endpoint.ts',
    find: '    if (isBinary) {',
    replace: '    if (isBinary && data.length > 1000) {',
  },
  {
    name: 'sends no comments',
    criterion: 'dashboard.lifecycle',
    file: 'metrics-endpoints.ts',
    find: `() => stream.sendComment('keepalive')`,
    replace: '() => undefined',
  },
  {
    name: 'never pings',
    criterion: 'dashboard.lifecycle',
    file: 'app.ts',
    find: `      startHeartbeat(socket, settings.HEARTBEAT_MS);
`,
    replace: '',
  },
  {
    name: 'pings, and never cuts off',
    criterion: 'dashboard.lifecycle',
    file: 'heartbeat.ts',
    find: `      socket.terminate();
`,
    replace: '',
  },
  {
    name: 'cuts off also those who answer',
    criterion: 'dashboard.lifecycle',
    file: 'heartbeat.ts',
    find: `  socket.on('pong', () => {
    answered = true;
  });
`,
    replace: '',
  },
  {
    name: 'accepts a WebSocket on any path',
    criterion: 'dashboard.lifecycle',
    file: 'app.ts',
    find: `if (request.url?.split('?')[0] !== '/ws/activity') {`,
    replace: `if (!request.url?.startsWith('/')) {`,
  },
  {
    name: 'takes a path that begins like the right one',
    criterion: 'dashboard.lifecycle',
    file: 'app.ts',
    find: `if (request.url?.split('?')[0] !== '/ws/activity') {`,
    replace: `if (!request.url?.startsWith('/ws/activity')) {`,
  },
  {
    name: 'takes frames of any size',
    criterion: 'dashboard.lifecycle',
    file: 'app.ts',
    find: ', maxPayload: MAX_FRAME_BYTES',
    replace: '',
  },
  {
    name: 'buffers without end for a slow reader',
    criterion: 'dashboard.lifecycle',
    file: 'sending.ts',
    find: `    socket.terminate();
    return;
`,
    replace: '',
  },
  {
    name: 'takes a setting of 0',
    criterion: 'dashboard.lifecycle',
    file: 'settings.ts',
    find: 'wholeNumber(10, LONGEST_TIMER_MS)',
    replace: 'wholeNumber(0, LONGEST_TIMER_MS)',
  },
  {
    name: 'prints a bad setting with a stack trace',
    criterion: 'dashboard.lifecycle',
    file: 'settings.ts',
    find: `  console.error(\`Bad setting. \${problems.join('; ')}\`);
  process.exit(1);`,
    replace: `  throw new Error(\`Bad setting. \${problems.join('; ')}\`);`,
  },
  {
    name: 'simulates whatever is asked for',
    criterion: 'dashboard.lifecycle',
    file: 'simulate-endpoints.ts',
    find: `  simulate('/simulate/request', 'request');
`,
    replace: `  simulate('/simulate/request', 'request');
  simulate('/simulate/:kind', 'request');
`,
  },
  {
    name: 'is patient with three pings',
    criterion: 'dashboard.lifecycle',
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
    criterion: 'dashboard.lifecycle',
    file: 'heartbeat.ts',
    find: '      socket.terminate();',
    replace: '      socket.close(1001);',
  },
  {
    name: 'refuses a message of 64 KiB',
    criterion: 'dashboard.lifecycle',
    file: 'app.ts',
    find: '64 * 1024',
    replace: '65_535',
  },
  {
    name: 'refuses a body of 64 KiB',
    criterion: 'dashboard.lifecycle',
    file: 'simulate-endpoints.ts',
    find: '64 * 1024',
    replace: '64_000',
  },
];
