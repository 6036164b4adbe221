import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { openDatabase } from './database.ts';
import { LocalBus } from './local-bus.ts';
import { createServices } from './services.ts';
import { readSettings } from './settings.ts';
import { shutDown } from './shutdown.ts';

const settings = readSettings(process.env);
const bus = new LocalBus();
const services = createServices(settings, openDatabase(settings.DATABASE_FILE), bus);
services.presence.removeLost(0);
const { server, sockets } = createApp(services);

server.listen(settings.PORT, settings.HOST, () => {
  const { port } = server.address() as AddressInfo;
  console.log(`listening on http://${settings.HOST}:${port}`);
});

server.once('error', (error) => {
  console.error(`Cannot listen: ${error.message}`);
  process.exit(1);
});

const running = { server, sockets, notifications: services.delivery.notifications };
process.once('SIGTERM', () => shutDown(running));
process.once('SIGINT', () => shutDown(running));
