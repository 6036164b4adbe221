import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { readSettings } from './settings.ts';
import { shutDown } from './shutdown.ts';

const settings = readSettings(process.env);
const { server, sockets, sampler } = createApp(settings);

server.listen(settings.PORT, settings.HOST, () => {
  const { port } = server.address() as AddressInfo;
  console.log(`listening on http://${settings.HOST}:${port}`);
});

server.once('error', (error) => {
  console.error(`Cannot listen: ${error.message}`);
  process.exit(1);
});

process.once('SIGTERM', () => shutDown(server, sockets, sampler));
process.once('SIGINT', () => shutDown(server, sockets, sampler));
