import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../practices/01-echo-websocket/solution/app.ts';
import { shutDown } from '../practices/01-echo-websocket/solution/shutdown.ts';
import { collectProblems, launchBrowser, skipBrowserTests } from './support/browser.ts';

const DEADLINE_MS = 10_000;
const MAX_LOG_ENTRIES = 500;

describe.skipIf(skipBrowserTests)('the page of practice 01', { timeout: 3 * DEADLINE_MS }, () => {
  let app: RunningApp | undefined;
  let browser: Browser | undefined;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    // The solution prints who comes and goes, which is no news in a test.
    vi.spyOn(console, 'log').mockReturnValue();
    vi.spyOn(console, 'error').mockReturnValue();
    app = await startApp();
    browser = await launchBrowser();
    page = await browser.newPage();
    page.setDefaultTimeout(DEADLINE_MS);
    collectProblems(page, problems);
  }, 60_000);

  beforeEach(async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(app?.url ?? '');
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    vi.restoreAllMocks();
    expect(problems).toEqual([]);
  });

  it('starts disconnected, with only Connect enabled', async () => {
    await status('disconnected').waitFor();
    expect(await enabledButtons()).toEqual(['Connect', 'Clear log']);
  });

  it.each(['/ws/echo', '/ws', '/ws/json'])('connects to %s', async (endpoint) => {
    await connect(endpoint);
    const sendButtons = ['Send text', 'Send JSON', 'Send binary'];
    expect(await enabledButtons()).toEqual(['Disconnect', 'Reconnect', ...sendButtons, 'Clear log']);
  });

  it('shows a text and its echo as text, with time and direction', async () => {
    await connect('/ws/echo');
    await send('text', '<b>hello</b>');
    await entry('received', 'Echo: <b>hello</b>').waitFor();
    expect(await entry('sent', '').textContent()).toMatch(/^\d\d:\d\d:\d\d\.\d{3} sent text<b>hello<\/b>$/);
  });

  it('shows binary as hex with its number of bytes', async () => {
    await connect('/ws/echo');
    await send('binary', 'FFfe 00');
    await entry('received', 'binary, 3 bytesff fe 00').waitFor();
    await send('binary', '');
    await entry('received', 'binary, 0 bytes(empty)').waitFor();
  });

  it('reports a wrong hex string in place, and sends nothing', async () => {
    await connect('/ws/echo');
    const input = page.locator('#binary');
    for (const hex of ['fg', 'f', 'ff f', 'f ff e', '0xff']) {
      await send('binary', hex);
      await page.getByRole('alert').getByText('Write each byte as two hex digits').waitFor();
      expect(await input.inputValue()).toBe(hex);
      expect(await input.getAttribute('aria-invalid')).toBe('true');
    }
    await send('binary', '00');
    await entry('received', 'binary, 1 byte00').waitFor();
    expect(await entry('sent', '').count()).toBe(1);
    expect(await page.getByRole('alert').textContent()).toBe('');
  });

  it('sends every sample and shows the answers readably', async () => {
    await connect('/ws/json');
    for (const [sample, answer] of [
      ['message', '"type": "echo",\n  "text": "hello"'],
      ['ping', '"type": "pong"'],
      ['command: time', '"command": "time"'],
      ['command: help', '"result": [\n    "time",'],
      ['command: info', '"connections": 1'],
      ['free text', 'This is not valid JSON.'],
    ] as const) {
      await page.getByLabel('Sample').selectOption(sample);
      await page.getByRole('button', { name: 'Send JSON' }).click();
      await entry('received', answer).waitFor();
    }
  });

  it('sends bad JSON, stays connected, and keeps what was typed', async () => {
    await connect('/ws/json');
    await send('json', '{"type":');
    await entry('received', '"type": "error"').waitFor();
    await entry('sent', 'text{"type":').waitFor();
    await status('connected to /ws/json').waitFor();

    const input = page.locator('#json');
    await page.getByLabel('Sample').selectOption('ping');
    expect(await input.inputValue()).toBe('{"type":"ping"}');
    await page.getByLabel('Sample').selectOption('free text');
    expect(await input.inputValue()).toBe('{"type":');
    await input.press('End');
    await input.press('Shift+Enter');
    expect(await input.inputValue()).toBe('{"type":\n');
  });

  it('shows JSON as it came where parsing would change it', async () => {
    await connect('/ws/json');
    await send('json', '{"type":"ping","id":12345678901234567890}');
    await entry('sent', 'JSON{"type":"ping","id":12345678901234567890}').waitFor();
  });

  it('disconnects and reconnects, also while the connection is open', async () => {
    await connect('/ws');
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await status('disconnected with close code 1000 (normal closure)').waitFor();
    expect(await enabledButtons()).toEqual(['Connect', 'Reconnect', 'Clear log']);

    for (const times of [1, 2]) {
      await page.getByRole('button', { name: 'Reconnect' }).click();
      await entry('info', 'connected to /ws').nth(times).waitFor();
    }
    await entry('received', '"connections": 1').nth(2).waitFor();
  });

  it('shows close code and reason when the server stops', async () => {
    const stopping = await startApp();
    await page.goto(stopping.url);
    await connect('/ws/echo');
    await stopping.stop();
    await status(
      'disconnected with close code 1001 (going away), reason: The server is shutting down',
    ).waitFor();
    expect(await enabledButtons()).toEqual(['Connect', 'Reconnect', 'Clear log']);
  });

  it('works with the keyboard alone', async () => {
    await tabTo('endpoint');
    // A list that has the focus chooses the option that begins like this.
    await page.keyboard.type('/ws/j');
    await tabTo('connect');
    await page.keyboard.press('Enter');
    await status('connected to /ws/json').waitFor();

    await tabTo('text');
    await page.keyboard.type('no json');
    await page.keyboard.press('Enter');
    await entry('received', '"type": "error"').waitFor();
    await tabTo('json');
    await page.keyboard.press('Enter');
    await entry('received', '"type": "echo"').waitFor();

    await tabTo('clear-log');
    await page.keyboard.press('Space');
    await page.locator('.entry').first().waitFor({ state: 'detached' });
    await tabTo('log');
  });

  it('does not scroll sideways at 360 pixels', async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    await connect('/ws/echo');
    await send('text', 'x'.repeat(2500));
    await entry('sent', 'x… (500 more characters)').waitFor();
    await send('binary', 'f'.repeat(800));
    await entry('received', 'binary, 400 bytes').waitFor();
    for (const box of [page.locator('html'), page.getByRole('log')]) {
      expect(await box.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    }
  });

  it(`keeps ${MAX_LOG_ENTRIES} entries and shows the newest, unless one has scrolled up`, async () => {
    await connect('/ws/echo');
    await page.evaluate((count) => {
      for (let sent = 0; sent < count; sent += 1) document.querySelector('form')?.requestSubmit();
    }, MAX_LOG_ENTRIES);
    await send('text', 'the last one');
    await entry('received', 'Echo: the last one').waitFor();
    expect(await page.locator('.entry').count()).toBe(MAX_LOG_ENTRIES);
    expect(await distanceToBottom()).toBeLessThan(4);

    await page.getByRole('log').evaluate((element) => element.scrollTo(0, 0));
    await send('text', 'unseen');
    await entry('received', 'Echo: unseen').waitFor();
    expect(await distanceToBottom()).toBeGreaterThan(1000);
  });

  async function connect(endpoint: string): Promise<void> {
    await page.getByLabel('Endpoint').selectOption(endpoint);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await status(`connected to ${endpoint}`).waitFor();
  }

  async function send(field: 'text' | 'json' | 'binary', value: string): Promise<void> {
    await page.locator(`#${field}`).fill(value);
    await page.locator(`#${field}`).press('Enter');
  }

  function status(text: string): Locator {
    return page.getByRole('status').and(page.getByText(text, { exact: true }));
  }

  function entry(direction: 'sent' | 'received' | 'info', text: string): Locator {
    return page.getByRole('log').locator(`.entry.${direction}`).filter({ hasText: text });
  }

  async function enabledButtons(): Promise<string[]> {
    return page.locator('button:enabled').allTextContents();
  }

  async function tabTo(id: string): Promise<void> {
    const focused = page.locator(`#${id}:focus`);
    for (let presses = 0; presses < 20 && (await focused.count()) === 0; presses += 1) {
      await page.keyboard.press('Tab');
    }
    expect(await focused.count(), `the Tab key reaches #${id}`).toBe(1);
  }

  async function distanceToBottom(): Promise<number> {
    return page
      .getByRole('log')
      .evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);
  }
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
