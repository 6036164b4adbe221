import type { Mutant } from '../../../lab/grading/kit.ts';

export const connection: Mutant[] = [
  {
    name: 'answers a ping without the time',
    criterion: 'chat.connection',
    file: 'chat-endpoint.ts',
    find: "sendMessage(member, { type: 'pong', time: currentTime() });",
    replace: 'member.socket.send(\'{"type":"pong"}\');',
  },
  {
    name: 'accepts the upgrade first, and asks for the token then',
    criterion: 'chat.connection',
    file: 'app.ts',
    find: "    if ('refusal' in destination) {",
    replace: `    if ('refusal' in destination && destination.refusal === 401) {
      sockets.handleUpgrade(request, connection, head, (socket) => socket.close(4401, 'A token is needed'));
      return;
    }
    if ('refusal' in destination) {`,
  },
  {
    name: 'lets in who has a token with another secret',
    criterion: 'chat.connection',
    file: 'upgrade.ts',
    find: "const session = services.tokens.verify(new URLSearchParams(query).get('token') ?? '');",
    replace: `const token = new URLSearchParams(query).get('token') ?? '';
  const [, claims = ''] = token.split('.');
  const user = claims && services.users.find(Number(JSON.parse(Buffer.from(claims, 'base64url').toString()).sub));
  const session = services.tokens.verify(token) ?? (user ? { user, expiresAt: Date.now() + 60_000 } : undefined);`,
  },
  {
    name: 'lets strangers hear the notifications',
    criterion: 'chat.connection',
    file: 'stream-endpoint.ts',
    find: "    if (!session) throw new HttpError(401, 'A good token is needed.');",
    replace: "    if (!session && token) throw new HttpError(401, 'A good token is needed.');",
  },
  {
    name: 'opens rooms that do not exist',
    criterion: 'chat.connection',
    file: 'upgrade.ts',
    find: 'return room ? { room, session } : { refusal: 404 };',
    replace: "return { room: room ?? { id: Number(roomId), name: 'new' }, session };",
  },
  {
    name: 'looks at the beginning of a path only',
    criterion: 'chat.connection',
    file: 'upgrade.ts',
    find: '/^\\/ws\\/chat\\/([^/]+)$/',
    replace: '/^\\/ws\\/chat\\/(\\d+)/',
  },
  {
    name: 'leaves an upgrade to an unknown path hanging',
    criterion: 'chat.connection',
    file: 'app.ts',
    find: '      refuse(connection, destination.refusal);',
    replace: '      if (destination.refusal !== 404) refuse(connection, destination.refusal);',
  },
  {
    name: 'lets every page connect',
    criterion: 'chat.connection',
    file: 'upgrade.ts',
    find: '.includes(origin)',
    replace: '.length > 0',
  },
  {
    name: 'compares the beginning of an origin only',
    criterion: 'chat.connection',
    file: 'upgrade.ts',
    find: '.includes(origin)',
    replace: '.some((one) => origin.startsWith(one))',
  },
  {
    name: 'refuses its own page',
    criterion: 'chat.connection',
    file: 'upgrade.ts',
    find: 'return [`http://${host}`, `https://${host}`, ...allowed]',
    replace: 'return [...allowed]',
  },
  {
    name: 'ends with the first text that is no JSON',
    criterion: 'chat.connection',
    file: 'protocol.ts',
    find: "    return { problem: 'This is not valid JSON.' };",
    replace: "    setImmediate(() => { throw new SyntaxError('no JSON'); });\n    return { problem: '' };",
  },
  {
    name: 'closes the connection for what is no JSON',
    criterion: 'chat.connection',
    file: 'chat-endpoint.ts',
    find: "sendMessage(member, { type: 'error', message: parsed.problem });",
    replace: `if (parsed.problem.includes('JSON')) socket.close(1007);
      else sendMessage(member, { type: 'error', message: parsed.problem });`,
  },
  {
    name: 'reads binary as text',
    criterion: 'chat.connection',
    file: 'chat-endpoint.ts',
    find: '    const parsed = isBinary\n',
    replace: '    const parsed = isBinary && data.length === 0\n',
  },
  {
    name: 'closes with 1000 when it ends',
    criterion: 'chat.connection',
    file: 'shutdown.ts',
    find: 'socket.close(1001,',
    replace: 'socket.close(1000,',
  },
  {
    name: 'ends at once, without a goodbye',
    criterion: 'chat.connection',
    file: 'shutdown.ts',
    find: '  server.close(() => bus.close());',
    replace: '  process.exit(0);',
  },
  {
    name: 'never cuts off a silent client',
    criterion: 'chat.connection',
    file: 'heartbeat.ts',
    find: '      socket.terminate();\n      return;',
    replace: '',
  },
  {
    name: 'cuts off clients that answer',
    criterion: 'chat.connection',
    file: 'heartbeat.ts',
    find: "socket.on('pong', () => {\n    answered = true;",
    replace: "socket.on('message', () => {\n    answered = true;",
  },
  {
    name: 'keeps connections whose token has run out',
    criterion: 'chat.connection',
    file: 'chat-endpoint.ts',
    find: 'callAt(session.expiresAt, () =>',
    replace: 'callAt(session.expiresAt + 3_600_000, () =>',
  },
  {
    name: 'closes with 1008 when a token has run out',
    criterion: 'chat.connection',
    file: 'chat-endpoint.ts',
    find: 'const CLOSE_TOKEN_EXPIRED = 4401;',
    replace: 'const CLOSE_TOKEN_EXPIRED = 1008;',
  },
  {
    name: 'goes on notifying when a token has run out',
    criterion: 'chat.connection',
    file: 'stream-endpoint.ts',
    find: 'callAt(session.expiresAt, () => stream.close())',
    replace: 'callAt(session.expiresAt, () => {})',
  },
  {
    name: 'takes frames of any size',
    criterion: 'chat.connection',
    file: 'app.ts',
    find: 'export const MAX_FRAME_BYTES = 64 * 1024;',
    replace: 'export const MAX_FRAME_BYTES = 0;',
  },
  {
    name: 'ends with the first broken frame',
    criterion: 'chat.connection',
    file: 'app.ts',
    find: "      socket.on('error', (error) => console.error(`A client broke the protocol: ${error.message}`));\n",
    replace: '',
  },
  {
    name: 'keeps everything for clients that do not read',
    criterion: 'chat.connection',
    file: 'sending.ts',
    find: 'if (connection.writableLength + frame.length > MAX_BUFFERED_BYTES) {',
    replace: 'if (connection.writableLength > 1024 * MAX_BUFFERED_BYTES) {',
  },
  {
    name: 'takes a port that makes no sense for its default',
    criterion: 'chat.connection',
    file: 'settings.ts',
    find: '  PORT: wholeNumber(0, 65_535).default(3005),',
    replace: '  PORT: wholeNumber(0, 65_535).catch(0),',
  },
];
