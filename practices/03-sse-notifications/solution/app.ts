import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { NotificationCenter } from './notification-center.ts';
import { createPostEndpoints } from './post-endpoints.ts';
import type { Settings } from './settings.ts';
import { createStreamEndpoint } from './stream-endpoint.ts';

const CLIENT_FOLDER = fileURLToPath(new URL('../client', import.meta.url));

/** Builds the HTTP server with its page, its streams and what can be posted. It does not listen yet. */
export function createApp(settings: Settings): { server: Server; center: NotificationCenter } {
  const center = new NotificationCenter();
  const app = express();
  app.use(express.static(CLIENT_FOLDER));
  app.get('/notifications/:userId', createStreamEndpoint(center, settings.KEEPALIVE_MS));
  app.use(createPostEndpoints(center));
  return { server: createServer(app), center };
}
