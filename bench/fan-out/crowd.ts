import { performance } from 'node:perf_hooks';
import pidusage from 'pidusage';
import { type Contender, dialects, type Phase } from './job.ts';
import { LightClient } from './light-client.ts';

const DEADLINE_MS = 30_000;

/** All clients of one server. */
export class Crowd {
  readonly #contender: Contender;
  readonly #clients: LightClient[] = [];
  readonly #sentAt: number[] = [];
  #latencies: number[] = [];
  #ready = 0;
  #delivered = 0;
  #onFrame: () => void = () => {};

  constructor(contender: Contender) {
    this.#contender = contender;
  }

  /** Connects so many clients. Returns how many KiB each of them costs the server. */
  async open(connections: number): Promise<number> {
    const { port, pid, dialect, paths } = this.#contender;
    const { hello } = dialects[dialect];
    const before = await pidusage(pid);
    // A few at a time: a thousand at once would overrun the queue of connections that wait to be accepted.
    while (this.#clients.length < connections) {
      const batch = Array.from({ length: Math.min(50, connections - this.#clients.length) }, (_, index) => {
        const path = paths[(this.#clients.length + index) % paths.length] ?? '/';
        return LightClient.open(port, path, (payload) => this.#read(payload));
      });
      const next = await Promise.all(batch);
      if (hello !== undefined) for (const client of next) client.send(hello);
      this.#clients.push(...next);
    }
    await this.#until(() => this.#ready, connections);
    const after = await pidusage(pid);
    return (after.memory - before.memory) / connections / 1024;
  }

  /** Sends `rounds` times `burst` messages at once, each from another client; the next ones when all have all. */
  async send(rounds: number, burst: number): Promise<void> {
    const { wrap } = dialects[this.#contender.dialect];
    for (let round = 0; round < rounds; round += 1) {
      const target = this.#delivered + burst * this.#clients.length;
      for (let index = 0; index < burst; index += 1) {
        const number = this.#sentAt.length;
        const text = `#${String(number).padStart(6, '0')} ${'x'.repeat(60)}`;
        this.#clients[number % this.#clients.length]?.send(wrap(text));
        this.#sentAt.push(performance.now());
      }
      await this.#until(() => this.#delivered, target);
    }
  }

  async measure(rounds: number, burst: number): Promise<Phase> {
    const { pid } = this.#contender;
    this.#latencies = [];
    const { ctime } = await pidusage(pid);
    const begin = performance.now();
    await this.send(rounds, burst);
    const seconds = (performance.now() - begin) / 1000;
    const usage = await pidusage(pid);
    const sorted = Float64Array.from(this.#latencies).sort();
    return {
      perSecond: sorted.length / seconds,
      median: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
      slowest: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
      cpu: ((usage.ctime - ctime) * 1000) / sorted.length,
    };
  }

  #read(payload: Buffer): void {
    const mark = payload.indexOf('#');
    if (mark >= 0) {
      const number = Number(payload.toString('latin1', mark + 1, mark + 7));
      this.#delivered += 1;
      this.#latencies.push(performance.now() - (this.#sentAt[number] ?? 0));
    } else if (payload.includes(dialects[this.#contender.dialect].ready)) {
      this.#ready += 1;
    }
    this.#onFrame();
  }

  async #until(count: () => number, target: number): Promise<void> {
    if (count() >= target) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${count()} of ${target} came within ${DEADLINE_MS / 1000} s.`)),
        DEADLINE_MS,
      );
      this.#onFrame = () => {
        if (count() < target) return;
        clearTimeout(timer);
        this.#onFrame = () => {};
        resolve();
      };
    });
  }
}
