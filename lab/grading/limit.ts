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
      const expected = `all that this check asks for within ${milliseconds / 1000} s, one after another`;
      this.#fail(new CheckFailure({ did: 'the check was run', expected, received: 'the server was slower' }));
    }, milliseconds);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
