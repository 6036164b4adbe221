import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { WebSocketServer } from 'ws';
import { createAuthRoutes } from './auth-routes.ts';
import { handleChat } from './chat-endpoint.ts';
import { createDocs } from './docs.ts';
import { startHeartbeat } from './heartbeat.ts';
import { answerProblem, HttpError } from './http-errors.ts';
import { createRoomRoutes } from './room-routes.ts';
import type { Services } from './services.ts';
import { createStreamEndpoint } from './stream-endpoint.ts';
import { findDestination, refuse } from './upgrade.ts';

const CLIENT_FOLDER = fileURLToPath(new URL('./client', import.meta.url));
export const MAX_FRAME_BYTES = 64 * 1024;

/** Builds the HTTP server with its page, its API, its stream and its WebSocket. It does not listen yet. */
export function createApp(services: Services): { server: Server; sockets: WebSocketServer } {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.static(CLIENT_FOLDER));
  app.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.use('/auth', createAuthRoutes(services));
  app.use('/rooms', createRoomRoutes(services));
  app.get('/notifications', createStreamEndpoint(services));
  app.use(createDocs());
  app.use(() => {
    throw new HttpError(404, 'There is nothing here.');
  });
  app.use(answerProblem);

  const server = createServer(app);
  // TODO(RF-02): let no frame over MAX_FRAME_BYTES in.
  const sockets = new WebSocketServer({ noServer: true });

  server.on('upgrade', (request, connection, head) => {
    const destination = findDestination(services, request);
    if ('refusal' in destination) {
      refuse(connection, destination.refusal);
      return;
    }

    sockets.handleUpgrade(request, connection, head, (socket) => {
      // Without a listener, the first bad frame of any client would end the whole process.
      socket.on('error', (error) => console.error(`A client broke the protocol: ${error.message}`));
      // TODO(RF-02): start the heartbeat.
      handleChat(services, { ...destination, socket, connection });
    });
  });

  return { server, sockets };
}
