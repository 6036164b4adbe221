import express, { type Request, Router } from 'express';
import { HttpError, parseInput } from './http-errors.ts';
import { loginSchema, registrationSchema, type User } from './protocol.ts';
import type { Services } from './services.ts';
import type { Tokens } from './tokens.ts';

export const MAX_BODY_BYTES = 64 * 1024;

/** Accounts and tokens: what stands under /auth. */
export function createAuthRoutes({ users, tokens }: Services): Router {
  const router = Router();

  router.get('/me', (request, response) => {
    response.json({ user: authenticate(tokens, request) });
  });

  router.use(express.json({ limit: MAX_BODY_BYTES, strict: false }));

  router.post('/register', async (request, response) => {
    const user = await users.register(parseInput(registrationSchema, request.body ?? {}));
    if (!user) throw new HttpError(409, 'This name or e-mail is taken.');
    response.status(201).json({ user });
  });

  router.post('/login', async (request, response) => {
    const user = await users.logIn(parseInput(loginSchema, request.body ?? {}));
    // Who guesses shall not learn which of the two was wrong.
    if (!user) throw new HttpError(401, 'The name or the password is wrong.');
    response.json({ token: tokens.create(user), user });
  });

  return router;
}

/** Whose token stands in the header `Authorization: Bearer TOKEN`. */
export function authenticate(tokens: Tokens, request: Request): User {
  const [, token = ''] = /^Bearer +(\S+)$/i.exec(request.get('Authorization') ?? '') ?? [];
  const session = tokens.verify(token);
  if (!session) throw new HttpError(401, 'A good token is needed.');
  return session.user;
}
