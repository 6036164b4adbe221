import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../practices/02-chat-rooms/solution/app.ts';
import { shutDown } from '../practices/02-chat-rooms/solution/shutdown.ts';
import { collectProblems, launchBrowser, skipBrowserTests } from './support/browser.ts';

const DEADLINE_MS = 10_000;

describe.skipIf(skipBrowserTests)('the page of practice 02', { timeout: 3 * DEADLINE_MS }, () => {
  let stop: () => Promise<void>;
  let port: number;
  let browser: Browser;
  let context: BrowserContext;
  let problems: string[];

  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);

  afterAll(() => browser.close());

  beforeEach(async () => {
    problems = [];
    ({ port, stop } = await startApp(0));
    context = await browser.newContext();
    context.setDefaultTimeout(DEADLINE_MS);
  });

  afterEach(async () => {
    await context.close();
    await stop();
    vi.restoreAllMocks();
  });

  it('shows two people in one room to each other', async () => {
    const ada = await join('tea', 'ada');
    const bob = await join('tea', 'bob');
    await ada.getByText('bob joined.').waitFor();
    for (const page of [ada, bob]) {
      const people = page.getByRole('list', { name: 'People here' }).getByRole('listitem');
      await people.nth(1).waitFor();
      expect(await people.allTextContents()).toEqual(['ada', 'bob']);
    }

    await say(ada, 'hello');
    for (const page of [ada, bob]) await page.getByRole('log').getByText('ada: hello').waitFor();

    await bob.getByRole('button', { name: 'Leave' }).click();
    await ada.getByText('bob left.').waitFor();
    expect(await ada.getByRole('listitem').allTextContents()).toEqual(['ada']);
    expect(problems).toEqual([]);
  });

  it('inserts what people write as text', async () => {
    const ada = await join('tea', 'ada');
    const bob = await join('tea', 'bob');
    const markup = '<img src=x onerror="document.title=1"><b>bold</b>';
    await say(ada, markup);
    await bob.getByRole('log').getByText(`ada: ${markup}`).waitFor();
    expect(await bob.getByRole('log').locator('img, b').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it('sends private messages to one person, and shows who types', async () => {
    const ada = await join('tea', 'ada');
    const bob = await join('tea', 'bob');
    const eve = await join('tea', 'eve');
    await ada.getByLabel('Message').fill('psst');
    await eve.getByText('ada typing …').waitFor();
    await ada.getByLabel('To').selectOption('bob');
    await ada.getByLabel('Message').press('Enter');
    await bob.getByText('ada to you: psst').waitFor();
    await ada.getByText('to bob: psst').waitFor();

    await say(bob, 'marker');
    await eve.getByText('bob: marker').waitFor();
    expect(await eve.getByText('psst').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it('comes back by itself when the server was gone', async () => {
    const ada = await join('tea', 'ada');
    await stop();
    await ada
      .getByRole('status')
      .getByText(/connecting again/)
      .waitFor();
    ({ stop } = await startApp(port));
    await ada.getByRole('status').getByText('connected', { exact: true }).waitFor();
    await say(ada, 'here again');
    await ada.getByText('ada: here again').waitFor();
  });

  it('does not scroll sideways at 360 pixels', async () => {
    const ada = await join('tea', 'x'.repeat(32));
    await ada.setViewportSize({ width: 360, height: 800 });
    await say(ada, 'x'.repeat(900));
    await ada.getByText(/xxx: xxx/).waitFor();
    for (const box of [ada.locator('html'), ada.getByRole('log')]) {
      expect(await box.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    }
  });

  async function join(room: string, username: string): Promise<Page> {
    const page = await context.newPage();
    collectProblems(page, problems);
    await page.goto(`http://127.0.0.1:${port}`);
    await page.getByLabel('Room', { exact: true }).fill(room);
    await page.getByLabel('Your name').fill(username);
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByText(`You are ${username} in ${room}.`).waitFor();
    return page;
  }

  async function say(page: Page, text: string): Promise<void> {
    await page.getByLabel('Message').fill(text);
    await page.getByLabel('Message').press('Enter');
  }
});

async function startApp(wantedPort: number): Promise<{ port: number; stop: () => Promise<void> }> {
  const { server, sockets } = createApp({ PORT: wantedPort, HOST: '127.0.0.1', HEARTBEAT_MS: 30_000 });
  server.listen(wantedPort, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  async function stop(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    shutDown(server, sockets);
    await closed;
  }
  return { port, stop };
}
