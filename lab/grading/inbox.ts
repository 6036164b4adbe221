import { setImmediate } from 'node:timers/promises';

/** What came in and was not looked at yet. Taking from it waits, up to a deadline. */
export class Inbox<Item> {
  readonly #items: Item[] = [];
  #wake: (() => void) | undefined;

  put(item: Item): void {
    this.#items.push(item);
    this.#wake?.();
  }

  /** The oldest item that fits, or undefined when none came within `deadline` milliseconds. */
  async take(deadline: number, fits: (item: Item) => boolean = () => true): Promise<Item | undefined> {
    const end = performance.now() + deadline;
    for (;;) {
      const index = this.#items.findIndex(fits);
      if (index !== -1) return this.#items.splice(index, 1)[0];
      const left = end - performance.now();
      if (left <= 0) return undefined;
      await this.#change(left);
      // A process that stood still reads only now what came in time.
      await setImmediate();
    }
  }

  #change(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
