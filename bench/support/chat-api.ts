import { z } from 'zod';

const loginSchema = z.object({ token: z.string() });
const roomSchema = z.object({ room: z.object({ id: z.number() }) });
const pageSchema = z.object({
  messages: z.array(z.object({ id: z.number(), from: z.string(), text: z.string() })),
});

export type HistoryEntry = z.infer<typeof pageSchema>['messages'][number];

/** Registers somebody, and logs in. Returns the token. */
export async function newToken(address: string, username: string): Promise<string> {
  const password = 'a long password';
  await ask(address, '/auth/register', {
    body: { username, email: `${username}@example.org`, password },
  });
  return loginSchema.parse(await ask(address, '/auth/login', { body: { username, password } })).token;
}

/** Makes a room, and returns its id. */
export async function newRoom(address: string, token: string, name: string): Promise<number> {
  return roomSchema.parse(await ask(address, '/rooms', { token, body: { name } })).room.id;
}

/** All messages of a room after an id, page by page. */
export async function readHistory(
  address: string,
  token: string,
  room: number,
  after: number,
): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  for (;;) {
    const last = entries.at(-1)?.id ?? after;
    const answer = await ask(address, `/rooms/${room}/messages?limit=100&after=${last}`, { token });
    const { messages } = pageSchema.parse(answer);
    if (messages.length === 0) return entries;
    entries.push(...messages);
  }
}

async function ask(
  address: string,
  path: string,
  { token, body }: { token?: string; body?: object },
): Promise<unknown> {
  const response = await fetch(new URL(path, address), {
    method: body ? 'POST' : 'GET',
    headers: {
      'Content-Type': 'application/json',
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path.split('?')[0]} was answered with ${response.status}: ${text}`);
  return JSON.parse(text);
}
