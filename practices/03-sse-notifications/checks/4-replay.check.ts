import { CheckFailure, criterion, type TextStreamClient } from '../../../lab/grading/kit.ts';
import { broadcast, notify, type Posted, streamPath } from './posting.ts';

/** The id and the time of the first event in a stream, however they are written. */
function marksOf({ text }: TextStreamClient): string {
  const id = /^id: ?(.*)$/m.exec(text)?.[1]?.trim() ?? 'none';
  const json = text.replaceAll(/\r?\ndata: ?/g, '');
  const time = /"time"\s*:\s*"([^"]*)"/.exec(json)?.[1] ?? 'none';
  return `id ${id}, time ${time}`;
}

criterion('notifications.replay', ({ sufficient, good, excellent }) => {
  sufficient('4: what was missed comes again, then what is new', async ({ shared, random }) => {
    const server = await shared();
    const user = random.word();
    const seen = await notify(server, user, random.word());
    const missed = [await notify(server, user, random.word()), await notify(server, user, random.word())];
    const stream = await server.textStream(streamPath(user), { 'Last-Event-ID': String(seen.id) });
    for (const { message } of missed) await stream.expectText(message);
    const next = await notify(server, user, random.word());
    await stream.expectText(next.message);
  });

  good('4: nothing is skipped, and nothing comes twice', async ({ start, random }) => {
    const server = await start();
    const user = random.word();
    // Ids of one digit and of two: as texts, 9 would come after 10.
    const posted: Posted[] = [];
    for (let count = 0; count < 12; count += 1) posted.push(await notify(server, user, random.word()));
    for (const [index, { id }] of posted.entries()) {
      const stream = await server.textStream(streamPath(user), { 'Last-Event-ID': String(id) });
      const marker = await notify(server, user, random.word());
      await stream.expectText(marker.message);
      for (const { message } of posted.slice(0, index + 1)) stream.expectNo(message);
      for (const { message } of posted.slice(index + 1)) stream.expectOnce(message);
      stream.close();
    }
    const newest = await notify(server, user, random.word());
    const stream = await server.textStream(streamPath(user), { 'Last-Event-ID': String(newest.id) });
    const next = await notify(server, user, random.word());
    await stream.expectText(next.message);
    // Nothing was missed, and that is known.
    stream.expectNo('reset');
  });

  good('4: a user gets their own, and broadcasts', async ({ shared, random }) => {
    const server = await shared();
    const [user, other] = [random.word(), random.word()];
    const seen = await notify(server, user, random.word());
    const foreign = await notify(server, other, random.word());
    const missed = [
      await notify(server, user, random.word()),
      await broadcast(server, random.word()),
      await notify(server, user, random.word()),
      await broadcast(server, random.word()),
    ];
    const stream = await server.textStream(streamPath(user), { 'Last-Event-ID': String(seen.id) });
    for (const { message } of missed) await stream.expectText(message);
    stream.expectNo(foreign.message);
  });

  good('4: who has only listened gets broadcasts again', async ({ start, random }) => {
    const server = await start();
    const user = random.word();
    const listening = await server.textStream(streamPath(user));
    const seen = await broadcast(server, random.word());
    listening.close();
    const missed = await broadcast(server, random.word());
    const stream = await server.textStream(streamPath(user), { 'Last-Event-ID': String(seen.id) });
    await stream.expectText(missed.message);
  });

  good('4: what comes again is the same event', async ({ shared, random }) => {
    const server = await shared();
    const user = random.word();
    const seen = await notify(server, user, random.word());
    const live = await server.textStream(streamPath(user));
    // The second one only tells that the first one has come as a whole.
    const posted = [await notify(server, user, random.word()), await notify(server, user, random.word())];
    for (const { message } of posted) await live.expectText(message);
    live.close();
    const stream = await server.textStream(streamPath(user), { 'Last-Event-ID': String(seen.id) });
    for (const { message } of posted) await stream.expectText(message);
    if (marksOf(stream) === marksOf(live)) return;
    throw new CheckFailure({
      did: 'a client came back with Last-Event-ID and was sent an event that another one had heard live',
      expected: marksOf(live),
      received: marksOf(stream),
    });
  });

  good('4: without Last-Event-ID nothing is replayed', async ({ shared, random }) => {
    const server = await shared();
    const user = random.word();
    const old = await notify(server, user, random.word());
    const stream = await server.textStream(streamPath(user));
    const next = await notify(server, user, random.word());
    await stream.expectText(next.message);
    stream.expectNo(old.message);
  });

  excellent('4: an id that is unknown gives the event reset, and nothing old', async ({ shared, random }) => {
    const server = await shared();
    const user = random.word();
    const old = await notify(server, user, random.word());
    const foreign = await notify(server, random.word(), random.word());
    const stranger = await server.textStream(streamPath(random.word()), { 'Last-Event-ID': String(old.id) });
    await stranger.expectText('reset');
    for (const id of ['garbage', '-1', '999999999', `${old.id}abc`, '1e3', String(foreign.id)]) {
      const stream = await server.textStream(streamPath(user), { 'Last-Event-ID': id });
      await stream.expectText('reset');
      const next = await notify(server, user, random.word());
      await stream.expectText(next.message);
      stream.expectNo(old.message);
      stream.close();
    }
  });

  excellent('4: the last 100 of a user are kept', async ({ shared, random }) => {
    const server = await shared();
    const [user, other] = [random.word(), random.word()];
    const ofOther = [await notify(server, other, random.word()), await notify(server, other, random.word())];
    const posted: Posted[] = [];
    for (let count = 0; count < 101; count += 1) posted.push(await notify(server, user, random.word()));
    const [tooOld, oldest, ...others] = posted;
    const first = await server.textStream(streamPath(user), { 'Last-Event-ID': String(tooOld?.id) });
    await first.expectText('reset');
    const second = await server.textStream(streamPath(user), { 'Last-Event-ID': String(oldest?.id) });
    for (const { message } of others) await second.expectText(message);
    // What is posted to one user takes no room from another one.
    const [seen, missed] = ofOther;
    const third = await server.textStream(streamPath(other), { 'Last-Event-ID': String(seen?.id) });
    await third.expectText(String(missed?.message));
  });

  excellent('4: long events come again too, and cut off nobody who reads', async ({ start, random }) => {
    const server = await start();
    const user = random.word();
    const seen = await notify(server, user, random.word());
    const headers = { 'Last-Event-ID': String(seen.id) };
    const data = 'x'.repeat(60_000);
    const postLong = (message: string) =>
      server.post(`/notify/${user}`, { type: 'info', message, data }, 202);

    const missed = [random.word(), random.word(), random.word()];
    for (const message of missed) await postLong(message);
    const first = await server.textStream(streamPath(user), headers);
    for (const message of missed) await first.expectText(message);
    first.close();

    for (let count = 0; count < 30; count += 1) await postLong(random.word());
    const second = await server.textStream(streamPath(user), headers);
    const next = await notify(server, user, random.word());
    await second.expectText(next.message);
  });
});
