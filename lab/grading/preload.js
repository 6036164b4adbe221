// @ts-check
// Loaded into every server under grading, before its own code: tells the grader where it listens.
import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Server } from 'node:net';
import './lock.js';

// Bundled packages in the older module format ask for Node's own modules this way.
globalThis.require = createRequire(import.meta.url);

const REPORT = 3;
const listen = Server.prototype.listen;

/**
 * @this {Server}
 * @param {unknown[]} options
 */
Server.prototype.listen = function (...options) {
  const [first] = options;
  const requested = typeof first === 'object' && first !== null && 'port' in first ? first.port : first;
  this.once('listening', () => {
    const address = this.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    writeSync(REPORT, `${JSON.stringify({ requested, port })}\n`);
  });
  return Reflect.apply(listen, this, options);
};

// The grader holds the other end: when the grader is gone, so is the server.
process.stdin.on('end', () => process.exit(1));
process.stdin.on('error', () => process.exit(1));
process.stdin.resume();
// The open pipe alone shall not keep a server alive that has nothing left to do.
/** @type {import('node:net').Socket} */ (process.stdin).unref();
