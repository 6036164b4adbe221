import type { Mutant } from '../../../../lab/grading/kit.ts';

export const stream: Mutant[] = [
  {
    name: 'sends no retry',
    criterion: 'dashboard.stream',
    file: 'event-stream.ts',
    find: `    this.#write(formatRetry(RETRY_MS));
`,
    replace: '',
  },
  {
    name: 'forgets the name of the event',
    criterion: 'dashboard.stream',
    file: 'event-format.ts',
    find: '`event: ${event}\\n${idLine}',
    replace: '`${idLine}',
  },
  {
    name: 'sends no id',
    criterion: 'dashboard.stream',
    file: 'sampler.ts',
    find: `event: 'metrics', id: metrics.samples, data`,
    replace: `event: 'metrics', data`,
  },
  {
    name: 'lets proxies collect the stream',
    criterion: 'dashboard.stream',
    file: 'event-stream.ts',
    find: `  'X-Accel-Buffering': 'no',
`,
    replace: '',
  },
  {
    name: 'starts a timer for each subscriber',
    criterion: 'dashboard.stream',
    file: 'sampler.ts',
    find: '    if (this.#timer === undefined) this.#start();',
    replace: '    this.#start();',
  },
  {
    name: 'has a sampler for each stream',
    criterion: 'dashboard.stream',
    file: 'metrics-endpoints.ts',
    find: `    sampler.subscribe(stream);
    const keepalive = setInterval(() => stream.sendComment('keepalive'), keepaliveMs);

    response.on('close', () => {
      clearInterval(keepalive);
      sampler.unsubscribe(stream);`,
    replace: `    const own = new (sampler.constructor as typeof Sampler)(counters, Number(process.env['METRICS_INTERVAL_MS'] ?? 1000));
    own.subscribe(stream);
    const keepalive = setInterval(() => stream.sendComment('keepalive'), keepaliveMs);

    response.on('close', () => {
      clearInterval(keepalive);
      own.unsubscribe(stream);`,
  },
  {
    name: 'samples only once',
    criterion: 'dashboard.stream',
    file: 'sampler.ts',
    find: 'setInterval(() => this.#sample(), this.#intervalMs)',
    replace: 'setInterval(() => undefined, this.#intervalMs)',
  },
  {
    name: 'samples every second, whatever the setting',
    criterion: 'dashboard.stream',
    file: 'sampler.ts',
    find: 'setInterval(() => this.#sample(), this.#intervalMs)',
    replace: 'setInterval(() => this.#sample(), 1000)',
  },
  {
    name: 'takes the first sample only after an interval',
    criterion: 'dashboard.stream',
    file: 'sampler.ts',
    find: `this.#intervalMs).unref();
    this.#sample();
`,
    replace: `this.#intervalMs).unref();
`,
  },
  {
    name: 'lets a newcomer wait for the next sample',
    criterion: 'dashboard.stream',
    file: 'sampler.ts',
    find: `    if (this.#newest) sendMetrics(stream, this.#newest);
`,
    replace: '',
  },
  {
    name: 'takes a sample for every newcomer',
    criterion: 'dashboard.stream',
    file: 'sampler.ts',
    find: '    if (this.#newest) sendMetrics(stream, this.#newest);',
    replace: '    if (this.#newest) this.#sample();',
  },
  {
    name: 'shows the next newcomer an old sample',
    criterion: 'dashboard.stream',
    file: 'sampler.ts',
    find: `    this.#newest = undefined;
`,
    replace: '',
  },
  {
    name: 'never stops the sampler',
    criterion: 'dashboard.stream',
    file: 'sampler.ts',
    find: '    if (this.#streams.size === 0) this.#stop();',
    replace: '',
  },
  {
    name: 'forgets no stream, and samples for ever',
    criterion: 'dashboard.stream',
    file: 'sampler.ts',
    find: `    this.#streams.delete(stream);
    if (this.#streams.size === 0) this.#stop();
`,
    replace: '',
  },
  {
    name: 'samples from the start, before anybody listens',
    criterion: 'dashboard.stream',
    file: 'sampler.ts',
    find: '    this.#intervalMs = intervalMs;',
    replace: `    this.#intervalMs = intervalMs;
    setInterval(() => {
      if (this.#streams.size === 0) this.#samples += 1;
    }, intervalMs).unref();`,
  },
  {
    name: 'the first to leave stops the sampler for all',
    criterion: 'dashboard.stream',
    file: 'sampler.ts',
    find: '    if (this.#streams.size === 0) this.#stop();',
    replace: '    this.#stop();',
  },
  {
    name: 'leaves the disk out of the samples',
    criterion: 'dashboard.stream',
    file: 'sampler.ts',
    find: 'data: JSON.stringify(metrics) });',
    replace: 'data: JSON.stringify({ ...metrics, disk: undefined }) });',
  },
  {
    name: 'sends samples without their time',
    criterion: 'dashboard.stream',
    file: 'sampler.ts',
    find: 'data: JSON.stringify(metrics) });',
    replace: 'data: JSON.stringify({ ...metrics, time: undefined }) });',
  },
  {
    name: 'answers HEAD with the content type alone',
    criterion: 'dashboard.stream',
    file: 'metrics-endpoints.ts',
    find: '    const stream = new EventStream(response);',
    replace: `    if (request.method === 'HEAD') {
      response.type('text/event-stream').end();
      return;
    }
    const stream = new EventStream(response);`,
  },
  {
    name: 'makes much of Last-Event-ID',
    criterion: 'dashboard.stream',
    file: 'metrics-endpoints.ts',
    find: '    sampler.subscribe(stream);',
    replace: `    if (request.get('Last-Event-ID')) stream.sendEvent({ event: 'reset', data: '{}' });
    sampler.subscribe(stream);`,
  },
  {
    name: 'begins to count anew after a pause',
    criterion: 'dashboard.stream',
    file: 'sampler.ts',
    find: `    this.#newest = undefined;
`,
    replace: `    this.#newest = undefined;
    this.#samples = 0;
`,
  },
];
