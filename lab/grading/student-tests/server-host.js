// @ts-check
// Runs several of the lab's own servers in one process: they share their packages, which take most of a start.
// Their ports leave as one line on the fourth pipe, in the order of the files in SERVERS.
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { Server } from 'node:net';

const REPORT = 3;
const files = (process.env['SERVERS'] ?? '').split(',');
const listen = Server.prototype.listen;
let server = new Server();

/**
 * @this {Server}
 * @param {unknown[]} options
 */
Server.prototype.listen = function (...options) {
  server = this;
  return Reflect.apply(listen, this, options);
};

// What would end a broken server must not end the others.
process.on('uncaughtException', (error) => console.error(error));
process.on('unhandledRejection', (error) => console.error(error));
process.setMaxListeners(0);
process.stdin.on('end', () => process.exit(1)).resume();

const ports = [];
for (const [index, file] of files.entries()) {
  process.env['DATABASE_FILE'] = `${index}.db`;
  // A name that is new each time makes Node evaluate the same file again.
  await import(`./servers/${file}?${index}`);
  if (!server.listening) await once(server, 'listening');
  const address = server.address();
  ports.push(typeof address === 'object' ? address?.port : undefined);
}
writeSync(REPORT, `${JSON.stringify(ports)}\n`);
