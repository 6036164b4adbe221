import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../practices/03-sse-notifications/solution/app.ts';
import { shutDown } from '../practices/03-sse-notifications/solution/shutdown.ts';
import { collectProblems, launchBrowser, skipBrowserTests } from './support/browser.ts';

const DEADLINE_MS = 10_000;

describe.skipIf(skipBrowserTests)('the page of practice 03', { timeout: 3 * DEADLINE_MS }, () => {
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
  });

  it.each(['info', 'success', 'warning', 'error'])('shows %s as a toast and a row', async (type) => {
    const page = await listen('ada');
    await post(page, type, 'hello');
    await page.getByRole('log', { name: 'New notifications' }).getByText('hello').waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: `${type}hello` })
      .waitFor();
    expect(await page.title()).toBe('(1) Practice 03: notifications');
    await page.getByText('1 unread').waitFor();
    await page.getByRole('button', { name: 'Mark as read' }).click();
    await page.getByText('0 unread').waitFor();
    expect(problems).toEqual([]);
  });

  it('reaches every tab of one user, and nobody else', async () => {
    const [first, second, other] = [await listen('ada'), await listen('ada'), await listen('bob')];
    await post(first, 'info', '<b>for ada</b>');
    for (const page of [first, second]) {
      await page.getByRole('listitem').filter({ hasText: '<b>for ada</b>' }).waitFor();
    }
    await first.getByLabel('To (empty: everybody)').fill('');
    await post(first, 'info', 'for all');
    await other.getByRole('listitem').filter({ hasText: 'for all' }).waitFor();
    expect(await other.getByRole('listitem').count()).toBe(1);
    expect(problems).toEqual([]);
  });

  it('says what is wrong with a name', async () => {
    const page = await listen('ada');
    await page.getByLabel('To (empty: everybody)').fill('no name');
    await post(page, 'info', 'hello');
    await page
      .getByRole('alert')
      .getByText(/match pattern/)
      .waitFor();
  });

  it('comes back by itself when the server was gone', async () => {
    const page = await listen('ada');
    await stop();
    await page.getByText('reconnecting').waitFor();
    ({ stop } = await startApp(port));
    await page.locator('#state').getByText('connected', { exact: true }).waitFor();
    await post(page, 'success', 'here again');
    await page.getByRole('listitem').filter({ hasText: 'here again' }).waitFor();
  });

  it('does not scroll sideways at 360 pixels', async () => {
    const page = await listen('ada');
    await page.setViewportSize({ width: 360, height: 800 });
    await post(page, 'warning', 'x'.repeat(500));
    await page.getByRole('listitem').waitFor();
    expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
  });

  async function listen(user: string): Promise<Page> {
    const page = await context.newPage();
    collectProblems(page, problems);
    await page.goto(`http://127.0.0.1:${port}`);
    await page.getByLabel('Your name').fill(user);
    await page.getByRole('button', { name: 'Listen' }).click();
    await page.locator('#state').getByText('connected', { exact: true }).waitFor();
    return page;
  }

  async function post(page: Page, type: string, message: string): Promise<void> {
    await page.getByLabel('Message').fill(message);
    await page.getByRole('button', { name: type, exact: true }).click();
  }
});

async function startApp(wantedPort: number): Promise<{ port: number; stop: () => Promise<void> }> {
  const { server, center } = createApp({ PORT: wantedPort, HOST: '127.0.0.1', KEEPALIVE_MS: 15_000 });
  server.listen(wantedPort, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  async function stop(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    shutDown(server, center);
    await closed;
  }
  return { port, stop };
}
