import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { RunningServer, WebSocketClient } from '../lab/grading/kit.ts';
import { Random } from '../lab/grading/random.ts';
import { historyOf } from '../project/checks/history.ts';
import {
  bearer,
  enter,
  expectSystem,
  listen,
  newPerson,
  newRoom,
  type Person,
  type Room,
} from '../project/checks/people.ts';
import { ChatServers } from './support/chat-servers.ts';
import { RedisServer, skipRedisTests } from './support/redis.ts';

const random = new Random('redis');
const roomSchema = z.object({ users: z.array(z.string()) });

async function usersIn(server: RunningServer, room: Room, person: Person): Promise<string[]> {
  const path = `/rooms/${room.id}`;
  const { body } = await server.request({ path, headers: bearer(person) }, { status: 200 });
  return roomSchema.parse(body).users;
}

function redisLines(server: RunningServer): number {
  return server.process.errors.split('\n').filter((line) => line.includes('Redis')).length;
}

async function idsOf(client: WebSocketClient, count: number): Promise<number[]> {
  const ids: number[] = [];
  while (ids.length < count) ids.push(Number((await client.expectMessage({ type: 'message' }))['id']));
  return ids;
}

describe.skipIf(skipRedisTests)('two servers of the project on one Redis and one database', () => {
  let redis: RedisServer;
  let servers: ChatServers;
  let [here, there]: RunningServer[] = [];

  beforeAll(async () => {
    redis = await RedisServer.start();
    servers = await ChatServers.create();
    here = await servers.start({ REDIS_URL: redis.url });
    there = await servers.start({ REDIS_URL: redis.url });
  });

  afterAll(async () => {
    await servers?.remove();
    await redis?.remove();
  });

  /** Two people and a room: ada is on the one server, bob on the other. */
  async function meet() {
    if (!here || !there) throw new Error('The servers did not start');
    const [ada, bob] = [await newPerson(here, random), await newPerson(there, random)];
    const room = await newRoom(here, ada, random);
    const ofAda = await enter(here, room, ada);
    const ofBob = await enter(there, room, bob);
    await expectSystem(ofAda, 'user_joined', bob, [ada, bob]);
    return { here, there, ada, bob, room, ofAda, ofBob };
  }

  test('who is on the one is seen on the other, and comes and goes once', async () => {
    const { here, there, ada, bob, room, ofAda, ofBob } = await meet();
    const everybody = [ada.username, bob.username].toSorted();
    expect(await usersIn(here, room, ada)).toEqual(everybody);
    expect(await usersIn(there, room, bob)).toEqual(everybody);

    const secondTab = await enter(here, room, bob);
    await ofBob.close();
    // Neither the second tab nor the first one's end is news: the next thing is what bob says.
    secondTab.sendJson({ type: 'message', text: 'still here' });
    await ofAda.expectMessage({ type: 'message', text: 'still here' });
    await secondTab.close();
    await expectSystem(ofAda, 'user_left', bob, [ada]);
    expect(await usersIn(there, room, bob)).toEqual([ada.username]);
  });

  test('everybody sees one order, that of the history', async () => {
    const { here, ada, bob, room, ofAda, ofBob } = await meet();
    for (let number = 0; number < 20; number += 1) {
      for (const client of [ofAda, ofBob]) client.sendJson({ type: 'message', text: `${number}` });
    }
    const [seenByAda, seenByBob] = await Promise.all([idsOf(ofAda, 40), idsOf(ofBob, 40)]);
    const history = (await historyOf(here, room, ada, '?limit=100')).map(({ id }) => id);
    expect(seenByAda).toEqual(history);
    expect(seenByBob).toEqual(history);

    ofBob.sendJson({ type: 'typing', typing: true });
    await ofAda.expectMessage({ type: 'typing', from: bob.username, typing: true });
  });

  test('private messages and notifications reach their people, and can be replayed by the other server', async () => {
    const { here, there, ada, bob, ofAda, ofBob } = await meet();
    const stream = await listen(there, bob);
    const people = { from: ada.username, to: bob.username };
    ofAda.sendJson({ type: 'private', to: bob.username, text: 'a secret' });
    for (const client of [ofAda, ofBob]) {
      await client.expectMessage({ type: 'private', ...people, text: 'a secret' });
    }
    const { id } = await stream.expectEvent('new_message', { preview: 'a secret', private: true });
    stream.close();

    ofAda.sendJson({ type: 'message', text: 'missed' });
    await ofBob.expectMessage({ type: 'message', text: 'missed' });
    const resumed = await listen(here, bob, { 'Last-Event-ID': id });
    await resumed.expectEvent('new_message', { preview: 'missed', private: false });
    await newRoom(there, ada, random);
    await resumed.expectEvent('room_created', { by: ada.username });
  });

  test('who was on a server that is killed leaves', { timeout: 40_000 }, async () => {
    const { here, ada, bob, room, ofAda } = await meet();
    const third = await servers.start({ REDIS_URL: redis.url });
    const eve = await newPerson(here, random);
    await enter(third, room, eve);
    await expectSystem(ofAda, 'user_joined', eve, [ada, bob, eve]);
    await third.process.stop();
    await vi.waitFor(async () => expect(await usersIn(here, room, ada)).not.toContain(eve.username), 20_000);
    await expectSystem(ofAda, 'user_left', eve, [ada, bob]);
  });

  test('while Redis is away, each goes on for its own clients and says so once', {
    timeout: 30_000,
  }, async () => {
    const { here, there, room, ada, ofAda, ofBob } = await meet();
    await redis.kill();
    await vi.waitFor(() => expect([redisLines(here), redisLines(there)]).toEqual([1, 1]), 5000);
    ofAda.sendJson({ type: 'message', text: 'from here' });
    await ofAda.expectMessage({ type: 'message', text: 'from here' });
    ofBob.sendJson({ type: 'message', text: 'from there' });
    await redis.start();

    // Each sees what the other stored meanwhile, once and in order.
    await ofAda.expectMessage({ type: 'message', text: 'from there' });
    await ofBob.expectMessage({ type: 'message', text: 'from here' });
    await ofBob.expectMessage({ type: 'message', text: 'from there' });
    await vi.waitFor(async () => {
      ofBob.sendJson({ type: 'typing', typing: true });
      await ofAda.expectMessage({ type: 'typing', typing: true });
    }, 10_000);
    expect((await historyOf(here, room, ada)).map(({ text }) => text)).toEqual(['from here', 'from there']);
    expect([redisLines(here), redisLines(there)]).toEqual([1, 1]);
  });
});
