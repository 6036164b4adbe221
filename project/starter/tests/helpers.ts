import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createParser } from 'eventsource-parser';
import request from 'supertest';
import { WebSocket } from 'ws';

/** The server under test. */
const address = process.env['CHAT_URL'] ?? 'http://127.0.0.1:3005';
/** Milliseconds to wait for something that must come. */
const DEADLINE = 2000;

export const api = request(address);

export type Message = Record<string, unknown>;

export interface Person {
  username: string;
  password: string;
  token: string;
}

export interface Room {
  id: number;
  name: string;
}

/** A name that no other test uses. */
export function newName(): string {
  return `ada-${randomUUID()}`;
}

/** Somebody who is registered and logged in. */
export async function newPerson(): Promise<Person> {
  const username = newName();
  const password = 'correct horse';
  await api
    .post('/auth/register')
    .send({ username, password, email: `${username}@example.org` })
    .expect(201);
  const { body } = await api.post('/auth/login').send({ username, password }).expect(200);
  return { username, password, token: body.token };
}

export async function newRoom(person: Person): Promise<Room> {
  const { body } = await api
    .post('/rooms')
    .auth(person.token, { type: 'bearer' })
    .send({ name: `Tea ${randomUUID().slice(0, 8)}` })
    .expect(201);
  return body.room;
}

/** A page of the history, as somebody sees it. */
export async function historyOf(room: Room, person: Person, query = {}): Promise<Message[]> {
  const { body } = await api
    .get(`/rooms/${room.id}/messages`)
    .auth(person.token, { type: 'bearer' })
    .query(query)
    .expect(200);
  return body.messages;
}

/** The status with which an upgrade is answered: 101 when it is accepted. */
export async function upgradeStatus(path: string, headers: Record<string, string> = {}): Promise<number> {
  const socket = new WebSocket(address.replace('http', 'ws') + path, { headers });
  return new Promise((resolve, reject) => {
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    socket.on('error', reject);
  });
}

/** What came in, in order. Waits for what is still to come. */
class Received {
  #messages: Message[] = [];
  #wake = () => {};

  put(message: Message): void {
    this.#messages.push(message);
    this.#wake();
  }

  /** Takes everything up to the first message that has these fields. Fails when it does not come in time. */
  async until(fields: Message): Promise<Message[]> {
    const isMarker = (message: Message) =>
      Object.entries(fields).every(([name, value]) => message[name] === value);
    const timeout = AbortSignal.timeout(DEADLINE);
    while (!this.#messages.some(isMarker)) {
      if (timeout.aborted) {
        const [expected, received] = [JSON.stringify(fields), JSON.stringify(this.#messages)];
        throw new Error(`${expected} did not come within ${DEADLINE} ms. This came: ${received}`);
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        timeout.addEventListener('abort', () => resolve());
      });
    }
    return this.#messages.splice(0, this.#messages.findIndex(isMarker) + 1);
  }

  /** The next message of this type. */
  async next(type: string): Promise<Message> {
    return (await this.until({ type })).at(-1) ?? {};
  }
}

/** Somebody's connection to a room. */
export class ChatClient extends Received {
  readonly socket: WebSocket;
  /** What came on entering: the welcome, and the list of people. */
  greeting: Message[] = [];

  private constructor(room: Room, person: Person) {
    super();
    this.socket = new WebSocket(`${address.replace('http', 'ws')}/ws/chat/${room.id}?token=${person.token}`);
    this.socket.on('message', (data) => this.put(JSON.parse(String(data))));
    // An error without a listener would fail whichever test runs; `close` comes after it.
    this.socket.on('error', () => {});
  }

  static async enter(room: Room, person: Person): Promise<ChatClient> {
    const client = new ChatClient(room, person);
    await once(client.socket, 'open', { signal: AbortSignal.timeout(DEADLINE) });
    client.greeting = await client.until({ type: 'user_list' });
    return client;
  }

  send(message: Message): void {
    this.socket.send(JSON.stringify(message));
  }

  say(text: string): void {
    this.send({ type: 'message', text });
  }

  /** Everything that came until now: the server answers this ping after what it had to say before. */
  async untilNow(): Promise<Message[]> {
    this.send({ type: 'ping' });
    return (await this.until({ type: 'pong' })).slice(0, -1);
  }

  async leave(): Promise<void> {
    this.socket.close();
    await once(this.socket, 'close', { signal: AbortSignal.timeout(DEADLINE) });
  }
}

/**
 * Somebody's stream of notifications. Each event has its name as `type`, and its id as `eventId`. Everybody hears of every
 * room: wait for your own by `roomId`.
 */
export class Notifications extends Received {
  readonly headers: Headers;
  readonly #end: AbortController;

  private constructor(headers: Headers, end: AbortController) {
    super();
    this.headers = headers;
    this.#end = end;
  }

  static async listen(person: Person, lastEventId?: string): Promise<Notifications> {
    const end = new AbortController();
    const response = await fetch(`${address}/notifications?token=${person.token}`, {
      headers: lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId },
      signal: end.signal,
    });
    if (response.status !== 200) throw new Error(`The stream was answered with ${response.status}.`);
    const notifications = new Notifications(response.headers, end);
    void notifications.#read(response).catch(() => {});
    return notifications;
  }

  /** Hangs up, as a closed tab does. */
  close(): void {
    this.#end.abort();
  }

  async #read(response: Response): Promise<void> {
    const parser = createParser({
      onEvent: ({ event, id, data }) => this.put({ ...JSON.parse(data), type: event, eventId: id }),
    });
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) parser.feed(decoder.decode(chunk, { stream: true }));
  }
}
