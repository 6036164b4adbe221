import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { WebSocketServer } from 'ws';
import { handleActivity } from './activity-endpoint.ts';
import { ActivityFeed } from './activity-feed.ts';
import { Counters } from './counters.ts';
import { startHeartbeat } from './heartbeat.ts';
import { createMetricsEndpoints } from './metrics-endpoints.ts';
import { Sampler } from './sampler.ts';
import type { Settings } from './settings.ts';
import { createSimulateEndpoints } from './simulate-endpoints.ts';

const CLIENT_FOLDER = fileURLToPath(new URL('../client', import.meta.url));
/** The page's charts, from the package that npm has installed. */
const UPLOT_FOLDER = path.join(createRequire(import.meta.url).resolve('uplot/package.json'), '..', 'dist');
export const MAX_FRAME_BYTES = 64 * 1024;

/** Builds the HTTP server with its page, its metrics and its activity feed. It does not listen yet. */
export function createApp(settings: Settings): {
  server: Server;
  sockets: WebSocketServer;
  sampler: Sampler;
} {
  const counters = new Counters();
  const feed = new ActivityFeed();
  const sampler = new Sampler(counters, settings.METRICS_INTERVAL_MS);

  const app = express();
  app.use((_request, _response, next) => {
    counters.countRequest();
    next();
  });
  app.use(express.static(CLIENT_FOLDER));
  app.use('/uplot', express.static(UPLOT_FOLDER));
  app.use(createMetricsEndpoints(sampler, counters, settings.KEEPALIVE_MS));
  app.use(createSimulateEndpoints(feed, counters));

  const server = createServer(app);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });

  server.on('upgrade', (request, connection, head) => {
    if (request.url?.split('?')[0] !== '/ws/activity') {
      refuseUnknownPath(connection);
      return;
    }

    sockets.handleUpgrade(request, connection, head, (socket) => {
      // Without a listener, the first bad frame of any client would end the whole process.
      socket.on('error', (error) => console.error(`A client broke the protocol: ${error.message}`));
      startHeartbeat(socket, settings.HEARTBEAT_MS);
      handleActivity(feed, counters, socket);
    });
  });

  return { server, sockets, sampler };
}

function refuseUnknownPath(connection: Duplex): void {
  connection.on('error', () => connection.destroy());
  connection.once('finish', () => connection.destroy());
  connection.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}
