import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { WebSocketServer } from 'ws';
import { ConnectionManager } from './connection-manager.ts';
import { startHeartbeat } from './heartbeat.ts';
import { handleRoom } from './room-endpoint.ts';
import { createRoomsApi } from './rooms-api.ts';
import type { Settings } from './settings.ts';
import { findDestination, refuse } from './upgrade.ts';

const CLIENT_FOLDER = fileURLToPath(new URL('../client', import.meta.url));
export const MAX_FRAME_BYTES = 64 * 1024;

/** Builds the HTTP server with its page, its API and its rooms. It does not listen yet. */
export function createApp(settings: Settings): { server: Server; sockets: WebSocketServer } {
  const connections = new ConnectionManager();
  const app = express();
  app.use(express.static(CLIENT_FOLDER));
  app.use(createRoomsApi(connections));

  const server = createServer(app);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });

  server.on('upgrade', (request, connection, head) => {
    const destination = findDestination(connections, request);
    if ('refusal' in destination) {
      refuse(connection, destination.refusal);
      return;
    }

    sockets.handleUpgrade(request, connection, head, (socket) => {
      // Without a listener, the first bad frame of any client would end the whole process.
      socket.on('error', (error) => console.error(`A client broke the protocol: ${error.message}`));
      startHeartbeat(socket, settings.HEARTBEAT_MS);
      handleRoom(connections, { ...destination, socket });
    });
  });

  return { server, sockets };
}
