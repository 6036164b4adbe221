import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { labRoot } from '../course/exercises.ts';
import type { Build } from './build.ts';

const MAX_HEAP_MEGABYTES = 256;
const MAX_CPU_SECONDS = 60;

/** What keeps a server from the rest of the machine, as the report names it. */
export const isolationName = "Node's permission model";

/** The command that runs a build's server, locked in: it reads its own folder and the lab's packages, writes its
 * data folder, and starts no processes and no workers. */
export function isolatedCommand(build: Build): { file: string; parameters: string[] } {
  const node = [process.execPath, ...nodeOptions(build), build.entry];
  if (process.platform === 'win32') return { file: process.execPath, parameters: node.slice(1) };
  // A server that never lets go of its processor ends by itself, even when nobody is left to end it.
  const shell = ['-c', `ulimit -t ${MAX_CPU_SECONDS}; exec "$@"`, 'sh', ...node];
  return { file: '/bin/sh', parameters: shell };
}

/** The environment of a server: nothing of the grader's own but what Windows needs to run at all. */
export function isolatedEnvironment(build: Build, settings: Record<string, string>): Record<string, string> {
  const { SystemRoot } = process.env;
  const windows: Record<string, string> = SystemRoot ? { SystemRoot } : {};
  return { PORT: '0', HOST: '127.0.0.1', ...windows, ...build.environment, ...settings };
}

function nodeOptions(build: Build): string[] {
  const flags = process.allowedNodeEnvironmentFlags;
  return [
    // Node 20 knows the permission model by its first name only.
    flags.has('--permission') ? '--permission' : '--experimental-permission',
    ...(flags.has('--allow-net') ? ['--allow-net'] : []),
    ...(build.nativeAddons ? ['--allow-addons'] : []),
    `--allow-fs-read=${path.join(build.runFolder, '*')}`,
    `--allow-fs-read=${path.join(labRoot, 'node_modules', '*')}`,
    `--allow-fs-read=${path.join(build.dataFolder, '*')}`,
    `--allow-fs-write=${path.join(build.dataFolder, '*')}`,
    `--max-old-space-size=${MAX_HEAP_MEGABYTES}`,
    '--enable-source-maps',
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=SecurityWarning',
    `--import=${pathToFileURL(build.preload).href}`,
  ];
}
