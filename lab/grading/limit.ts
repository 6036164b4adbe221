import { CheckFailure } from './failure.ts';

/** A time that begins when a check has its turn, and fails the check when it has passed. */
export class Limit {
  readonly passed: Promise<never>;
  readonly #milliseconds: number;
  #timer: NodeJS.Timeout | undefined;
  #fail: (failure: CheckFailure) => void = () => {};

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
    this.passed = new Promise((_resolve, reject) => {
      this.#fail = reject;
    });
  }

  begin(): void {
    this.#timer ??= setTimeout(() => {
      const expected = `all answers within ${this.#milliseconds / 1000} s`;
      this.#fail(new CheckFailure({ did: 'the check was run', expected, received: 'the server was slower' }));
    }, this.#milliseconds);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
