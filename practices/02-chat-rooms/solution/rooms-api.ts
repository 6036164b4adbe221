import { Router } from 'express';
import type { ConnectionManager } from './connection-manager.ts';
import { parseName } from './names.ts';

/** GET /api/rooms and GET /api/rooms/:room/users. */
export function createRoomsApi(connections: ConnectionManager): Router {
  const router = Router();

  router.get('/api/rooms', (_request, response) => {
    response.json({ rooms: connections.rooms() });
  });

  router.get('/api/rooms/:room/users', (request, response) => {
    const room = parseName(request.params.room);
    if (room === undefined) {
      response.status(400).json({ error: 'This is no name of a room.' });
      return;
    }

    const users = connections.usersIn(room);
    if (users.length === 0) {
      response.status(404).json({ error: 'Nobody is in this room.' });
      return;
    }
    response.json({ room, users });
  });

  return router;
}
