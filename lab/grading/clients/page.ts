import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { CheckFailure } from '../failure.ts';
import { showText } from '../transcript.ts';
import { exactName, findTextField, looseName } from './accessible-name.ts';
import { PageNetwork } from './page-network.ts';
import type { ClientContext } from './websocket.ts';

/** Milliseconds between two looks at a page. */
const LOOK_INTERVAL = 20;
/** Milliseconds that closing may take: a page can be stuck in a loop. */
const CLOSING_DEADLINE = 2000;
const MOST_SHOWN = 1200;

export interface PageOptions {
  /** The page's clock will be moved by `runClock`. */
  ownClock?: boolean;
}

/** A page in a browser, used by somebody who has never been there. It finds things by the names that people see. */
export class PageClient {
  readonly #context: ClientContext;
  readonly #browserContext: BrowserContext;
  readonly #page: Page;
  /** What the page sends. */
  readonly network: PageNetwork;

  /** Opens the page that a server shows at its root. */
  static async open(
    context: ClientContext,
    browser: Browser,
    { ownClock = false }: PageOptions = {},
  ): Promise<PageClient> {
    const browserContext = await browser.newContext({ serviceWorkers: 'block', acceptDownloads: false });
    const page = await browserContext.newPage();
    const network = await PageNetwork.watch(await browserContext.newCDPSession(page));
    const client = new PageClient(context, browserContext, page, network);
    try {
      await client.#load(ownClock);
    } catch (error) {
      await client.close();
      throw error;
    }
    return client;
  }

  private constructor(
    context: ClientContext,
    browserContext: BrowserContext,
    page: Page,
    network: PageNetwork,
  ) {
    this.#context = context;
    this.#browserContext = browserContext;
    this.#page = page;
    this.network = network;
    const { name, transcript, deadline } = context;
    page.setDefaultTimeout(deadline());
    page.on('pageerror', (error) => transcript.received(name, `exception: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') transcript.received(name, `console: ${message.text()}`);
    });
  }

  /** Writes into a text field; the end of it key by key, since a page may wait for keys. */
  async fill(field: string, text: string): Promise<void> {
    this.#context.transcript.sent(this.#context.name, `writes ${showText(text)} into "${field}"`);
    const characters = [...text];
    const find = (name: RegExp) => findTextField(this.#page, name);
    await this.#act(`a text field named "${field}"`, field, find, async (locator) => {
      await locator.fill(characters.slice(0, -1).join(''));
      await locator.pressSequentially(characters.slice(-1).join(''));
    });
  }

  /** Presses a button with this name. */
  async press(button: string): Promise<void> {
    this.#context.transcript.sent(this.#context.name, `presses "${button}"`);
    await this.#actOnButton(button, (locator) => locator.click());
  }

  /** A button with this name must be there, or come. */
  async expectButton(button: string): Promise<void> {
    await this.#actOnButton(button, (locator) => locator.waitFor());
    this.#context.transcript.received(this.#context.name, `shows the button "${button}"`);
  }

  /** What `read` finds in the page must become right before the deadline. */
  async expect(
    expected: string,
    read: (page: Page) => Promise<string[]>,
    isRight: (texts: string[]) => boolean,
  ): Promise<void> {
    const { deadline, name, transcript } = this.#context;
    const end = performance.now() + deadline();
    for (;;) {
      // A page that loads itself anew, or has crashed, can't be read.
      const texts = await read(this.#page).catch((error) => [firstLine(error)]);
      if (isRight(texts)) break;
      if (performance.now() > end) this.#fail(expected, showTexts(texts));
      await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL));
    }
    transcript.received(name, `shows ${expected}`);
  }

  /** Stops the clock of the page: from now on only `runClock` moves it. */
  async stopClock(): Promise<void> {
    await this.#turnClock(async ({ clock }) => {
      await clock.pauseAt(Date.now() + 1000);
    });
  }

  /** Moves the clock of the page, and waits until the WebSockets that it opens then are open or refused. */
  async runClock(milliseconds: number): Promise<void> {
    await this.#turnClock(({ clock }) => clock.runFor(milliseconds));
    await this.network.settled(this.#context.deadline());
  }

  /** Waits until the page has lost its WebSockets. */
  async untilDisconnected(): Promise<void> {
    await this.network.closed(this.#context.deadline());
  }

  /** Lets the clock of the page go on by itself. */
  async resumeClock(): Promise<void> {
    await this.#turnClock(({ clock }) => clock.resume());
  }

  async close(): Promise<void> {
    const late = new Promise((resolve) => setTimeout(resolve, CLOSING_DEADLINE).unref());
    await Promise.race([this.#browserContext.close(), late]);
  }

  async #turnClock(turn: (page: Page) => Promise<void>): Promise<void> {
    try {
      await turn(this.#page);
    } catch (error) {
      this.#fail('a page that runs', firstLine(error));
    }
  }

  async #load(ownClock: boolean): Promise<void> {
    const { name, port, transcript } = this.#context;
    if (ownClock) await this.#page.clock.install();
    transcript.sent(name, 'opens /');
    try {
      await this.#page.goto(`http://127.0.0.1:${port}/`);
    } catch (error) {
      this.#fail('a page at /', firstLine(error));
    }
  }

  async #actOnButton(button: string, act: (locator: Locator) => Promise<void>): Promise<void> {
    const find = (name: RegExp) => this.#page.getByRole('button', { name });
    await this.#act(`a button named "${button}"`, button, find, act);
  }

  /** Does something with what has exactly this name, or else with the first that has it among other words. */
  async #act(
    expected: string,
    name: string,
    find: (name: RegExp) => Locator,
    act: (locator: Locator) => Promise<void>,
  ): Promise<void> {
    const visible = (pattern: RegExp) => find(pattern).filter({ visible: true });
    const [exact, loose] = [visible(exactName(name)), visible(looseName(name))] as const;
    try {
      await loose.first().waitFor();
      await act((await exact.count()) > 0 ? exact.first() : loose.first());
    } catch {
      this.#fail(`${expected}, to be used`, await this.#describe());
    }
  }

  /** What somebody with a screen reader would find in the page. */
  async #describe(): Promise<string> {
    const snapshot = await this.#page
      .locator('body')
      .ariaSnapshot({ timeout: 1000 })
      .catch(() => '');
    if (snapshot === '') return 'an empty page';
    return `a page with\n${snapshot.length > MOST_SHOWN ? `${snapshot.slice(0, MOST_SHOWN)} …` : snapshot}`;
  }

  #fail(expected: string, received: string): never {
    throw new CheckFailure({ did: this.#context.transcript.lastActions(), expected, received });
  }
}

function showTexts(texts: readonly string[]): string {
  return texts.length === 0 ? 'nothing of that kind' : texts.map(showText).join(', ');
}

function firstLine(error: unknown): string {
  const [line = ''] = String(error).split('\n');
  return line;
}
