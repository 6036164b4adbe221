import { PageClient, type PageOptions } from './clients/page.ts';
import type { RunningServer } from './running-server.ts';
import { sharedBrowser } from './shared-browser.ts';
import { Turns } from './turns.ts';

/** A page takes most of a processor: with those of several checks at once, each would be too slow to be judged. */
const turns = new Turns(1);

/** The pages of one check. */
export class CheckPages {
  readonly #pages: PageClient[] = [];
  #endTurn: (() => void) | undefined;
  #closed = false;

  /** Whether the check has opened a page. */
  get used(): boolean {
    return this.#endTurn !== undefined;
  }

  /** Waits for the check's turn and for the browser. */
  async prepare(): Promise<void> {
    this.#endTurn ??= await turns.take();
    // A check that was given up while it waited has nobody to end its turn.
    if (this.#closed) this.#endTurn();
    await sharedBrowser();
  }

  async open(server: RunningServer, options?: PageOptions): Promise<PageClient> {
    const page = await PageClient.open(server.newContext('page'), await sharedBrowser(), options);
    this.#pages.push(page);
    return page;
  }

  /** Closes all, and lets the next check have its turn. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#pages.map((page) => page.close()));
    this.#endTurn?.();
  }
}
