import type { CheckContext, PageClient, Random, RunningServer } from '../../lab/grading/kit.ts';
import { newCredentials, type Person, type Room } from './people.ts';

export type Credentials = Pick<Person, 'username' | 'email' | 'password'>;

/** What a page shows: the elements that the README names. */
type Reader = Parameters<PageClient['expect']>[1];

const messages: Reader = (page) => page.getByRole('log').locator('> *').allInnerTexts();
const people: Reader = (page) => page.getByRole('list', { name: 'People here' }).allInnerTexts();
const typing: Reader = (page) => page.getByLabel('Typing', { exact: true }).allInnerTexts();
const states: Reader = (page) => page.getByRole('status').allInnerTexts();

/** Whether a page shows a text, whose capitals may be of its style. */
function holds(shown: string, text: string): boolean {
  return shown.toLowerCase().includes(text.toLowerCase());
}

/** Registers on the page, which also logs in. */
export async function register(page: PageClient, random: Random): Promise<Credentials> {
  const credentials = newCredentials(random);
  await page.fill('Username', credentials.username);
  await page.fill('E-mail', credentials.email);
  await page.fill('Password', credentials.password);
  await page.press('Register');
  return credentials;
}

export async function logIn(page: PageClient, { username, password }: Credentials): Promise<void> {
  await page.fill('Username', username);
  await page.fill('Password', password);
  await page.press('Log in');
}

export async function createRoom(page: PageClient, name: string): Promise<void> {
  await page.fill('New room', name);
  await page.press('Create room');
}

/** Enters a room, and waits until the page is connected to it. */
export async function enterRoom(page: PageClient, name: string): Promise<void> {
  await page.press(name);
  await expectState(page, 'connected');
}

/** Opens a room in a page, as somebody who was registered before. */
export async function openRoom(
  openPage: CheckContext['openPage'],
  server: RunningServer,
  { person, room, ownClock = false }: { person: Person; room: Room; ownClock?: boolean },
): Promise<PageClient> {
  const page = await openPage(server, { ownClock });
  await logIn(page, person);
  await enterRoom(page, room.name);
  return page;
}

export async function say(page: PageClient, text: string): Promise<void> {
  await page.fill('Message', text);
  await page.press('Send');
}

/** The log must show this message with its author, once. */
export async function expectMessage(page: PageClient, author: string, text: string): Promise<void> {
  await page.expect(`"${text}" of ${author} in its log, once`, messages, (shown) => {
    const found = shown.filter((line) => holds(line, text));
    return found.length === 1 && found.every((line) => holds(line, author));
  });
}

/** Of what the log shows, that which holds one of these texts must be them, each once and in this order. */
export async function expectMessages(
  page: PageClient,
  what: string,
  texts: readonly string[],
): Promise<void> {
  await page.expect(`${what} in its log, each once and in order`, messages, (shown) => {
    const found = shown.flatMap((line) => texts.filter((text) => holds(line, text)));
    return found.join('\n') === texts.join('\n');
  });
}

export async function expectState(page: PageClient, ...expected: string[]): Promise<void> {
  const right = new RegExp(`(?<!\\p{L})(${expected.join('|')})`, 'iu');
  await page.expect(`the status ${expected.join(' or ')}`, states, (shown) =>
    shown.some((text) => right.test(text)),
  );
}

/** The list of people must hold these, and not those. */
export async function expectPeople(page: PageClient, here: readonly string[], gone: readonly string[] = []) {
  const without = gone.length > 0 ? ` without ${gone.join(', ')}` : '';
  await page.expect(
    `the people ${here.join(', ')}${without}`,
    people,
    ([shown = '']) => here.every((name) => holds(shown, name)) && !gone.some((name) => holds(shown, name)),
  );
}

/** The page must show that this person types, or that nobody of these does. */
export async function expectTyping(page: PageClient, name: string, isTyping: boolean): Promise<void> {
  await page.expect(
    `that ${name} ${isTyping ? 'types' : 'does not type'}`,
    typing,
    (shown) => holds(shown.join(), name) === isTyping,
  );
}
