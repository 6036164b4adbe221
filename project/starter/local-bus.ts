import type { Bus } from './bus.ts';

/** The bus of a server that is alone: there is nobody to tell. */
export class LocalBus implements Bus {
  publish(): void {}

  subscribe(): void {}

  close(): void {}
}
