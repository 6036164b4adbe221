import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { isolatedCommand, isolatedEnvironment, type Program } from './isolation.ts';

/** A folder for one process to write into. */
export function newDataFolder(program: Program): string {
  return mkdtempSync(path.join(program.dataFolder, 'process-'));
}

/** Starts a program as a child process, locked in, in a process group of its own. */
export function spawnLocked(program: Program, settings: Record<string, string>, folder: string) {
  const { file, parameters } = isolatedCommand(program);
  return execa(file, parameters, {
    cwd: folder,
    env: isolatedEnvironment(program, settings),
    extendEnv: false,
    // The fourth pipe takes reports to the grader.
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    buffer: false,
    reject: false,
    // A group of its own, so that whatever it starts ends with it.
    detached: process.platform !== 'win32',
  });
}
