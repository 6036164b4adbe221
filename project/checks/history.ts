import { z } from 'zod';
import { CheckFailure, type RunningServer } from '../../lab/grading/kit.ts';
import { bearer, type Person, type Room } from './people.ts';

const historySchema = z.looseObject({
  messages: z.array(z.looseObject({ id: z.number(), type: z.string(), from: z.string(), text: z.string() })),
});

/** A page of the history, as somebody sees it. */
export async function historyOf(server: RunningServer, room: Room, person: Person, query = '') {
  const path = `/rooms/${room.id}/messages${query}`;
  const answer = await server.request(
    { path, headers: bearer(person) },
    { status: 200, body: historySchema },
  );
  return historySchema.parse(answer.body).messages;
}

/** The texts on a page must be these, in this order. */
export async function expectPage(
  server: RunningServer,
  room: Room,
  person: Person,
  query: string,
  texts: readonly string[],
) {
  const received = (await historyOf(server, room, person, query)).map(({ text }) => text);
  if (received.join('\n') === texts.join('\n')) return;
  throw new CheckFailure({
    did: `http: GET /rooms/${room.id}/messages${query} as ${person.username}`,
    expected: `the texts ${JSON.stringify(texts)}`,
    received: JSON.stringify(received),
  });
}
