import {
  anyText,
  CheckFailure,
  criterion,
  eventually,
  isoTime,
  type RunningServer,
  type WebSocketClient,
} from '../../../lab/grading/kit.ts';
import { join } from './people.ts';

/** Joins another room under a name that somebody has. Whether it is free there is a matter of step 1. */
async function joinAsNamesake(
  server: RunningServer,
  room: string,
  username: string,
): Promise<WebSocketClient | undefined> {
  try {
    return await join(server, room, username);
  } catch (error) {
    if (!(error instanceof CheckFailure)) throw error;
    return undefined;
  }
}

criterion('rooms.direct', ({ sufficient, good, excellent }) => {
  sufficient('3: a private message reaches its addressee', async ({ shared, random }) => {
    const server = await shared();
    const [room, from, to, text] = [random.word(), random.word(), random.word(), random.text()];
    const sender = await join(server, room, from);
    const addressee = await join(server, room, to);
    sender.sendJson({ type: 'private', to, text });
    await addressee.expectMessage({ type: 'private', from, to, text, time: isoTime });
  });

  sufficient('3: typing reaches the others in the room', async ({ shared, random }) => {
    const server = await shared();
    const [room, from] = [random.word(), random.word()];
    const typist = await join(server, room, from);
    const other = await join(server, room, random.word());
    for (const typing of [true, false]) {
      typist.sendJson({ type: 'typing', typing });
      await other.expectMessage({ type: 'typing', from, typing });
    }
  });

  good('3: a private message reaches nobody else', async ({ shared, random }) => {
    const server = await shared();
    const [room, to] = [random.word(), random.word()];
    const sender = await join(server, room, random.word());
    const others = [
      await join(server, room, random.word()),
      await join(server, random.word(), random.word()),
    ];
    const addressee = await join(server, room, to);
    const namesake = await joinAsNamesake(server, random.word(), to);
    sender.sendJson({ type: 'private', to, text: random.text() });
    await addressee.expectMessage({ type: 'private' });
    for (const client of [sender, ...others, namesake]) await client?.expectNothing();
  });

  good('3: each message says who sent it, whatever the sender says', async ({ shared, random }) => {
    const server = await shared();
    const [room, from, to] = [random.word(), random.word(), random.word()];
    const sender = await join(server, room, from);
    const listener = await join(server, room, to);
    sender.sendJson({ type: 'private', to, text: 'I am somebody else', from: to });
    await listener.expectMessage({ type: 'private', from, to });
    sender.sendJson({ type: 'typing', typing: true, from: to });
    await listener.expectMessage({ type: 'typing', from });
  });

  good('3: typing reaches neither the typist nor another room', async ({ shared, random }) => {
    const server = await shared();
    const room = random.word();
    const typist = await join(server, room, random.word());
    const [other, elsewhere] = [
      await join(server, room, random.word()),
      await join(server, random.word(), random.word()),
    ];
    typist.sendJson({ type: 'typing', typing: true });
    await other.expectMessage({ type: 'typing', typing: true });
    for (const client of [typist, elsewhere]) await client.expectNothing();
  });

  good('3: a private message to nobody gives an error, to its sender alone', async ({ shared, random }) => {
    const server = await shared();
    const [room, elsewhere] = [random.word(), random.word()];
    const sender = await join(server, room, random.word());
    const other = await join(server, room, random.word());
    const far = await join(server, random.word(), elsewhere);
    for (const to of [random.word(), elsewhere, 'constructor', '']) {
      sender.sendJson({ type: 'private', to, text: random.text() });
      await sender.expectMessage({ type: 'error', message: anyText });
    }
    for (const client of [other, far]) await client.expectNothing();
  });

  excellent('3: a private message finds whoever has the name now', async ({ shared, random }) => {
    const server = await shared();
    const [room, to, text] = [random.word(), random.word(), random.text()];
    const sender = await join(server, room, random.word());
    const leaving = await join(server, room, to);
    await leaving.close();
    let back = sender;
    await eventually(async () => {
      back = await join(server, room, to);
    });
    sender.sendJson({ type: 'private', to, text });
    await back.expectMessage({ type: 'private', to, text });
    await sender.expectNothing();
  });

  excellent('3: a namesake who leaves another room takes nothing along', async ({ shared, random }) => {
    const server = await shared();
    const [room, otherRoom, to, text] = [random.word(), random.word(), random.word(), random.text()];
    const sender = await join(server, room, random.word());
    const addressee = await join(server, room, to);
    const namesake = await joinAsNamesake(server, otherRoom, to);
    if (namesake) {
      await namesake.close();
      // Once the name is free there, the server has done all that it does about who leaves.
      await eventually(async () => {
        await join(server, otherRoom, to);
      });
    }
    sender.sendJson({ type: 'private', to, text });
    await addressee.expectMessage({ type: 'private', to, text });
  });

  excellent('3: the addressee may be oneself', async ({ shared, random }) => {
    const server = await shared();
    const [from, text] = [random.word(), random.text()];
    const sender = await join(server, random.word(), from);
    sender.sendJson({ type: 'private', to: from, text });
    await sender.expectMessage({ type: 'private', from, to: from, text });
    await sender.expectNothing();
  });
});
