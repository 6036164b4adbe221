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
    // TODO(RF-01): parse the body with `registrationSchema`; register the user, or refuse with 409.
    throw new HttpError(501, 'Registering is not written yet.');
  });

  router.post('/login', async (request, response) => {
    // TODO(RF-01): parse the body with `loginSchema`; log the user in, and answer with a token, or refuse with 401.
    throw new HttpError(501, 'Logging in is not written yet.');
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
