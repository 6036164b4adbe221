import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../practices/04-realtime-dashboard/solution/app.ts';
import { shutDown } from '../practices/04-realtime-dashboard/solution/shutdown.ts';
import { collectProblems, launchBrowser, skipBrowserTests } from './support/browser.ts';

const DEADLINE_MS = 10_000;

describe.skipIf(skipBrowserTests)('the page of practice 04', { timeout: 3 * DEADLINE_MS }, () => {
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

  it('draws the samples, and keeps 60 of them', async () => {
    const page = await open();
    for (const name of ['CPU', 'Memory', 'Event-loop delay']) {
      await page.getByRole('img', { name: new RegExp(`^${name}: .* in 60 samples`) }).waitFor();
    }
    expect(await samplesDrawn(page)).toBe(60);
    await page.waitForFunction(() => Number(document.getElementById('samples')?.textContent) > 65);
    expect(await samplesDrawn(page)).toBe(60);
    expect(await page.locator('#cpu').textContent()).toMatch(/^\d+\.\d %$/);
    expect(await drawnPixels(page)).toBeGreaterThan(50);
    expect(problems).toEqual([]);
  });

  it('shows what is simulated in every tab, and counts it', async () => {
    const [first, second] = [await open(), await open()];
    await first.getByLabel('Who, what or where').fill('<b>ada</b>');
    await first.getByRole('button', { name: 'Log in' }).click();
    for (const page of [first, second]) {
      const row = page.getByRole('listitem').filter({ hasText: 'login<b>ada</b>' });
      await row.waitFor();
      await page.locator('#logins').getByText('1', { exact: true }).waitFor();
      await page.locator('#users').getByText('2', { exact: true }).waitFor();
    }
    const late = await open();
    await late.getByRole('listitem').filter({ hasText: 'login<b>ada</b>' }).waitFor();
    expect(problems).toEqual([]);
  });

  it('shows the newest 20, and up to 100 when asked', async () => {
    for (let count = 1; count <= 30; count += 1) await simulate(`number ${count}.`);
    const page = await open();
    await page.getByRole('listitem').filter({ hasText: 'number 30.' }).waitFor();
    expect(await page.getByRole('listitem').count()).toBe(20);
    await page.getByRole('button', { name: 'Show 100' }).click();
    await page.getByRole('listitem').filter({ hasText: 'number 1.' }).waitFor();
    expect(await page.getByRole('listitem').count()).toBe(30);
    expect(problems).toEqual([]);
  });

  it('pauses: the server stops sampling', async () => {
    const page = await open();
    const pause = page.getByRole('button', { name: 'Pause' });
    await pause.click();
    await page.locator('#metrics-state').getByText('paused').waitFor();
    await expect.poll(streamsOpen).toBe(0);
    expect(await pause.getAttribute('aria-pressed')).toBe('true');
    await pause.click();
    await page.locator('#metrics-state').getByText('live').waitFor();
    expect(await streamsOpen()).toBe(1);
    expect(problems).toEqual([]);
  });

  it('comes back by itself when the server was gone', async () => {
    const page = await open();
    await stop();
    for (const id of ['metrics-state', 'activity-state']) {
      await page.locator(`#${id}`).getByText('reconnecting').waitFor();
    }
    ({ stop } = await startApp(port));
    for (const id of ['metrics-state', 'activity-state']) {
      await page.locator(`#${id}`).getByText('live').waitFor();
    }
    await simulate('here again');
    await page.getByRole('listitem').filter({ hasText: 'here again' }).waitFor();
  });

  it.each([360, 1440])('does not scroll sideways at %i pixels', async (width) => {
    const page = await open();
    await page.setViewportSize({ width, height: 800 });
    await simulate('x'.repeat(200));
    await page.getByRole('listitem').filter({ hasText: 'xxx' }).waitFor();
    expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
    const chart = page.getByRole('img', { name: /^CPU/ });
    await expect.poll(() => chart.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
  });

  async function open(): Promise<Page> {
    const page = await context.newPage();
    collectProblems(page, problems);
    await page.goto(`http://127.0.0.1:${port}`);
    for (const id of ['metrics-state', 'activity-state']) {
      await page.locator(`#${id}`).getByText('live').waitFor();
    }
    return page;
  }

  async function samplesDrawn(page: Page): Promise<number> {
    return Number(await page.locator('#cpu-chart').getAttribute('data-samples'));
  }

  async function simulate(text: string): Promise<void> {
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ text });
    await fetch(`http://127.0.0.1:${port}/simulate/error`, { method: 'POST', headers, body });
  }

  async function streamsOpen(): Promise<number> {
    const answer: { traffic: { streams: number } } = await (
      await fetch(`http://127.0.0.1:${port}/metrics`)
    ).json();
    return answer.traffic.streams;
  }
});

/** How many pixels of the memory chart are not empty: its line and its axes. */
function drawnPixels(page: Page): Promise<number> {
  return page.locator('#memory-chart canvas').evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) return 0;
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return pixels.filter((_value, index) => index % 4 === 3).filter((alpha) => alpha > 200).length;
  });
}

async function startApp(wantedPort: number): Promise<{ port: number; stop: () => Promise<void> }> {
  const { server, sockets, sampler } = createApp({
    PORT: wantedPort,
    HOST: '127.0.0.1',
    METRICS_INTERVAL_MS: 50,
    KEEPALIVE_MS: 15_000,
    HEARTBEAT_MS: 30_000,
  });
  server.listen(wantedPort, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  async function stop(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    shutDown(server, sockets, sampler);
    await closed;
  }
  return { port, stop };
}
