import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { labRoot } from '../course/exercises.ts';

const MAX_HEAP_MEGABYTES = 256;
const NEW_SPACE_MEGABYTES = 16;
const MAX_CPU_SECONDS = 60;

/** Code of a student's, or code that speaks with it, made ready to run. */
export interface Program {
  /** What it may read, beside the lab's packages: its JavaScript and what it serves. */
  runFolder: string;
  /** What its processes may write: each one in a folder of its own inside. */
  dataFolder: string;
  entry: string;
  /** Loaded before the entry. */
  preload: string;
  /** What each process gets in its environment. */
  environment: Record<string, string>;
  /** Whether it may load packages with native parts. */
  nativeAddons: boolean;
}

/** What keeps a process from the rest of the machine, as the report names it. */
export const isolationName = "Node's permission model";

/** The command that runs a program, locked in: it reads its own folder and the lab's packages, writes its data folder,
 * and starts no processes and no workers. */
export function isolatedCommand(program: Program): { file: string; parameters: string[] } {
  const node = [process.execPath, ...nodeOptions(program), program.entry];
  if (process.platform === 'win32') return { file: process.execPath, parameters: node.slice(1) };
  // A process that never lets go of its processor ends by itself, even when nobody is left to end it.
  const shell = ['-c', `ulimit -t ${MAX_CPU_SECONDS}; exec "$@"`, 'sh', ...node];
  return { file: '/bin/sh', parameters: shell };
}

/** The environment of a program: nothing of the grader's own but what Windows needs to run at all. */
export function isolatedEnvironment(
  program: Program,
  settings: Record<string, string>,
): Record<string, string> {
  const { SystemRoot } = process.env;
  const windows: Record<string, string> = SystemRoot ? { SystemRoot } : {};
  return { PORT: '0', HOST: '127.0.0.1', ...windows, ...program.environment, ...settings };
}

function nodeOptions(program: Program): string[] {
  const flags = process.allowedNodeEnvironmentFlags;
  return [
    // Node 20 knows the permission model by its first name only.
    flags.has('--permission') ? '--permission' : '--experimental-permission',
    ...(flags.has('--allow-net') ? ['--allow-net'] : []),
    ...(program.nativeAddons ? ['--allow-addons'] : []),
    `--allow-fs-read=${path.join(program.runFolder, '*')}`,
    `--allow-fs-read=${path.join(labRoot, 'node_modules', '*')}`,
    `--allow-fs-read=${path.join(program.dataFolder, '*')}`,
    `--allow-fs-write=${path.join(program.dataFolder, '*')}`,
    `--max-old-space-size=${MAX_HEAP_MEGABYTES}`,
    // Large from the start, the space for new objects needs no collection while a server loads its packages.
    `--min-semi-space-size=${NEW_SPACE_MEGABYTES}`,
    '--enable-source-maps',
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=SecurityWarning',
    `--import=${pathToFileURL(program.preload).href}`,
  ];
}
