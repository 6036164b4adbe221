import { createServer, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { type WebSocket, WebSocketServer } from 'ws';
import { handleEcho } from './echo-endpoint.ts';
import { startHeartbeat } from './heartbeat.ts';
import { createJsonEndpoint } from './json-endpoint.ts';
import { createLogEndpoint } from './log-endpoint.ts';
import type { Settings } from './settings.ts';

const CLIENT_FOLDER = fileURLToPath(new URL('../client', import.meta.url));
export const MAX_FRAME_BYTES = 64 * 1024;

/** Builds the HTTP server with its page and its three WebSocket endpoints. It does not listen yet. */
export function createApp(settings: Settings): { server: Server; sockets: WebSocketServer } {
  const app = express();
  app.use(express.static(CLIENT_FOLDER));

  const server = createServer(app);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  const endpoints = new Map<string, (socket: WebSocket) => void>([
    ['/ws/echo', handleEcho],
    ['/ws', createLogEndpoint()],
    ['/ws/json', createJsonEndpoint()],
  ]);

  server.on('upgrade', (request, connection, head) => {
    const path = request.url?.split('?')[0] ?? '';
    const endpoint = endpoints.get(path);
    if (!endpoint) {
      refuseUnknownPath(connection);
      return;
    }

    sockets.handleUpgrade(request, connection, head, (socket) => {
      // Without a listener, the first bad frame of any client would end the whole process.
      socket.on('error', (error) => console.error(`A client broke the protocol: ${error.message}`));
      startHeartbeat(socket, settings.HEARTBEAT_MS);
      endpoint(socket);
    });
  });

  return { server, sockets };
}

function refuseUnknownPath(connection: Duplex): void {
  connection.on('error', () => connection.destroy());
  connection.once('finish', () => connection.destroy());
  connection.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}
