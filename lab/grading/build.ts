import { randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildFailure, build, type Message, type Plugin } from 'esbuild';
import { type Exercise, folderOf, labRoot, type Variant } from '../course/exercises.ts';
import type { Program } from './isolation.ts';
import { equipRunFolder, NODE_BUILD } from './run-folder.ts';
import type { Submission } from './submission.ts';

/** A submission made ready to run, away from where it was handed in. */
export interface Build extends Program {
  /** Everything of this run; removed after grading. */
  workFolder: string;
  /** The TypeScript as it was handed in, for the type checker. */
  sourceFolder: string;
}

/** What keeps a submission from being run, in the student's terms. */
export class BuildProblem extends Error {}

const SOURCE = /\.(ts|mts|js|mjs)$/;
/** What no server runs: its tests, and what browsers run. */
const TEST = /^tests\/|\.(test|spec)\.[mc]?[jt]s$/;
/** Packages with native parts, which can't be bundled. */
const NATIVE_PACKAGES = ['libsql'];
/** Where a build keeps what it bundled of its packages. */
const PACKAGES = 'packages';
const FOLDERS = ['run', 'source', 'data'] as const;

/**
 * Where submissions run: in the lab, so that a server finds the lab's packages and nothing else. Without a dot in its name,
 * because Express serves no file by a path that has a hidden folder in it.
 */
export const workFolders = path.join(labRoot, 'work');

/** Makes an empty work folder, in another one or among all of them. */
export async function createWorkFolder(parent = workFolders): Promise<string> {
  const workFolder = path.join(parent, randomUUID());
  for (const folder of FOLDERS) await mkdir(path.join(workFolder, folder), { recursive: true });
  return workFolder;
}

export async function removeWorkFolder(workFolder: string): Promise<void> {
  await rm(workFolder, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * Writes a submission into a work folder and transpiles it, file by file, keeping its layout.
 * Throws BuildProblem when server.ts is missing or a file has a syntax error.
 */
export async function buildSubmission(
  exercise: Exercise,
  variant: Variant,
  submission: Submission,
  workFolder: string,
): Promise<Build> {
  const name = path.join(path.basename(exercise.folder), variant);
  const [runFolder, sourceFolder, dataFolder] = FOLDERS.map((folder) => path.join(workFolder, folder)) as [
    string,
    string,
    string,
  ];
  const sources = sourcesOf(exercise, variant, workFolder);
  const output = path.join(runFolder, name);

  for (const file of submission.files) {
    await writeInto(isSource(file.name) ? sources : output, file.name, file.content);
  }
  if (!submission.files.some((file) => file.name === 'server.ts')) {
    throw new BuildProblem(
      `There is no server.ts. The grader starts ${exercise.folder}/${variant}/server.ts, so this file has to be handed in.`,
    );
  }

  await transpile(
    submission.files.map((file) => file.name).filter((file) => isSource(file) && !TEST.test(file)),
    sources,
    output,
  );
  await cp(path.join(folderOf(exercise), 'client'), path.join(runFolder, name, '..', 'client'), {
    recursive: true,
    force: false,
  }).catch(ignoreMissing);
  await equipRunFolder(runFolder, 'preload.js');
  return {
    workFolder,
    runFolder,
    dataFolder,
    sourceFolder,
    entry: path.join(output, 'server.js'),
    preload: path.join(runFolder, 'preload.js'),
    environment: exercise.environment ?? {},
    nativeAddons: exercise.nativeAddons ?? false,
  };
}

/** Where buildSubmission writes the sources of a variant. */
export function sourcesOf(exercise: Exercise, variant: Variant, workFolder: string): string {
  return path.join(workFolder, 'source', path.basename(exercise.folder), variant);
}

function isSource(file: string): boolean {
  return SOURCE.test(file) && !isOfPage(file);
}

/** Whether a file, relative to its variant, is for browsers. */
export function isOfPage(file: string): boolean {
  return file.startsWith('client/');
}

async function transpile(files: string[], sources: string, output: string): Promise<void> {
  try {
    await build({
      ...NODE_BUILD,
      entryPoints: files.map((file) => path.join(sources, file)),
      outbase: sources,
      outdir: output,
      absWorkingDir: sources,
      // The packages end up in a few shared files: that halves the time a server takes to start.
      splitting: true,
      chunkNames: `${PACKAGES}/[name]-[hash]`,
      external: NATIVE_PACKAGES,
      plugins: [keepFilesApart(sources)],
      sourcemap: 'linked',
      sourcesContent: false,
    });
  } catch (error) {
    throw new BuildProblem(describeErrors(error as BuildFailure));
  }
  await dropPackageMaps(path.join(output, PACKAGES));
}

/** Node reads every source map as it starts. Those of the packages are large, and no student's line is in them. */
async function dropPackageMaps(folder: string): Promise<void> {
  const names = await readdir(folder).catch(ignoreMissing);
  for (const name of names?.filter((each) => each.endsWith('.js')) ?? []) {
    const file = path.join(folder, name);
    const code = await readFile(file, 'utf8');
    await writeFile(file, code.replace(/\/\/# sourceMappingURL=.*\s*$/, ''));
  }
}

/** Each file stays a module of its own; only the ending of what it imports changes. */
function keepFilesApart(sources: string): Plugin {
  return {
    name: 'keep files apart',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^\.\.?\// }, async ({ path: wanted, importer, kind, resolveDir, pluginData }) => {
        if (kind === 'entry-point' || pluginData === 'resolving') return undefined;
        if (!importer.startsWith(sources)) return undefined;
        if (!path.resolve(resolveDir, wanted).startsWith(sources + path.sep)) {
          return { path: wanted, external: true };
        }
        const found = await resolve(wanted, { importer, kind, resolveDir, pluginData: 'resolving' });
        if (found.errors.length > 0) return { errors: found.errors };
        const relative = path.relative(resolveDir, found.path).split(path.sep).join('/');
        return { path: `./${relative.replace(/\.m?[tj]s$/, '.js')}`, external: true };
      });
    },
  };
}

/** What esbuild found, in lines for a student. */
export function describeErrors({ errors }: { errors: readonly Message[] }): string {
  const lines = errors.slice(0, 5).map(({ text, location }) => {
    if (!location) return text;
    return `${location.file}, line ${location.line}: ${text}\n    ${location.lineText.trim()}`;
  });
  return `The code could not be read.\n${lines.join('\n')}`;
}

async function writeInto(folder: string, name: string, content: string): Promise<void> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
