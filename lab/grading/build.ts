import { randomUUID } from 'node:crypto';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildFailure, build, type Message, type Plugin } from 'esbuild';
import { type Exercise, folderOf, labRoot, type Variant } from '../course/exercises.ts';
import type { Program } from './isolation.ts';
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
const CLIENT = /^client\//;
/** Packages with native parts, which can't be bundled. */
const NATIVE_PACKAGES = ['libsql'];
const FOLDERS = ['run', 'source', 'data'] as const;

/** Makes an empty work folder inside the lab, so that a server finds the lab's packages and nothing else. */
export async function createWorkFolder(): Promise<string> {
  const workFolder = path.join(labRoot, '.lab', 'work', randomUUID());
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
  await writeFile(path.join(runFolder, 'package.json'), '{ "type": "module" }\n');
  for (const file of ['lock.js', 'preload.js']) {
    await cp(path.join(import.meta.dirname, file), path.join(runFolder, file));
  }
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
  return SOURCE.test(file) && !CLIENT.test(file);
}

async function transpile(files: string[], sources: string, output: string): Promise<void> {
  try {
    await build({
      entryPoints: files.map((file) => path.join(sources, file)),
      outbase: sources,
      outdir: output,
      absWorkingDir: sources,
      bundle: true,
      // The packages end up in a few shared files: that halves the time a server takes to start.
      splitting: true,
      chunkNames: 'packages/[name]-[hash]',
      external: NATIVE_PACKAGES,
      plugins: [keepFilesApart(sources)],
      format: 'esm',
      platform: 'node',
      target: 'node20',
      sourcemap: 'linked',
      sourcesContent: false,
      tsconfigRaw: {},
      logLevel: 'silent',
    });
  } catch (error) {
    throw new BuildProblem(describeErrors(error as BuildFailure));
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

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
