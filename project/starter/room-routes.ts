import express, { Router } from 'express';
import { authenticate, MAX_BODY_BYTES } from './auth-routes.ts';
import { HttpError, parseInput } from './http-errors.ts';
import { historyQuerySchema, newRoomSchema, type Room } from './protocol.ts';
import type { Services } from './services.ts';

/** Rooms and their history: what stands under /rooms. */
export function createRoomRoutes({ tokens, rooms, messages, presence, delivery }: Services): Router {
  const router = Router();

  // Before the body is read: a stranger has nothing to send.
  router.use((request, _response, next) => {
    authenticate(tokens, request);
    next();
  });
  router.use(express.json({ limit: MAX_BODY_BYTES, strict: false }));

  router.post('/', (request, response) => {
    const user = authenticate(tokens, request);
    const { name } = parseInput(newRoomSchema, request.body ?? {});
    const room = rooms.create(name, user.id);
    if (!room) throw new HttpError(409, 'This name is taken.');
    delivery.announce();
    response.status(201).json({ room });
  });

  router.get('/', (_request, response) => {
    // TODO(RF-03): tell how many people are in each room, which `presence.counts()` knows.
    response.json({ rooms: rooms.all().map((room) => ({ ...room, users: 0 })) });
  });

  router.get('/:id', (request, response) => {
    const room = find(request.params.id);
    response.json({ room, users: presence.usersIn(room.id) });
  });

  router.get('/:id/messages', (request, response) => {
    const user = authenticate(tokens, request);
    const room = find(request.params.id);
    // TODO(RF-04): parse the query with `historyQuerySchema`, and answer with that page.
    response.json({ messages: [] });
  });

  function find(id: string): Room {
    const room = rooms.find(id);
    if (!room) throw new HttpError(404, 'There is no such room.');
    return room;
  }

  return router;
}
