import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { z } from 'zod';
import type { Build } from './build.ts';
import { isolatedCommand, isolatedEnvironment } from './isolation.ts';

const listeningReport = z.object({ requested: z.unknown(), port: z.number().optional() });

/** A folder for one server to write into. */
export function newDataFolder(build: Build): string {
  return mkdtempSync(path.join(build.dataFolder, 'server-'));
}

/** Starts a build's server as a child process, locked in, in a process group of its own. */
export function spawnServer(build: Build, settings: Record<string, string>, folder: string) {
  const { file, parameters } = isolatedCommand(build);
  return execa(file, parameters, {
    cwd: folder,
    env: isolatedEnvironment(build, settings),
    extendEnv: false,
    // The fourth pipe takes the reports of the preload.
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    buffer: false,
    reject: false,
    // A group of its own, so that whatever it starts ends with it.
    detached: process.platform !== 'win32',
  });
}

/** What the preload said about a listening server, or undefined when the line is none of its own. */
export function parseReport(line: string): z.infer<typeof listeningReport> | undefined {
  try {
    return listeningReport.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
