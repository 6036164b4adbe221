import type { Counters } from './counters.ts';
import type { EventStream } from './event-stream.ts';
import { FigureReader } from './figures.ts';
import { currentTime, type Metrics } from './protocol.ts';

/** Takes one sample for all streams every interval, and none while nobody listens. */
export class Sampler {
  readonly #figures = new FigureReader();
  readonly #counters: Counters;
  readonly #intervalMs: number;
  readonly #streams = new Set<EventStream>();
  #timer: NodeJS.Timeout | undefined;
  #newest: Metrics | undefined;
  #samples = 0;
  #isSampling = false;

  constructor(counters: Counters, intervalMs: number) {
    this.#counters = counters;
    this.#intervalMs = intervalMs;
  }

  /** How many samples were taken since the start. */
  get samples(): number {
    return this.#samples;
  }

  /** Every stream that is open. */
  streams(): EventStream[] {
    return [...this.#streams];
  }

  /** The first stream starts the sampler. One that comes later gets the newest sample at once. */
  subscribe(stream: EventStream): void {
    this.#streams.add(stream);
    if (this.#newest) sendMetrics(stream, this.#newest);
    if (this.#timer === undefined) this.#start();
  }

  /** The last stream stops the sampler. */
  unsubscribe(stream: EventStream): void {
    this.#streams.delete(stream);
    if (this.#streams.size === 0) this.#stop();
  }

  #start(): void {
    // Open connections keep the process running; this timer alone must not.
    this.#timer = setInterval(() => this.#sample(), this.#intervalMs).unref();
    this.#sample();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    // It would be old news for whoever comes next.
    this.#newest = undefined;
  }

  async #sample(): Promise<void> {
    // One at a time: behind a slow disk, samples would overtake each other.
    if (this.#isSampling) return;
    this.#isSampling = true;
    try {
      const figures = await this.#figures.read();
      // The last stream may have gone meanwhile.
      if (this.#streams.size > 0) this.#publish({ ...figures, ...this.#counters.read() });
    } catch (error) {
      console.error('A sample could not be taken:', error);
    } finally {
      this.#isSampling = false;
    }
  }

  #publish(figures: Omit<Metrics, 'type' | 'samples' | 'time'>): void {
    this.#samples += 1;
    const metrics: Metrics = { type: 'metrics', samples: this.#samples, time: currentTime(), ...figures };
    this.#newest = metrics;
    for (const stream of this.#streams) sendMetrics(stream, metrics);
  }
}

function sendMetrics(stream: EventStream, metrics: Metrics): void {
  stream.sendEvent({ event: 'metrics', id: metrics.samples, data: JSON.stringify(metrics) });
}
