import { z } from 'zod';
import { CheckFailure, type RunningServer } from '../../lab/grading/kit.ts';
import { bearer, type Person, type Room } from './people.ts';

const roomsSchema = z.looseObject({
  rooms: z.array(z.looseObject({ id: z.number(), name: z.string(), users: z.number() })),
});

/** The room as GET /rooms lists it. */
async function listed(server: RunningServer, person: Person, room: Room) {
  const answer = await server.request(
    { path: '/rooms', headers: bearer(person) },
    { status: 200, body: roomsSchema },
  );
  const found = roomsSchema.parse(answer.body).rooms.find(({ id }) => id === room.id);
  if (found) return found;
  throw new CheckFailure({
    did: 'http: GET /rooms',
    expected: `the room ${room.name}`,
    received: answer.text,
  });
}

/** GET /rooms must count this many people in a room. */
export async function expectCount(
  server: RunningServer,
  person: Person,
  room: Room,
  users: number,
): Promise<void> {
  const found = await listed(server, person, room);
  if (found.users === users) return;
  const received = JSON.stringify(found);
  throw new CheckFailure({
    did: 'http: GET /rooms',
    expected: `"users":${users} for ${room.name}`,
    received,
  });
}
