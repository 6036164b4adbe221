import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Exercise, Variant } from '../course/exercises.ts';

const MAX_FILE_BYTES = 256 * 1024;
const MAX_TOTAL_BYTES = 2 * 1024 * 1024;
const MAX_FILES = 200;

/** Folders that no submission needs: skipped without a word. */
const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'build', 'coverage']);

export interface SubmittedFile {
  /** Relative to the variant's folder, with forward slashes. */
  name: string;
  content: string;
}

export interface Submission {
  files: SubmittedFile[];
  /** Files that were left out, each with the reason. */
  refused: string[];
}

/** Where a submission holds an exercise, or undefined when it does not. Understands a copy of the whole lab, of
 * `practices/`, of the exercise's folder, and of the variant's folder alone. */
export async function findVariantFolder(
  from: string,
  exercise: Exercise,
  variant: Variant,
): Promise<string | undefined> {
  const candidates = [
    path.join(from, exercise.folder, variant),
    path.join(from, path.basename(exercise.folder), variant),
    path.join(from, variant),
    from,
  ];
  for (const folder of candidates) {
    const isVariant = folder === from ? await hasSources(folder) : await isFolder(folder);
    if (isVariant) return folder;
  }
  return undefined;
}

/** Reads a variant's files. Symbolic links, binaries, large files and files past the limits are refused, by name. */
export async function readSubmission(folder: string): Promise<Submission> {
  const submission: Submission = { files: [], refused: [] };
  let bytes = 0;

  for await (const entry of walk(folder)) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file).split(path.sep).join('/');
    if (submission.files.length >= MAX_FILES) {
      submission.refused.push(`${name} is one file too many: ${MAX_FILES} are taken`);
      continue;
    }
    const read = await readSubmittedFile(file, MAX_TOTAL_BYTES - bytes);
    if ('problem' in read) {
      submission.refused.push(`${name} ${read.problem}`);
      continue;
    }
    bytes += Buffer.byteLength(read.content);
    submission.files.push({ name, content: read.content });
  }
  return submission;
}

/** Reads one file, or says why it is not taken. `bytesLeft` is what all files together may still have. */
export async function readSubmittedFile(
  file: string,
  bytesLeft = MAX_TOTAL_BYTES,
): Promise<{ content: string } | { problem: string }> {
  const found = await lstat(file);
  if (found.isSymbolicLink()) return { problem: 'is a symbolic link; hand in the file itself' };
  if (!found.isFile()) return { problem: 'is no regular file' };
  if (found.size > MAX_FILE_BYTES) {
    const size = Math.ceil(found.size / 1024);
    return { problem: `is too large: ${size} KiB, at most ${MAX_FILE_BYTES / 1024} KiB are taken` };
  }
  if (found.size > bytesLeft) {
    return { problem: `is past the limit of ${MAX_TOTAL_BYTES / 1024} KiB for all files` };
  }
  const content = await readFile(file);
  if (content.includes(0)) return { problem: 'is a binary file' };
  return { content: content.toString() };
}

/** The path of a file if it stands in a folder, which must be no symbolic link. */
export async function findFile(folder: string, name: string): Promise<string | undefined> {
  const file = path.join(folder, name);
  const found = (await isFolder(folder)) && (await lstat(file).catch(() => undefined));
  return found ? file : undefined;
}

async function* walk(folder: string): AsyncGenerator<Dirent> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith('.') || SKIPPED_FOLDERS.has(entry.name)) continue;
    if (entry.isDirectory()) yield* walk(path.join(folder, entry.name));
    else yield entry;
  }
}

async function isFolder(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

async function hasSources(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  return names.some((name) => name.endsWith('.ts'));
}
