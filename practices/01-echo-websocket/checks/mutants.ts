import type { Mutant } from '../../../lab/grading/kit.ts';

export const mutants: Mutant[] = [
  {
    name: 'serves no page',
    criterion: 'echo.text',
    file: 'app.ts',
    find: 'app.use(express.static(CLIENT_FOLDER));',
    replace: '',
  },
  {
    name: 'forgets the prefix',
    criterion: 'echo.text',
    file: 'echo-endpoint.ts',
    find: '`Echo: ${data.toString()}`',
    replace: 'data.toString()',
  },
  {
    name: 'sends to the client that came last, whoever asked',
    criterion: 'echo.text',
    file: 'echo-endpoint.ts',
    find: `export function handleEcho(socket: WebSocket): void {
  socket.on(`,
    replace: `let socket: WebSocket;
export function handleEcho(newest: WebSocket): void {
  socket = newest;
  newest.on(`,
  },
  {
    name: 'echoes binary as text',
    criterion: 'echo.text',
    file: 'echo-endpoint.ts',
    find: `if (isBinary) {
      send(socket, data);
    } else {
      send(socket, \`Echo: \${data.toString()}\`);
    }`,
    replace: 'send(socket, `Echo: ${data.toString()}`);',
  },
  {
    name: 'bends binary by reading it as UTF-8',
    criterion: 'echo.text',
    file: 'echo-endpoint.ts',
    find: 'send(socket, data);',
    replace: 'send(socket, Buffer.from(data.toString()));',
  },
  {
    name: 'echoes a text that follows binary as binary',
    criterion: 'echo.text',
    file: 'echo-endpoint.ts',
    find: `  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {`,
    replace: `  let sawBinary = false;
  socket.on('message', (data: Buffer, isBinary) => {
    sawBinary ||= isBinary;
    if (sawBinary) {`,
  },
  {
    name: 'listens only after an await, and loses the first frame',
    criterion: 'echo.text',
    file: 'echo-endpoint.ts',
    find: `export function handleEcho(socket: WebSocket): void {
`,
    replace: `export async function handleEcho(socket: WebSocket): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5));
`,
  },
  {
    name: 'leaves empty frames unanswered',
    criterion: 'echo.text',
    file: 'echo-endpoint.ts',
    find: 'if (isBinary) {',
    replace: 'if (data.length === 0) return;\n    if (isBinary) {',
  },
  {
    name: 'welcomes without a count',
    criterion: 'echo.log',
    file: 'log-endpoint.ts',
    find: 'connections: connections.size, time',
    replace: 'time',
  },
  {
    name: 'echoes plain text instead of JSON',
    criterion: 'echo.log',
    file: 'log-endpoint.ts',
    find: "sendMessage(socket, { type: 'echo', text: data.toString(), time: currentTime() });",
    replace: 'socket.send(`Echo: ${data.toString()}`);',
  },
  {
    name: 'gives ids by the number of open connections, so that they repeat',
    criterion: 'echo.log',
    file: 'log-endpoint.ts',
    find: 'lastId += 1;',
    replace: 'lastId = connections.size + 1;',
  },
  {
    name: 'never removes a gone client from its count',
    criterion: 'echo.log',
    file: 'log-endpoint.ts',
    find: 'connections.delete(socket);',
    replace: '',
  },
  {
    name: 'prints nothing when a client comes',
    criterion: 'echo.log',
    file: 'log-endpoint.ts',
    find: 'console.log(`connected ${id} (${connections.size} open)`);',
    replace: '',
  },
  {
    name: 'welcomes everybody again when a client comes',
    criterion: 'echo.log',
    file: 'log-endpoint.ts',
    find: "sendMessage(socket, { type: 'welcome', id,",
    replace: "for (const client of connections) sendMessage(client, { type: 'welcome', id,",
  },
  {
    name: 'counts down only after a clean close',
    criterion: 'echo.log',
    file: 'log-endpoint.ts',
    find: `socket.on('close', () => {
`,
    replace: `socket.on('close', (code) => {
      if (code === 1006) return;
`,
  },
  {
    name: 'counts a lost client down twice',
    criterion: 'echo.log',
    file: 'log-endpoint.ts',
    find: `socket.on('close', () => {
`,
    replace: `socket.on('close', (code) => {
      if (code === 1006) console.log(\`disconnected \${id} (\${connections.size - 1} open)\`);
`,
  },
  {
    name: 'echoes a message without its time',
    criterion: 'echo.protocol',
    file: 'json-endpoint.ts',
    find: "{ type: 'echo', text: message.text, time: currentTime() }",
    replace: "{ type: 'echo', text: message.text, time: '' }",
  },
  {
    name: 'answers a ping with the time of the start',
    criterion: 'echo.protocol',
    file: 'json-endpoint.ts',
    find: "sendMessage(socket, { type: 'pong', time: currentTime() });",
    replace: "sendMessage(socket, { type: 'pong', time: String(process.uptime()) });",
  },
  {
    name: 'gives the time in milliseconds',
    criterion: 'echo.protocol',
    file: 'json-endpoint.ts',
    find: "case 'time':\n      return currentTime();",
    replace: "case 'time':\n      return Date.now();",
  },
  {
    name: 'forgets a command in the help',
    criterion: 'echo.protocol',
    file: 'json-endpoint.ts',
    find: "['time', 'help', 'info']",
    replace: "['time', 'help']",
  },
  {
    name: 'gives the uptime as text',
    criterion: 'echo.protocol',
    file: 'json-endpoint.ts',
    find: 'uptime: process.uptime()',
    replace: 'uptime: `${process.uptime()} s`',
  },
  {
    name: 'answers after a random while, out of order',
    criterion: 'echo.protocol',
    file: 'json-endpoint.ts',
    find: "sendMessage(socket, { type: 'echo', text: message.text, time: currentTime() });",
    replace:
      "setTimeout(() => sendMessage(socket, { type: 'echo', text: message.text, time: currentTime() }), 20);",
  },
  {
    name: 'counts the gone clients of /ws/json in info',
    criterion: 'echo.protocol',
    file: 'json-endpoint.ts',
    find: "socket.on('close', () => connections.delete(socket));",
    replace: '',
  },
  {
    name: 'takes an empty text for a missing one',
    criterion: 'echo.protocol',
    file: 'protocol.ts',
    find: 'text: z.string() })',
    replace: 'text: z.string().min(1) })',
  },
  {
    name: 'closes on bad JSON',
    criterion: 'echo.errors',
    file: 'json-endpoint.ts',
    find: "sendMessage(socket, { type: 'error', message: parsed.problem });",
    replace: "sendMessage(socket, { type: 'error', message: parsed.problem });\n        socket.close();",
  },
  {
    name: 'does not catch bad JSON',
    criterion: 'echo.errors',
    file: 'protocol.ts',
    find: `  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'This is not valid JSON.' };
  }`,
    replace: '  value = JSON.parse(text);',
  },
  {
    name: 'stays silent about an unknown type',
    criterion: 'echo.errors',
    file: 'json-endpoint.ts',
    find: "      if ('problem' in parsed) {",
    replace:
      "      if ('problem' in parsed && parsed.problem.includes('discriminator')) return;\n      if ('problem' in parsed) {",
  },
  {
    name: 'throws on null',
    criterion: 'echo.errors',
    file: 'protocol.ts',
    find: '  const result = ',
    replace: '  (value as object).hasOwnProperty;\n  const result = ',
  },
  {
    name: 'throws on an array',
    criterion: 'echo.errors',
    file: 'protocol.ts',
    find: '  const result = ',
    replace: '  if (Array.isArray(value)) value[0].type;\n  const result = ',
  },
  {
    name: 'takes any text field for a message',
    criterion: 'echo.errors',
    file: 'protocol.ts',
    find: 'text: z.string() })',
    replace: 'text: z.coerce.string() })',
  },
  {
    name: 'looks types up in an object, and finds "__proto__" and "constructor"',
    criterion: 'echo.errors',
    file: 'protocol.ts',
    find: '  const result = ',
    replace: `  const handlers: Record<string, () => void> = { message() {}, ping() {}, command() {} };
  const type = (value as { type?: string } | null)?.type;
  if (typeof type === 'string' && type in handlers && !Object.hasOwn(handlers, type)) handlers[type]?.call(undefined);
  const result = `,
  },
  {
    name: 'reads binary as JSON',
    criterion: 'echo.errors',
    file: 'json-endpoint.ts',
    find: 'if (isBinary) {',
    replace: 'if (isBinary && data.length === 0) {',
  },
  {
    name: 'answers an error to everybody',
    criterion: 'echo.errors',
    file: 'json-endpoint.ts',
    find: "sendMessage(socket, { type: 'error', message: parsed.problem });",
    replace:
      "for (const client of connections) sendMessage(client, { type: 'error', message: parsed.problem });",
  },
  {
    name: 'leaves an unknown path hanging',
    criterion: 'echo.errors',
    file: 'app.ts',
    find: 'refuseUnknownPath(connection);\n',
    replace: '',
  },
  {
    name: 'takes any path that begins like an endpoint',
    criterion: 'echo.errors',
    file: 'app.ts',
    find: 'const endpoint = endpoints.get(path);',
    replace:
      "const endpoint = endpoints.get(path) ?? (path.startsWith('/ws/echo') ? handleEcho : undefined);",
  },
  {
    name: 'accepts frames of 1 MiB',
    criterion: 'echo.errors',
    file: 'app.ts',
    find: 'MAX_FRAME_BYTES = 64 * 1024',
    replace: 'MAX_FRAME_BYTES = 1024 * 1024',
  },
  {
    name: 'dies of the first protocol error',
    criterion: 'echo.errors',
    file: 'app.ts',
    find: "socket.on('error', (error) => console.error(`A client broke the protocol: ${error.message}`));",
    replace: '',
  },
  {
    name: 'has no heartbeat',
    criterion: 'echo.lifecycle',
    file: 'app.ts',
    find: 'startHeartbeat(socket, settings.HEARTBEAT_MS);',
    replace: '',
  },
  {
    name: 'pings, but never terminates',
    criterion: 'echo.lifecycle',
    file: 'heartbeat.ts',
    find: 'socket.terminate();\n      return;',
    replace: 'socket.ping();\n      return;',
  },
  {
    name: 'forgets to note the pong, and cuts everybody off',
    criterion: 'echo.lifecycle',
    file: 'heartbeat.ts',
    find: `socket.on('pong', () => {
    answered = true;
  });`,
    replace: '',
  },
  {
    name: 'ignores HEARTBEAT_MS',
    criterion: 'echo.lifecycle',
    file: 'heartbeat.ts',
    find: '}, intervalMs);',
    replace: '}, Math.max(intervalMs, 30_000));',
  },
  {
    name: 'exits without closing its clients',
    criterion: 'echo.lifecycle',
    file: 'shutdown.ts',
    find: 'server.close();',
    replace: 'process.exit(0);',
  },
  {
    name: 'closes with 1000',
    criterion: 'echo.lifecycle',
    file: 'shutdown.ts',
    find: 'socket.close(1001,',
    replace: 'socket.close(1000,',
  },
  {
    name: 'waits for ever for clients that do not answer the close frame',
    criterion: 'echo.lifecycle',
    file: 'shutdown.ts',
    find: 'for (const socket of sockets.clients) socket.terminate();',
    replace: '',
  },
  {
    name: 'listens to SIGTERM only',
    criterion: 'echo.lifecycle',
    file: 'server.ts',
    find: "process.once('SIGINT', () => shutDown(server, sockets));",
    replace: '',
  },
  {
    name: 'keeps everything for a client that does not read',
    criterion: 'echo.lifecycle',
    file: 'sending.ts',
    find: 'MAX_BUFFERED_BYTES = 1024 * 1024',
    replace: 'MAX_BUFFERED_BYTES = 1024 * 1024 * 1024',
  },
  {
    name: 'starts with any setting',
    criterion: 'echo.lifecycle',
    file: 'settings.ts',
    find: "console.error(`Bad setting. ${problems.join('; ')}`);\n  process.exit(1);",
    replace: 'return { PORT: 0, HOST: problems.length ? "127.0.0.1" : "", HEARTBEAT_MS: 30_000 };',
  },
];
