import type { Mutant } from '../../../../lab/grading/kit.ts';

export const stream: Mutant[] = [
  {
    name: 'serves no page',
    criterion: 'notifications.stream',
    file: 'app.ts',
    find: `  app.use(express.static(CLIENT_FOLDER));
`,
    replace: '',
  },
  {
    name: 'forgets the empty line behind an event',
    criterion: 'notifications.stream',
    file: 'event-format.ts',
    find: `\${idLine}\${lines.join('')}\\n\``,
    replace: `\${idLine}\${lines.join('')}\``,
  },
  {
    name: 'writes the line breaks as a backslash and an n',
    criterion: 'notifications.stream',
    file: 'event-format.ts',
    find: `return \`event: \${event}\\n\${idLine}\${lines.join('')}\\n\`;`,
    replace: `return \`event: \${event}\\n\${idLine}\${lines.join('')}\\\\n\\\\n\`;`,
  },
  {
    name: 'indents its JSON, and does not split it into lines',
    criterion: 'notifications.stream',
    file: 'event-format.ts',
    find: '  const lines = data.split(/\\r\\n|\\r|\\n/).map((line) => `data: ${line}\\n`);',
    replace: '  const lines = [`data: ${JSON.stringify(JSON.parse(data), undefined, 2)}\\n`];',
  },
  {
    name: 'forgets the name of the event',
    criterion: 'notifications.stream',
    file: 'event-format.ts',
    find: '`event: ${event}\\n${idLine}',
    replace: '`${idLine}',
  },
  {
    name: 'sends no id',
    criterion: 'notifications.stream',
    file: 'event-format.ts',
    find: '`id: ${id}\\n`',
    replace: `''`,
  },
  {
    name: 'counts ids for each stream',
    criterion: 'notifications.stream',
    file: 'event-stream.ts',
    find: `  sendEvent(event: EventFields): void {
    this.#write(formatEvent(event));`,
    replace: `  #count = 0;

  sendEvent(event: EventFields): void {
    this.#count += 1;
    this.#write(formatEvent({ ...event, id: this.#count }));`,
  },
  {
    name: 'sends retry with a unit',
    criterion: 'notifications.stream',
    file: 'event-format.ts',
    find: '`retry: ${milliseconds}\\n\\n`',
    replace: '`retry: ${milliseconds}ms\\n\\n`',
  },
  {
    name: 'sends the wrong content type',
    criterion: 'notifications.stream',
    file: 'event-stream.ts',
    find: `'text/event-stream'`,
    replace: `'text/plain'`,
  },
  {
    name: 'lets proxies keep the stream',
    criterion: 'notifications.stream',
    file: 'event-stream.ts',
    find: `  'Cache-Control': 'no-cache',
`,
    replace: '',
  },
  {
    name: 'lets proxies collect the stream',
    criterion: 'notifications.stream',
    file: 'event-stream.ts',
    find: `  'X-Accel-Buffering': 'no',
`,
    replace: '',
  },
  {
    name: 'sends the headers only after a while',
    criterion: 'notifications.stream',
    file: 'event-stream.ts',
    find: `    this.#response.writeHead(200, HEADERS);
    this.#response.flushHeaders();
    this.#write(formatRetry(RETRY_MS));`,
    replace: `    this.#response.writeHead(200, HEADERS);
    setTimeout(() => this.#write(formatRetry(RETRY_MS)), 1000);`,
  },
  {
    name: 'escapes messages',
    criterion: 'notifications.stream',
    file: 'notification-center.ts',
    find: 'data = JSON.stringify(notification)',
    replace: `data = JSON.stringify(notification).replaceAll('\\\\r', '')`,
  },
  {
    name: 'does not look at Accept',
    criterion: 'notifications.stream',
    file: 'stream-endpoint.ts',
    find: `!request.accepts('text/event-stream')`,
    replace: `request.method === 'TRACE'`,
  },
  {
    name: 'takes only the exact Accept of a browser',
    criterion: 'notifications.stream',
    file: 'stream-endpoint.ts',
    find: `!request.accepts('text/event-stream')`,
    replace: `request.get('Accept') !== 'text/event-stream'`,
  },
  {
    name: 'sends an event without its time',
    criterion: 'notifications.stream',
    file: 'post-endpoints.ts',
    find: 'time: new Date().toISOString()',
    replace: `time: ''`,
  },
  {
    name: 'makes a text of the data',
    criterion: 'notifications.stream',
    file: 'post-endpoints.ts',
    find: '  return { ...notificationSchema.parse(body), time',
    replace: `  const { data, ...rest } = notificationSchema.parse(body);
  return { ...rest, ...(data === undefined ? {} : { data: JSON.stringify(data) }), time`,
  },
  {
    name: 'serves the page without its files',
    criterion: 'notifications.stream',
    file: 'app.ts',
    find: '  app.use(express.static(CLIENT_FOLDER));',
    replace: `  app.get('/', (_request, response) => response.sendFile('index.html', { root: CLIENT_FOLDER }));`,
  },
  {
    name: 'sends retry in seconds',
    criterion: 'notifications.stream',
    file: 'event-stream.ts',
    find: 'RETRY_MS = 3000',
    replace: 'RETRY_MS = 3',
  },
  {
    name: 'answers HEAD with the content type alone',
    criterion: 'notifications.stream',
    file: 'stream-endpoint.ts',
    find: '    const stream = new EventStream(response);',
    replace: `    if (request.method === 'HEAD') {
      response.type('text/event-stream').end();
      return;
    }
    const stream = new EventStream(response);`,
  },
  {
    name: 'takes null for no data',
    criterion: 'notifications.stream',
    file: 'post-endpoints.ts',
    find: '  return { ...notificationSchema.parse(body), time',
    replace: `  const { data, ...rest } = notificationSchema.parse(body);
  return { ...rest, data: data ?? undefined, time`,
  },
  {
    name: 'makes null of no data',
    criterion: 'notifications.stream',
    file: 'post-endpoints.ts',
    find: '  return { ...notificationSchema.parse(body), time',
    replace: '  return { data: null, ...notificationSchema.parse(body), time',
  },
];
