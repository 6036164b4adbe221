// @ts-check
// Loaded into every process that runs a student's code, before that code: closes what Node's permission model leaves open.
import { createRequire } from 'node:module';
import path from 'node:path';

// Kept here, because a student's code may change what stands in Reflect, node:path and String.prototype.
const { apply } = Reflect;
const { resolve } = path;
const startsWith = Function.prototype.call.bind(String.prototype.startsWith);
const { dlopen, pid } = process;
const signal = Reflect.get(process, '_kill');

const packages = path.dirname(path.dirname(createRequire(import.meta.url).resolve('ws/package.json')));
const packageFolder = path.toNamespacedPath(packages) + path.sep;

/** @returns {never} */
function refuse() {
  throw Object.assign(new Error('The lab does not allow this.'), { code: 'ERR_ACCESS_DENIED' });
}

/**
 * Puts another function in the place of one of `process`, for good.
 * @param {string} name
 * @param {Function} value
 */
function replace(name, value) {
  Object.defineProperty(process, name, { value, writable: false, configurable: false });
}

// A signal to another process could end the grader, or open its debugger.
replace('_debugProcess', refuse);
replace('_kill', (/** @type {unknown} */ target, /** @type {unknown} */ number) =>
  target === pid ? apply(signal, process, [target, number]) : refuse(),
);

// A library with native parts, written by a student's code, could do anything: only those of the lab's packages are
// loaded, and without the function of SQLite that loads more of them.
replace('dlopen', (/** @type {NodeJS.Module} */ module, /** @type {unknown} */ file) => {
  if (typeof file !== 'string' || resolve(file) !== file || !startsWith(file, packageFolder)) refuse();
  const loaded = { exports: { databaseLoadExtension: undefined } };
  apply(dlopen, process, [loaded, file]);
  loaded.exports.databaseLoadExtension = undefined;
  module.exports = loaded.exports;
});
