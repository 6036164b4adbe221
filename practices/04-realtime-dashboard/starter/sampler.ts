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
    // TODO(step 2): remember the stream, send it the newest sample if there is one, and start if it is the first.
  }

  /** The last stream stops the sampler. */
  unsubscribe(stream: EventStream): void {
    // TODO(step 2): forget the stream, and stop if it was the last.
  }

  #start(): void {
    // TODO(step 2): take a sample now, and one every interval.
  }

  #stop(): void {
    // TODO(step 2): stop the timer, and forget the newest sample.
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
    // TODO(step 2): remember it as the newest one, and send it to every stream.
  }
}

function sendMetrics(stream: EventStream, metrics: Metrics): void {
  stream.sendEvent({ event: 'metrics', id: metrics.samples, data: JSON.stringify(metrics) });
}
