import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../practices/01-echo-websocket/solution/app.ts';
import { shutDown } from '../practices/01-echo-websocket/solution/shutdown.ts';
import { launchBrowser, skipBrowserTests } from './support/browser.ts';

const DEADLINE_MS = 10_000;
const ENDPOINTS = ['/ws/echo', '/ws', '/ws/json'];
const MAX_LOG_ENTRIES = 500;

describe.skipIf(skipBrowserTests)('the page of practice 01', { timeout: 30_000 }, () => {
  let app: RunningApp;
  let browser: Browser | undefined;
  const problems: string[] = [];

  beforeAll(async () => {
    // The solution prints who connects, which is no news in a test.
    vi.spyOn(console, 'log').mockReturnValue();
    browser = await launchBrowser();
    app = await startApp();
  }, 60_000);

  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
    expect(problems).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    vi.restoreAllMocks();
  });

  async function openPage(url = app.url, width = 1280): Promise<Page> {
    if (!browser) throw new Error('The browser is not running.');
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    page.setDefaultTimeout(DEADLINE_MS);
    page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(`console: ${message.text()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(url);
    return page;
  }

  async function openConnectedPage(endpoint: string, width?: number): Promise<Page> {
    const page = await openPage(app.url, width);
    await connect(page, endpoint);
    return page;
  }

  it('starts disconnected, with only Connect enabled', async () => {
    const page = await openPage();

    expect(await page.getByRole('status').textContent()).toBe('disconnected');
    expect(await enabledButtons(page)).toEqual(['Connect', 'Clear log']);
  });

  it.each(ENDPOINTS)('connects to %s', async (endpoint) => {
    const page = await openConnectedPage(endpoint);

    expect(await enabledButtons(page)).toEqual([
      'Disconnect',
      'Reconnect',
      'Send text',
      'Send JSON',
      'Send binary',
      'Clear log',
    ]);
  });

  it('shows a text and its echo, with direction and time', async () => {
    const page = await openConnectedPage('/ws/echo');

    await page.getByLabel('Text', { exact: true }).fill('<b>hello</b>');
    await page.getByRole('button', { name: 'Send text' }).click();

    await entry(page, 'received', 'Echo: <b>hello</b>').waitFor();
    await entry(page, 'sent', '<b>hello</b>').waitFor();
    expect(await entry(page, 'sent', '<b>hello</b>').textContent()).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} sent text/,
    );
  });

  it('shows binary as hex with its number of bytes', async () => {
    const page = await openConnectedPage('/ws/echo');

    await page.getByLabel('Binary').fill('FFfe 00');
    await page.getByRole('button', { name: 'Send binary' }).click();

    await entry(page, 'received', 'binary, 3 bytesff fe 00').waitFor();
    await entry(page, 'sent', 'binary, 3 bytesff fe 00').waitFor();
  });

  it('shows empty frames', async () => {
    const page = await openConnectedPage('/ws/echo');

    await page.getByLabel('Binary').fill('');
    await page.getByRole('button', { name: 'Send binary' }).click();

    await entry(page, 'received', 'binary, 0 bytes(empty)').waitFor();
  });

  it.each(['fg', 'f', 'ff f', 'f ff e', '0xff'])('reports the wrong hex %o in place', async (hex) => {
    const page = await openConnectedPage('/ws/echo');
    const input = page.getByLabel('Binary');

    await input.fill(hex);
    await input.press('Enter');
    await page.getByRole('alert').getByText('Write each byte as two hex digits').waitFor();
    expect(await input.inputValue()).toBe(hex);
    expect(await input.getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('.entry.sent').count()).toBe(0);

    await input.fill('00');
    expect(await page.getByRole('alert').textContent()).toBe('');
    expect(await input.getAttribute('aria-invalid')).toBe('false');
  });

  it.each([
    ['message', '"type": "echo",\n  "text": "hello"'],
    ['ping', '"type": "pong"'],
    ['command: time', '"command": "time"'],
    ['command: help', '"result": [\n    "time",'],
    ['command: info', '"connections": 1'],
  ])('sends the sample %s and shows the answer readably', async (sample, answer) => {
    const page = await openConnectedPage('/ws/json');

    await page.getByLabel('Sample').selectOption(sample);
    await page.getByRole('button', { name: 'Send JSON' }).click();

    await entry(page, 'received', answer).waitFor();
  });

  it('can send bad JSON, shows the error, and keeps what was typed', async () => {
    const page = await openConnectedPage('/ws/json');
    const json = page.getByRole('textbox', { name: 'JSON' });

    await json.fill('{"type":');
    await json.press('Enter');
    await entry(page, 'received', '"type": "error"').waitFor();
    await entry(page, 'sent', 'text{"type":').waitFor();
    expect(await page.getByRole('status').textContent()).toBe('connected to /ws/json');

    await page.getByLabel('Sample').selectOption('ping');
    expect(await json.inputValue()).toBe('{"type":"ping"}');
    await page.getByLabel('Sample').selectOption('free text');
    expect(await json.inputValue()).toBe('{"type":');
  });

  it('shows JSON as it came where parsing would change it', async () => {
    const page = await openConnectedPage('/ws/json');
    const message = '{"type":"ping","id":12345678901234567890}';

    await page.getByRole('textbox', { name: 'JSON' }).fill(message);
    await page.getByRole('button', { name: 'Send JSON' }).click();

    await entry(page, 'sent', message).waitFor();
  });

  it('starts a new line with Shift+Enter', async () => {
    const page = await openConnectedPage('/ws/json');
    const json = page.getByRole('textbox', { name: 'JSON' });

    await json.fill('');
    await json.press('Shift+Enter');

    expect(await json.inputValue()).toBe('\n');
    expect(await page.locator('.entry.sent').count()).toBe(0);
  });

  it('disconnects, and connects again', async () => {
    const page = await openConnectedPage('/ws');

    await page.getByRole('button', { name: 'Disconnect' }).click();
    await statusText(page, 'disconnected with close code 1000 (normal closure)').waitFor();
    expect(await enabledButtons(page)).toEqual(['Connect', 'Reconnect', 'Clear log']);

    await page.getByRole('button', { name: 'Reconnect' }).click();
    await statusText(page, 'connected to /ws').waitFor();
  });

  it('reconnects an open connection by closing it first', async () => {
    const page = await openConnectedPage('/ws');

    await page.getByRole('button', { name: 'Reconnect' }).click();

    await entry(page, 'received', '"type": "welcome"').nth(1).waitFor();
    await entry(page, 'info', 'disconnected with close code 1000').waitFor();
    await entry(page, 'received', '"connections": 1').nth(1).waitFor();
  });

  it('shows the close code and the reason when the server stops', async () => {
    const stopping = await startApp();
    const page = await openPage(stopping.url);
    await connect(page, '/ws/echo');

    await stopping.stop();

    await statusText(
      page,
      'disconnected with close code 1001 (going away), reason: The server is shutting down',
    ).waitFor();
    expect(await enabledButtons(page)).toEqual(['Connect', 'Reconnect', 'Clear log']);
  });

  it('shows the close code when a message is too big', async () => {
    const page = await openConnectedPage('/ws/echo');

    await page.getByLabel('Text', { exact: true }).fill('x'.repeat(65_537));
    await page.getByRole('button', { name: 'Send text' }).click();

    await statusText(page, 'disconnected with close code 1009 (message too big)').waitFor();
    await entry(page, 'sent', '(63537 more characters)').waitFor();
  });

  it('works with the keyboard alone', async () => {
    const page = await openPage();

    await tabTo(page, 'endpoint');
    // A list that has the focus chooses the entry that begins like this.
    await page.keyboard.type('/ws/j');
    await tabTo(page, 'connect');
    await page.keyboard.press('Enter');
    await statusText(page, 'connected to /ws/json').waitFor();

    await tabTo(page, 'text');
    await page.keyboard.type('no json');
    await page.keyboard.press('Enter');
    await entry(page, 'received', '"type": "error"').waitFor();

    await tabTo(page, 'json');
    await page.keyboard.press('Enter');
    await entry(page, 'received', '"type": "echo"').waitFor();

    await tabTo(page, 'clear-log');
    await page.keyboard.press('Space');
    await page.locator('.entry').first().waitFor({ state: 'detached' });
    await tabTo(page, 'log');
  });

  it('does not scroll sideways at 360 pixels', async () => {
    const page = await openConnectedPage('/ws/echo', 360);

    await page.getByLabel('Text', { exact: true }).fill('x'.repeat(2000));
    await page.getByRole('button', { name: 'Send text' }).click();
    await page.getByLabel('Binary').fill('f'.repeat(800));
    await page.getByRole('button', { name: 'Send binary' }).click();
    await entry(page, 'received', 'binary, 400 bytes').waitFor();

    const widths = await page.evaluate(() =>
      [document.documentElement, document.getElementById('log')].map(
        (element) => element && element.scrollWidth - element.clientWidth,
      ),
    );
    expect(widths).toEqual([0, 0]);
  });

  it(`keeps the newest ${MAX_LOG_ENTRIES} entries, and scrolls to the newest unless one has scrolled up`, async () => {
    const page = await openConnectedPage('/ws/echo');
    const log = page.getByRole('log');
    await page.getByLabel('Text', { exact: true }).fill('many');
    await page.evaluate((count) => {
      for (let sent = 0; sent < count; sent += 1) document.querySelector('form')?.requestSubmit();
    }, MAX_LOG_ENTRIES);
    await sendText(page, 'the last one');

    expect(await page.locator('.entry').count()).toBe(MAX_LOG_ENTRIES);
    expect(await distanceToBottom(log)).toBeLessThan(4);

    await log.evaluate((element) => element.scrollTo(0, 0));
    await sendText(page, 'unseen');
    expect(await distanceToBottom(log)).toBeGreaterThan(1000);
  });
});

interface RunningApp {
  url: string;
  stop(): Promise<void>;
}

async function startApp(): Promise<RunningApp> {
  const { server, sockets } = createApp({ PORT: 0, HOST: '127.0.0.1', HEARTBEAT_MS: 30_000 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  async function stop(): Promise<void> {
    const closed = once(server, 'close');
    shutDown(server, sockets);
    await closed;
  }
  return { url: `http://127.0.0.1:${port}`, stop };
}

async function connect(page: Page, endpoint: string): Promise<void> {
  await page.getByLabel('Endpoint').selectOption(endpoint);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await statusText(page, `connected to ${endpoint}`).waitFor();
}

async function sendText(page: Page, text: string): Promise<void> {
  await page.getByLabel('Text', { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Send text' }).click();
  await entry(page, 'received', `Echo: ${text}`).waitFor();
}

function statusText(page: Page, text: string): Locator {
  return page.getByRole('status').and(page.getByText(text, { exact: true }));
}

function entry(page: Page, direction: 'sent' | 'received' | 'info', text: string): Locator {
  return page.getByRole('log').locator(`.entry.${direction}`).filter({ hasText: text });
}

async function enabledButtons(page: Page): Promise<string[]> {
  return page.locator('button:enabled').allTextContents();
}

async function tabTo(page: Page, id: string): Promise<void> {
  for (let presses = 0; presses < 20; presses += 1) {
    if ((await page.evaluate(() => document.activeElement?.id)) === id) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key never reached #${id}.`);
}

async function distanceToBottom(log: Locator): Promise<number> {
  return log.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);
}
