import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BuildOptions } from 'esbuild';

/** What esbuild is told for all code that runs under grading. The tsconfig.json of a submission has no say. */
export const NODE_BUILD = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  tsconfigRaw: {},
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** Puts into a run folder what makes its files modules, what locks its processes in, and these files of the lab. */
export async function equipRunFolder(runFolder: string, ...files: string[]): Promise<void> {
  await writeFile(path.join(runFolder, 'package.json'), '{ "type": "module" }\n');
  for (const file of ['lock.js', ...files]) {
    await cp(path.join(import.meta.dirname, file), path.join(runFolder, path.basename(file)));
  }
}
