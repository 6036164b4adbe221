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
    const name = path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/');
    const problem = await refusal(entry, submission.files.length, bytes);
    if (problem) {
      submission.refused.push(`${name} ${problem}`);
      continue;
    }
    const content = await readFile(path.join(entry.parentPath, entry.name));
    if (content.includes(0)) {
      submission.refused.push(`${name} is a binary file`);
      continue;
    }
    bytes += content.length;
    submission.files.push({ name, content: content.toString() });
  }
  return submission;
}

async function refusal(entry: Dirent, files: number, bytes: number): Promise<string | undefined> {
  if (entry.isSymbolicLink()) return 'is a symbolic link; hand in the file itself';
  if (!entry.isFile()) return 'is no regular file';
  if (files >= MAX_FILES) return `is one file too many: ${MAX_FILES} are taken`;
  const { size } = await lstat(path.join(entry.parentPath, entry.name));
  if (size > MAX_FILE_BYTES) {
    return `is too large: ${Math.ceil(size / 1024)} KiB, at most ${MAX_FILE_BYTES / 1024} KiB are taken`;
  }
  if (bytes + size > MAX_TOTAL_BYTES)
    return `is past the limit of ${MAX_TOTAL_BYTES / 1024} KiB for all files`;
  return undefined;
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
