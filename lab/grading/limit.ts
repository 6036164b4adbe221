import { CheckFailure } from './failure.ts';

/** A time that begins when a check has its turn, and fails the check when it has passed. */
export class Limit {
  readonly passed: Promise<never>;
  #timer: NodeJS.Timeout | undefined;
  #fail: (failure: CheckFailure) => void = () => {};

  constructor() {
    this.passed = new Promise((_resolve, reject) => {
      this.#fail = reject;
    });
  }

  begin(milliseconds: number): void {
    this.#timer ??= setTimeout(() => {
      const expected = `all answers within ${milliseconds / 1000} s`;
      this.#fail(new CheckFailure({ did: 'the check was run', expected, received: 'the server was slower' }));
    }, milliseconds);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
