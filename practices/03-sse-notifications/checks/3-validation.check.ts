import { anyText, criterion } from '../../../lab/grading/kit.ts';
import { newBody, notify, streamPath } from './posting.ts';

const refusal = { error: anyText };

criterion('notifications.validation', ({ sufficient, good, excellent }) => {
  sufficient('3: an unknown or missing type gives 400', async ({ shared, random }) => {
    const server = await shared();
    const message = random.text();
    for (const type of ['debug', '', 'INFO', undefined]) {
      await server.post(`/notify/${random.word()}`, { type, message }, 400, refusal);
      await server.post('/broadcast', { type, message }, 400, refusal);
    }
  });

  sufficient('3: a missing or empty message gives 400', async ({ shared, random }) => {
    const server = await shared();
    for (const message of ['', undefined]) {
      await server.post(`/notify/${random.word()}`, { type: 'info', message }, 400, refusal);
      await server.post('/broadcast', { type: 'info', message }, 400, refusal);
    }
  });

  good('3: wrong JSON, and what is no object, gives 400', async ({ shared, random }) => {
    const server = await shared();
    for (const body of ['{"type":', 'no JSON', 'null', '[]', '7', '"info"']) {
      await server.post(`/notify/${random.word()}`, body, 400, refusal);
      await server.post('/broadcast', body, 400, refusal);
    }
  });

  good('3: a message has 1 to 500 characters', async ({ shared, random }) => {
    const server = await shared();
    const path = `/notify/${random.word()}`;
    await server.post(path, { type: 'info', message: 'x'.repeat(501) }, 400, refusal);
    for (const message of [7, null, ['x'], {}])
      await server.post(path, { type: 'info', message }, 400, refusal);
    await server.post(path, { type: 'info', message: '日'.repeat(500) }, 202);
    await server.post(path, { type: 'info', message: 'x' }, 202);
  });

  good('3: what is no user id gives 400', async ({ shared, random }) => {
    const server = await shared();
    for (const user of ['x'.repeat(33), 'two words', 'dot.', '👋', 'a/b']) {
      await server.post(`/notify/${encodeURIComponent(user)}`, newBody(random), 400, refusal);
      await server.get(streamPath(user), 400, refusal);
    }
  });

  excellent('3: what is refused reaches nobody', async ({ shared, random }) => {
    const server = await shared();
    const user = random.word();
    const stream = await server.textStream(streamPath(user));
    const [word, marker] = [random.word(), random.word()];
    await server.post(`/notify/${user}`, { type: 'debug', message: word }, 400);
    await server.post('/broadcast', { type: ['info'], message: word }, 400);
    await server.post('/broadcast', { type: 'constructor', message: word }, 400);
    await notify(server, user, marker);
    await stream.expectText(marker);
    stream.expectNo(word);
  });

  excellent('3: a body over 64 KiB gives 413, and the server goes on', async ({ shared, random }) => {
    const server = await shared();
    const path = `/notify/${random.word()}`;
    await server.post(path, { ...newBody(random), data: 'x'.repeat(70_000) }, 413, refusal);
    await server.post(path, { ...newBody(random), data: 'x'.repeat(60_000) }, 202);
    const body = JSON.stringify(newBody(random));
    // Characters of several bytes would need another count.
    const bytes = Buffer.byteLength(body) - body.length;
    await server.post(path, body.padEnd(65_537 - bytes), 413, refusal);
    await server.post(path, body.padEnd(65_536 - bytes), 202);
  });
});
