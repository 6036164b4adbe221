import jwt from 'jsonwebtoken';
import {
  anyText,
  CheckFailure,
  criterion,
  expectRefused,
  type RunningServer,
} from '../../lab/grading/kit.ts';
import { anyId, bearer, JWT_SECRET, newCredentials, newPerson, signToken } from './people.ts';
import { expectNoPasswords } from './stored.ts';

const SECRET_FIELD = /"[^"]*(?:pass|hash|salt)[^"]*":/i;

/** Nothing that the server says may hold a password or its hash. */
function expectDiscreet(what: string, text: string, password: string): void {
  if (!text.includes(password) && !SECRET_FIELD.test(text)) return;
  throw new CheckFailure({ did: what, expected: 'no password and no hash in the answer', received: text });
}

async function expectUnauthorized(server: RunningServer, token: string): Promise<void> {
  await server.request(
    { path: '/auth/me', headers: bearer({ token }) },
    { status: 401, body: { error: anyText } },
  );
}

/** Ten requests for one name, over connections that are open already, so that they leave together. */
async function registerAtOnce(port: number, username: string, password: string): Promise<number[]> {
  const ask = async (path: string, options?: RequestInit): Promise<number> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, options).catch(() => undefined);
    // A connection is used again once its answer was read.
    await answer?.arrayBuffer().catch(() => undefined);
    return answer?.status ?? 0;
  };
  const numbers = Array.from({ length: 10 }, (_, index) => index);
  await Promise.all(numbers.map(() => ask('/health')));
  return Promise.all(
    numbers.map((number) => {
      const body = JSON.stringify({ username, password, email: `${number}-${username}@example.org` });
      return ask('/auth/register', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    }),
  );
}

/** A token of the algorithm `none`: two parts, and no signature. */
function unsignedToken(subject: number): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + 60;
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode({ sub: String(subject), name: 'ada', exp })}.`;
}

criterion('chat.authentication', ({ sufficient, good, excellent }) => {
  sufficient('RF-01: register, log in, and ask who you are', async ({ shared, random }) => {
    const server = await shared();
    const { username, email, password } = newCredentials(random);
    await server.post('/auth/register', { username, email, password }, 201);
    const login = await server.post('/auth/login', { username, password }, 200, { token: anyText });
    const { token } = login.body as { token: string };
    const me = await server.request({ path: '/auth/me', headers: bearer({ token }) }, { status: 200 });
    const { user } = me.body as { user?: Record<string, unknown> };
    if (user?.['username'] === username && user['email'] === email && anyId.safeParse(user['id']).success)
      return;
    throw new CheckFailure({
      did: `http: GET /auth/me with the token of ${username}`,
      expected: `{"user":{"id":…,"username":"${username}","email":"${email}"}}`,
      received: me.text,
    });
  });

  sufficient('RF-01: a wrong password and an unknown user get 401', async ({ shared, random }) => {
    const server = await shared();
    const { username } = await newPerson(server, random);
    await server.post('/auth/login', { username, password: random.text() }, 401, { error: anyText });
    await server.post('/auth/login', { username: `x-${random.word()}`, password: random.text() }, 401, {
      error: anyText,
    });
  });

  sufficient('RF-01: no token, and one with another secret, get 401', async ({ shared, random }) => {
    const server = await shared();
    const person = await newPerson(server, random);
    await server.get('/auth/me', 401, { error: anyText });
    await expectUnauthorized(server, random.word());
    await expectUnauthorized(server, signToken(person, {}, random.word().repeat(5)));
  });

  good('RF-01: a wrong field is refused with its name', async ({ shared, random }) => {
    const server = await shared();
    const right = newCredentials(random);
    for (const [field, wrong] of [
      ['username', 'ab'],
      ['username', 'x'.repeat(51)],
      ['username', 'has space'],
      ['username', {}],
      ['username', undefined],
      ['email', 'nobody'],
      ['email', undefined],
      ['password', '7 chars'],
      ['password', 12_345_678],
    ] as const) {
      await server.post('/auth/register', { ...right, [field]: wrong }, 400, { field, error: anyText });
    }
    await server.post('/auth/register', '{"username":', 400, { error: anyText });
    const large = { ...right, password: 'x'.repeat(65_536) };
    await server.post('/auth/register', large, 413, { error: anyText });
    await server.post('/auth/register', right, 201);
  });

  good('RF-01: a taken name or e-mail is refused with 409, in any case', async ({ shared, random }) => {
    const server = await shared();
    const { username, email, password } = await newPerson(server, random);
    const other = newCredentials(random);
    await server.post('/auth/register', { ...other, username: username.toUpperCase() }, 409, {
      error: anyText,
    });
    await server.post('/auth/register', { ...other, email: email.toUpperCase() }, 409, { error: anyText });
    await server.post('/auth/login', { username, password }, 200, { token: anyText });
  });

  good(
    'RF-01: tokens that are expired, incomplete or of another algorithm are no good',
    async ({ shared, random }) => {
      const server = await shared();
      const person = await newPerson(server, random);
      const exp = Math.floor(Date.now() / 1000) + 60;
      await expectUnauthorized(server, signToken(person, { expiresIn: -10 }));
      await expectUnauthorized(server, unsignedToken(person.id));
      await expectUnauthorized(server, signToken(person, { algorithm: 'HS512' }));
      await expectUnauthorized(
        server,
        jwt.sign({ sub: String(person.id), name: person.username }, JWT_SECRET),
      );
      await expectUnauthorized(server, jwt.sign({ name: person.username, exp }, JWT_SECRET));
      await expectUnauthorized(server, signToken({ ...person, id: 999_999_999 }, {}));
    },
  );

  good('RF-01: passwords are never sent back, and stored as salted hashes', async ({ shared, random }) => {
    const server = await shared();
    const password = `secret ${random.word()}`;
    for (let person = 0; person < 2; person += 1) {
      const { username, email } = newCredentials(random);
      const registered = await server.post('/auth/register', { username, email, password }, 201);
      expectDiscreet('http: POST /auth/register', registered.text, password);
      const login = await server.post('/auth/login', { username, password }, 200);
      expectDiscreet('http: POST /auth/login', login.text, password);
    }
    await expectNoPasswords(server, password);
  });

  excellent('RF-01: ten registrations of one name at once give one account', async ({ shared, random }) => {
    const server = await shared();
    // Requests that are at once for the one server come after another for a slower one: five names are tried.
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const { username, password } = newCredentials(random);
      const statuses = await registerAtOnce(server.port, username, password);
      if (statuses.toSorted().join() === [201, ...Array.from({ length: 9 }, () => 409)].join()) continue;
      throw new CheckFailure({
        did: `ten requests at once: POST /auth/register with the username ${username}`,
        expected: 'one 201 and nine 409',
        received: statuses.join(', '),
      });
    }
  });

  excellent(
    'RF-01: an unknown user and a wrong password look alike, and take as long',
    async ({ start, random }) => {
      const server = await start({ SCRYPT_COST: '32768' });
      const { username } = await newPerson(server, random);
      const answerTo = async (name: string) => {
        const begin = performance.now();
        const answer = await server.post('/auth/login', { username: name, password: random.word() }, 401);
        return { text: answer.text, time: performance.now() - begin };
      };
      const [known, unknown] = [[await answerTo(username)], [await answerTo(`x-${random.word()}`)]];
      known.push(await answerTo(username));
      unknown.push(await answerTo(`x-${random.word()}`));
      const fastest = (answers: ReadonlyArray<{ time: number }>) =>
        Math.min(...answers.map(({ time }) => time));
      if (known[0]?.text === unknown[0]?.text && fastest(unknown) > fastest(known) * 0.3) return;
      throw new CheckFailure({
        did: 'http: POST /auth/login with a wrong password, and for an unknown user',
        expected: 'the same answer in about the same time',
        received: `${known[0]?.text} in ${Math.round(fastest(known))} ms, and ${unknown[0]?.text} in ${Math.round(fastest(unknown))} ms`,
      });
    },
  );

  excellent('RF-01: a setting that makes no sense ends the start with one line', async ({ startBadly }) => {
    await expectRefused(startBadly, 'JWT_SECRET', 'too short');
    await expectRefused(startBadly, 'JWT_SECRET', '');
    await expectRefused(startBadly, 'SCRYPT_COST', '1000');
    await expectRefused(startBadly, 'TOKEN_TTL_SECONDS', '-1');
  });
});
