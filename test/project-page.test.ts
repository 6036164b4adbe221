import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningServer } from '../lab/grading/kit.ts';
import { Random } from '../lab/grading/random.ts';
import { newPerson, newRoom, writeMany } from '../project/checks/people.ts';
import { collectProblems, launchBrowser, skipBrowserTests } from './support/browser.ts';
import { ChatServers } from './support/chat-servers.ts';

const DEADLINE_MS = 10_000;
const PASSWORD = 'correct horse';

describe.skipIf(skipBrowserTests)('the page of the project', { timeout: 3 * DEADLINE_MS }, () => {
  let servers: ChatServers;
  let server: RunningServer;
  let browser: Browser;
  let contexts: BrowserContext[];
  let problems: string[];

  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);

  afterAll(() => browser.close());

  beforeEach(async () => {
    problems = [];
    contexts = [];
    servers = await ChatServers.create();
    server = await servers.start();
  });

  afterEach(async () => {
    for (const context of contexts) await context.close();
    await servers.remove();
  });

  it('sends private messages to one person, and notifies who is elsewhere', async () => {
    const ada = await register('ada');
    const bob = await register('bob');
    const eve = await register('eve');
    await createRoom(ada, 'Tea');
    await bob.getByText('ada created the room Tea.').first().waitFor();
    for (const page of [ada, bob]) await enterRoom(page, 'Tea');

    await ada.getByLabel('To', { exact: true }).selectOption('bob');
    await say(ada, 'psst');
    for (const page of [ada, bob]) await page.getByRole('log').getByText('psst').waitFor();
    await bob.getByLabel('To', { exact: true }).selectOption('');
    await say(bob, 'hello');
    await eve.getByRole('listitem').filter({ hasText: 'bob in Tea: hello' }).waitFor();
    expect(await eve.getByText('psst').count()).toBe(0);
    expect(await eve.title()).toMatch(/^\(\d+\) Chat$/);
    await eve.getByRole('button', { name: 'Mark as read' }).click();
    await eve.getByText('0 unread').waitFor();
    expect(problems).toEqual([]);
  });

  it('shows older messages page by page', async () => {
    const ada = await register('ada');
    await createRoom(ada, 'Tea');
    for (const block of ['a', 'b', 'c']) {
      // Another connection for each block: one may write 20 messages in 5 seconds.
      await enterRoom(ada, 'Tea');
      for (let index = 0; index < 19; index += 1) await say(ada, `${block}${index}.`);
      await ada.getByRole('log').getByText(`${block}18.`).waitFor();
    }
    await ada.reload();
    await enterRoom(ada, 'Tea');
    await ada.getByRole('log').getByText('c18.').waitFor();
    expect(await ada.getByRole('log').locator('.text').count()).toBe(50);
    await ada.getByRole('button', { name: 'Older messages' }).click();
    await ada.getByRole('log').getByText('a0.').waitFor();
    const texts = await ada.getByRole('log').locator('.text').allTextContents();
    expect([texts.length, texts[0], texts.at(-1)]).toEqual([57, 'a0.', 'c18.']);
    expect(await ada.getByRole('button', { name: 'Older messages' }).count()).toBe(0);
  });

  it('comes back by itself when the server was gone, and stays logged in over a reload', async () => {
    const ada = await register('ada');
    await createRoom(ada, 'Tea');
    await enterRoom(ada, 'Tea');
    await say(ada, 'before');
    await ada.getByRole('log').getByText('before').waitFor();
    await server.kill();
    await ada
      .getByRole('status')
      .getByText(/^reconnecting, again in \d/)
      .waitFor();
    await say(ada, 'not lost');
    await ada.getByText('your text was not sent').waitFor();
    server = await servers.start({ PORT: String(server.port) });
    await ada.getByRole('status').getByText('connected', { exact: true }).waitFor();
    await ada.getByRole('button', { name: 'Send' }).click();
    await ada.getByRole('log').getByText('not lost').waitFor();

    await ada.reload();
    await enterRoom(ada, 'Tea');
    await ada.getByRole('log').getByText('not lost').waitFor();
    expect(await ada.getByRole('log').locator('.text').allTextContents()).toEqual(['before', 'not lost']);
  });

  it('reads all that it missed in a room that was empty', async () => {
    const random = new Random('an empty room');
    const bob = await newPerson(server, random);
    const room = await newRoom(server, bob, random);
    const ada = await register('ada');
    const history = ada.waitForResponse((response) => response.url().includes('/messages?'));
    await enterRoom(ada, room.name);
    // Only a page that knows the room to be empty reads all of it: the others begin with the newest page.
    await (await history).finished();
    await server.kill();
    // On another port, so that nobody comes back before all is written.
    const elsewhere = await servers.start();
    const texts = Array.from({ length: 60 }, (_, index) => `missed ${index}.`);
    await writeMany(elsewhere, room, bob, texts);
    await elsewhere.kill();
    server = await servers.start({ PORT: String(server.port) });
    await ada.getByRole('log').getByText('missed 59.').waitFor();
    expect(await ada.getByRole('log').locator('.text').allTextContents()).toEqual(texts);
  });

  it('asks to log in again when the token has run out', async () => {
    server = await servers.start({ TOKEN_TTL_SECONDS: '3' });
    const ada = await register('ada');
    await createRoom(ada, 'Tea');
    await enterRoom(ada, 'Tea');
    await ada.getByRole('alert').getByText('Your session has ended').waitFor();
    await ada.getByRole('button', { name: 'Log in' }).waitFor();
    await ada.getByRole('status').getByText('disconnected').waitFor();
    await ada.reload();
    expect(await ada.getByRole('button', { name: 'Log in' }).isVisible()).toBe(true);
  });

  it('says what is wrong at the form, and where', async () => {
    const page = await newPage();
    await page.getByLabel('Username').fill('x');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByRole('alert').filter({ hasText: /\w/ }).waitFor();
    expect(await page.getByLabel('Username').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Username').evaluate((field) => field === document.activeElement)).toBe(
      true,
    );
  });

  it('does not scroll sideways at 360 pixels', async () => {
    const ada = await register('x'.repeat(50));
    await ada.setViewportSize({ width: 360, height: 800 });
    await createRoom(ada, 'y'.repeat(50));
    await enterRoom(ada, 'y'.repeat(50));
    await say(ada, 'z'.repeat(900));
    await ada.getByRole('log').getByText('zzz').waitFor();
    for (const box of [ada.locator('html'), ada.getByRole('log')]) {
      expect(await box.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    }
    expect(problems).toEqual([]);
  });

  async function newPage(): Promise<Page> {
    const context = await browser.newContext();
    context.setDefaultTimeout(DEADLINE_MS);
    contexts.push(context);
    const page = await context.newPage();
    collectProblems(page, problems);
    await page.goto(`http://127.0.0.1:${server.port}`);
    return page;
  }

  async function register(username: string): Promise<Page> {
    const page = await newPage();
    await page.getByLabel('Username').fill(username);
    await page.getByLabel('E-mail').fill(`${username}@example.org`);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByRole('button', { name: 'Log out' }).waitFor();
    return page;
  }

  async function createRoom(page: Page, name: string): Promise<void> {
    await page.getByLabel('New room').fill(name);
    await page.getByRole('button', { name: 'Create room' }).click();
    await page.getByRole('button', { name, exact: true }).waitFor();
  }

  async function enterRoom(page: Page, name: string): Promise<void> {
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('status').getByText('connected', { exact: true }).waitFor();
  }

  async function say(page: Page, text: string): Promise<void> {
    await page.getByLabel('Message', { exact: true }).fill(text);
    await page.getByLabel('Message', { exact: true }).press('Enter');
  }
});
