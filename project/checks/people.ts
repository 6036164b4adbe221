import jwt from 'jsonwebtoken';
import { z } from 'zod';
import {
  anyText,
  type EventStreamClient,
  isoTime,
  type Random,
  type RunningServer,
  type WebSocketClient,
} from '../../lab/grading/kit.ts';

/** The secret that every server under these checks is given, in lab/course/exercises.ts. */
export const JWT_SECRET = 'the secret of the checks, which is longer than 32 bytes';

export interface Person {
  id: number;
  username: string;
  email: string;
  password: string;
  token: string;
}

export interface Room {
  id: number;
  name: string;
}

export const anyId = z.number().int().positive().describe('an id');

/** Somebody who is registered and logged in. */
export async function newPerson(
  server: RunningServer,
  random: Random,
  credentials = newCredentials(random),
): Promise<Person> {
  const { username, email, password } = credentials;
  await server.post('/auth/register', { username, email, password }, 201);
  const { body } = await server.post('/auth/login', { username, password }, 200, { token: anyText });
  const { token, user } = z
    .looseObject({ token: z.string(), user: z.looseObject({ id: z.number() }) })
    .parse(body);
  return { id: user.id, username, email, password, token };
}

export function newCredentials(
  random: Random,
  name = 'ada',
): Pick<Person, 'username' | 'email' | 'password'> {
  const username = `${name}-${random.word()}`;
  return { username, email: `${username}@example.org`, password: `secret ${random.word()}` };
}

export async function newRoom(
  server: RunningServer,
  person: Person,
  random: Random,
  name = `Tea ${random.word()}`,
): Promise<Room> {
  const answer = await server.request(
    { method: 'POST', path: '/rooms', body: { name }, headers: bearer(person) },
    {
      status: 201,
      body: { room: z.looseObject({ id: anyId, name: z.literal(name) }).describe(`{id, name: ${name}}`) },
    },
  );
  return z.looseObject({ room: z.object({ id: z.number(), name: z.string() }) }).parse(answer.body).room;
}

export function bearer({ token }: { token: string }): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

export function chatPath(room: Room, { token }: { token: string }): string {
  return `/ws/chat/${room.id}?token=${token}`;
}

/** Opens a room and takes the welcome and the first list of people. */
export async function enter(server: RunningServer, room: Room, person: Person): Promise<WebSocketClient> {
  const client = await server.websocket(chatPath(room, person));
  await client.expectMessage({ type: 'welcome', time: isoTime });
  await client.expectMessage({ type: 'user_list' });
  return client;
}

/** Messages about who comes and goes. */
export const PRESENCE = ['system', 'user_list'];

/** Opens a room for a check that is not about who comes and goes: what is said of that is passed over. */
export async function visit(server: RunningServer, room: Room, person: Person): Promise<WebSocketClient> {
  const client = await server.websocket(chatPath(room, person), { passesOver: PRESENCE });
  await client.expectMessage({ type: 'welcome' });
  return client;
}

/** Messages that one connection may write at once: it has as many in 5 seconds. */
const MESSAGES_PER_CONNECTION = 20;

/** Opens a room in as many tabs as it takes to write this many messages at once. */
export async function openTabs(
  server: RunningServer,
  room: Room,
  person: Person,
  messages: number,
): Promise<WebSocketClient[]> {
  const tabs: WebSocketClient[] = [];
  while (tabs.length * MESSAGES_PER_CONNECTION < messages) tabs.push(await visit(server, room, person));
  return tabs;
}

/** Writes messages in this order, as fast as the limit allows. */
export async function writeThrough(
  tabs: readonly WebSocketClient[],
  texts: readonly string[],
): Promise<void> {
  const [reader] = tabs;
  for (const [index, tab] of tabs.entries()) {
    const part = texts.slice(index * MESSAGES_PER_CONNECTION, (index + 1) * MESSAGES_PER_CONNECTION);
    for (const text of part) tab.sendJson({ type: 'message', text });
    for (const text of part) await reader?.expectMessage({ type: 'message', text });
  }
}

/** Writes messages over connections of their own. */
export async function writeMany(
  server: RunningServer,
  room: Room,
  person: Person,
  texts: readonly string[],
): Promise<void> {
  const tabs = await openTabs(server, room, person, texts.length);
  await writeThrough(tabs, texts);
  for (const tab of tabs) await tab.close();
}

/** Takes what somebody's coming or going makes the others hear; then these people are there. */
export async function expectSystem(
  client: WebSocketClient,
  event: 'user_joined' | 'user_left',
  { username }: Person,
  here: readonly Person[],
): Promise<void> {
  await client.expectMessage({ type: 'system', event, username, time: isoTime });
  await client.expectMessage({ type: 'user_list', users: sortedNames(here) });
}

/** The names of these people and no others, in order. */
export function sortedNames(people: readonly Person[]): z.ZodType {
  const names = people.map(({ username }) => username).toSorted();
  return z
    .array(z.string())
    .refine((list) => list.join() === names.join())
    .describe(JSON.stringify(names));
}

/** The stream of somebody's notifications; events named in `passesOver` are no matter of the check. */
export function listen(
  server: RunningServer,
  person: Person,
  headers?: Record<string, string>,
  passesOver?: readonly string[],
): Promise<EventStreamClient> {
  return server.eventStream(`/notifications?token=${person.token}`, headers, passesOver);
}

/** A token as the server makes it, with what is changed. */
export function signToken(person: Person, options: jwt.SignOptions, secret = JWT_SECRET): string {
  return jwt.sign({ name: person.username }, secret, {
    subject: String(person.id),
    expiresIn: 60,
    algorithm: 'HS256',
    ...options,
  });
}
