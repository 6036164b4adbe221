import { expect, test } from 'vitest';
import { api, newName, newPerson, newRoom, upgradeStatus } from './helpers.ts';

function me(token: string) {
  return api.get('/auth/me').auth(token, { type: 'bearer' });
}

/** A part of a token, as it is written there. */
function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

test('whoever registers can log in, and is told who they are', async () => {
  const { username, token } = await newPerson();

  const { body } = await me(token).expect(200);
  expect(body.user).toMatchObject({ username, email: `${username}@example.org` });
});

test('no answer holds a password or its hash', async () => {
  const username = newName();
  const registration = { username, password: 'correct horse', email: `${username}@example.org` };

  const registered = await api.post('/auth/register').send(registration).expect(201);
  const loggedIn = await api.post('/auth/login').send(registration).expect(200);

  for (const { body } of [registered, loggedIn]) {
    expect(Object.keys(body.user).toSorted()).toEqual(['email', 'id', 'username']);
  }
});

test('a wrong field is refused, and named', async () => {
  const username = newName();
  const right = { username, password: 'correct horse', email: `${username}@example.org` };

  for (const [field, wrong] of [
    ['username', 'ab'],
    ['username', 'with space'],
    ['username', {}],
    ['email', 'nobody'],
    ['password', '7 chars'],
    ['password', undefined],
  ] as const) {
    const { body } = await api
      .post('/auth/register')
      .send({ ...right, [field]: wrong })
      .expect(400);
    expect(body.field).toBe(field);
  }
  await api.post('/auth/register').send(right).expect(201);
});

test('a taken name is refused, in capitals too', async () => {
  const { username } = await newPerson();
  const second = { password: 'correct horse', email: `${newName()}@example.org` };

  await api
    .post('/auth/register')
    .send({ ...second, username })
    .expect(409);
  await api
    .post('/auth/register')
    .send({ ...second, username: username.toUpperCase() })
    .expect(409);
});

test('of two who register one name at once, one gets it', async () => {
  const username = newName();
  const answers = await Promise.all(
    ['one', 'two'].map((email) =>
      api
        .post('/auth/register')
        .send({ username, password: 'correct horse', email: `${email}-${username}@example.org` }),
    ),
  );

  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
});

test('a wrong password and an unknown user get the same answer', async () => {
  const { username } = await newPerson();

  const wrong = await api.post('/auth/login').send({ username, password: 'wrong horse' }).expect(401);
  const unknown = await api
    .post('/auth/login')
    .send({ username: newName(), password: 'wrong horse' })
    .expect(401);

  expect(unknown.body).toEqual(wrong.body);
});

test('a token that the server has not signed is no good', async () => {
  const { token } = await newPerson();
  const [header = '', payload = '', signature = ''] = token.split('.');
  const decoded = JSON.parse(Buffer.from(payload, 'base64url').toString());

  await api.get('/auth/me').expect(401);
  await me('not-a-token').expect(401);
  await me(`${header}.${payload}.${signature.split('').toReversed().join('')}`).expect(401);
  await me(`${header}.${encode({ ...decoded, exp: decoded.exp + 1 })}.${signature}`).expect(401);
  await me(`${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`).expect(401);
});

test('rooms, WebSocket and notifications want a token', async () => {
  const { id } = await newRoom(await newPerson());

  for (const path of ['/rooms', `/rooms/${id}`, `/rooms/${id}/messages`]) await api.get(path).expect(401);
  await api.post('/rooms').send({ name: 'Coffee' }).expect(401);
  await api.get('/notifications').expect(401);
  expect(await upgradeStatus(`/ws/chat/${id}`)).toBe(401);
  expect(await upgradeStatus(`/ws/chat/${id}?token=not-a-token`)).toBe(401);
});
