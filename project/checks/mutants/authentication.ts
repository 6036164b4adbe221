import type { Mutant } from '../../../lab/grading/kit.ts';

const VERIFY = "decoded = jwt.verify(token, this.#key, { algorithms: ['HS256'] });";

export const authentication: Mutant[] = [
  {
    name: 'logs in with any password',
    criterion: 'chat.authentication',
    file: 'users.ts',
    find: 'return found && isRight ?',
    replace: 'return found ?',
  },
  {
    name: 'reads a token without checking its signature',
    criterion: 'chat.authentication',
    file: 'auth-routes.ts',
    find: '  const session = tokens.verify(token);',
    replace: `  const text = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString() || 'null';
  const claims = JSON.parse(text) as { sub: string; name: string } | null;
  const user = claims && { id: Number(claims.sub), username: claims.name, email: 'nobody@example.org' };
  const session = tokens.verify(token) ?? (user && { user });`,
  },
  {
    name: 'tells who somebody is, but not their e-mail',
    criterion: 'chat.authentication',
    file: 'auth-routes.ts',
    find: 'response.json({ user: authenticate(tokens, request) });',
    replace: 'response.json({ user: { ...authenticate(tokens, request), email: undefined } });',
  },
  {
    name: 'takes any token that claims the algorithm none',
    criterion: 'chat.authentication',
    file: 'tokens.ts',
    find: VERIFY,
    replace: `decoded = token.endsWith('.') ? jwt.decode(token) : jwt.verify(token, this.#key, { algorithms: ['HS256'] });`,
  },
  {
    name: 'takes tokens of every algorithm with the secret',
    criterion: 'chat.authentication',
    file: 'tokens.ts',
    find: VERIFY,
    replace: 'decoded = jwt.verify(token, this.#key);',
  },
  {
    name: 'ignores that a token has run out',
    criterion: 'chat.authentication',
    file: 'tokens.ts',
    find: "{ algorithms: ['HS256'] }",
    replace: "{ algorithms: ['HS256'], ignoreExpiration: true }",
  },
  {
    name: 'takes tokens without an end',
    criterion: 'chat.authentication',
    file: 'tokens.ts',
    find: '  exp: z.number(),',
    replace: '  exp: z.number().default(4_000_000_000),',
  },
  {
    name: 'takes a token without a subject for that of the first user',
    criterion: 'chat.authentication',
    file: 'tokens.ts',
    find: '    .transform(Number),',
    replace: '    .transform(Number)\n    .default(1),',
  },
  {
    name: 'believes the name in a token instead of looking for its user',
    criterion: 'chat.authentication',
    file: 'tokens.ts',
    find: 'const user = this.#users.find(payload.data.sub);',
    replace: 'const user = this.#users.findByName((decoded as { name: string }).name);',
  },
  {
    name: 'takes tokens of users who do not exist',
    criterion: 'chat.authentication',
    file: 'tokens.ts',
    find: 'return user && {',
    replace:
      "if (!user) return { user: { id: 1, username: 'ada', email: '' }, expiresAt: Infinity };\n    return {",
  },
  {
    name: 'checks nothing of a registration',
    criterion: 'chat.authentication',
    file: 'auth-routes.ts',
    find: 'parseInput(registrationSchema, request.body ?? {})',
    replace: 'request.body',
  },
  {
    name: 'takes names with spaces',
    criterion: 'chat.authentication',
    file: 'protocol.ts',
    find: '/^[\\p{L}\\p{M}\\p{Nd}_-]{3,50}$/u',
    replace: '/^.{3,50}$/u',
  },
  {
    name: 'takes short passwords',
    criterion: 'chat.authentication',
    file: 'protocol.ts',
    find: 'z.string().min(8).max(200)',
    replace: 'z.string().min(1).max(200)',
  },
  {
    name: 'tells names apart by their case',
    criterion: 'chat.authentication',
    file: 'users.ts',
    find: '.get(username, keyOf(username), email, keyOf(email), hash)',
    replace: '.get(username, username, email, keyOf(email), hash)',
  },
  {
    name: 'gives one e-mail to several people',
    criterion: 'chat.authentication',
    file: 'users.ts',
    find: '.get(username, keyOf(username), email, keyOf(email), hash)',
    replace: '.get(username, keyOf(username), email, `${username} ${email}`, hash)',
  },
  {
    name: 'sends the hash back',
    criterion: 'chat.authentication',
    file: 'users.ts',
    find: 'return found && isRight ? userSchema.parse(found) : undefined;',
    replace: 'return found && isRight ? found : undefined;',
  },
  {
    name: 'keeps the password beside its hash',
    criterion: 'chat.authentication',
    file: 'users.ts',
    find: 'const hash = await this.#passwords.hash(password);',
    replace: 'const hash = `${await this.#passwords.hash(password)}$${password}`;',
  },
  {
    name: 'hashes without a salt',
    criterion: 'chat.authentication',
    file: 'passwords.ts',
    find: 'const salt = randomBytes(SALT_BYTES);',
    replace: 'const salt = Buffer.alloc(SALT_BYTES);',
  },
  {
    name: 'asks whether a name is free, and inserts it later',
    criterion: 'chat.authentication',
    file: 'users.ts',
    find: 'const hash = await this.#passwords.hash(password);',
    replace: `if (this.findByName(username)) return undefined;
    const hash = await this.#passwords.hash(password);
    if (this.findByName(username)) throw new Error('UNIQUE constraint failed: users.username_key');`,
  },
  {
    name: 'reads bodies of any size',
    criterion: 'chat.authentication',
    file: 'auth-routes.ts',
    find: 'express.json({ limit: MAX_BODY_BYTES, strict: false })',
    replace: "express.json({ limit: '10mb', strict: false })",
  },
  {
    name: 'says whether the user or the password was wrong',
    criterion: 'chat.authentication',
    file: 'auth-routes.ts',
    find: "throw new HttpError(401, 'The name or the password is wrong.');",
    replace:
      "throw new HttpError(401, users.findByName(request.body.username) ? 'wrong password' : 'unknown user');",
  },
  {
    name: 'answers at once for an unknown user',
    criterion: 'chat.authentication',
    file: 'users.ts',
    find: 'const isRight = await this.#passwords.verify(password, found?.passwordHash);',
    replace:
      'const isRight = found !== undefined && (await this.#passwords.verify(password, found.passwordHash));',
  },
  {
    name: 'starts with a short secret',
    criterion: 'chat.authentication',
    file: 'settings.ts',
    find: 'Buffer.byteLength(secret) >= MIN_SECRET_BYTES',
    replace: 'secret.length > 0',
  },
  {
    name: 'falls back to a secret that everybody knows',
    criterion: 'chat.authentication',
    file: 'settings.ts',
    find: 'safeParse({ ...defaults, ...environment })',
    replace:
      "safeParse({ ...defaults, ...environment, JWT_SECRET: environment['JWT_SECRET'] || 'secret'.repeat(6) })",
  },
];
