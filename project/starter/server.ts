import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import type { Bus } from './bus.ts';
import { openDatabase } from './database.ts';
import { startAlone, startBeating } from './liveness.ts';
import { LocalBus } from './local-bus.ts';
import { createServices } from './services.ts';
import { readSettings, type Settings } from './settings.ts';
import { shutDown } from './shutdown.ts';

const settings = readSettings(process.env);
const database = openDatabaseOrExit(settings.DATABASE_FILE);
const bus = await createBus(settings);
const services = createServices(settings, database, bus);
if (settings.REDIS_URL === undefined) startAlone(services);
else startBeating(services);
const { server, sockets } = createApp(services);

server.listen(settings.PORT, settings.HOST, () => {
  const { port } = server.address() as AddressInfo;
  console.log(`listening on http://${settings.HOST}:${port}`);
});

server.once('error', (error) => {
  console.error(`Cannot listen: ${error.message}`);
  process.exit(1);
});

const running = { server, sockets, bus, notifications: services.delivery.notifications };
process.once('SIGTERM', () => shutDown(running));
process.once('SIGINT', () => shutDown(running));

async function createBus({ REDIS_URL }: Settings): Promise<Bus> {
  if (REDIS_URL === undefined) return new LocalBus();
  // A server that is alone starts sooner without loading this.
  const { RedisBus } = await import('./redis-bus.ts');
  return new RedisBus(REDIS_URL);
}

function openDatabaseOrExit(file: string) {
  try {
    return openDatabase(file);
  } catch (error) {
    console.error(`Bad setting. DATABASE_FILE: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}
