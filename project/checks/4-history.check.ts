import { anyText, criterion } from '../../lab/grading/kit.ts';
import { expectPage, historyOf } from './history.ts';
import { bearer, newPerson, newRoom, visit } from './people.ts';

criterion('chat.messages', ({ sufficient, good }) => {
  sufficient('RF-04: a message is in the history when it is seen', async ({ shared, random }) => {
    const server = await shared();
    const person = await newPerson(server, random);
    const room = await newRoom(server, person, random);
    const client = await visit(server, room, person);
    const texts = [random.text(), random.text()];
    for (const text of texts) {
      client.sendJson({ type: 'message', text });
      await client.expectMessage({ type: 'message', text });
      await expectPage(server, room, person, '?limit=1', [text]);
    }
    await expectPage(server, room, person, '', texts);
  });

  good('RF-04: pages before and after an id are exact', async ({ shared, random }) => {
    const server = await shared();
    const person = await newPerson(server, random);
    const room = await newRoom(server, person, random);
    const client = await visit(server, room, person);
    const texts = Array.from({ length: 9 }, () => random.text());
    for (const text of texts) client.sendJson({ type: 'message', text });
    for (const text of texts) await client.expectMessage({ type: 'message', text });
    const ids = (await historyOf(server, room, person)).map(({ id }) => id);
    await expectPage(server, room, person, '?limit=3', texts.slice(6));
    await expectPage(server, room, person, `?limit=3&before=${ids[6]}`, texts.slice(3, 6));
    await expectPage(server, room, person, `?limit=100&before=${ids[3]}`, texts.slice(0, 3));
    await expectPage(server, room, person, `?before=${ids[0]}`, []);
    await expectPage(server, room, person, `?limit=3&after=${ids[0]}`, texts.slice(1, 4));
    await expectPage(server, room, person, `?after=${ids[7]}`, texts.slice(8));
    await expectPage(server, room, person, `?after=${ids[8]}`, []);
  });

  good('RF-04: a wrong limit, before or after is refused', async ({ shared, random }) => {
    const server = await shared();
    const person = await newPerson(server, random);
    const room = await newRoom(server, person, random);
    const headers = bearer(person);
    for (const query of ['limit=0', 'limit=101', 'limit=-1', 'limit=ten', 'before=x', 'after=1.5']) {
      const path = `/rooms/${room.id}/messages?${query}`;
      await server.request({ path, headers }, { status: 400, body: { error: anyText } });
    }
    const path = '/rooms/999999999/messages';
    await server.request({ path, headers }, { status: 404, body: { error: anyText } });
  });
});
