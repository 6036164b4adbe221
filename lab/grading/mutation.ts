import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { type Exercise, folderOf } from '../course/exercises.ts';
import { type Mutant, mutantSchema } from './check-run.ts';

/** The mutants of an exercise. Throws when mutants.ts does not hold a list of them, or one does not fit the solution. */
export async function readMutants(exercise: Exercise): Promise<Mutant[]> {
  const file = path.join(folderOf(exercise), 'checks', 'mutants.ts');
  const module: unknown = await import(pathToFileURL(file).href);
  const { mutants } = z.object({ mutants: z.array(mutantSchema).min(1) }).parse(module);
  // All of them at once: the proof of the first ones takes minutes, and would be lost.
  for (const mutant of mutants) {
    mutate(await readFile(path.join(folderOf(exercise), 'solution', mutant.file), 'utf8'), mutant);
  }
  return mutants;
}

/** Copies the solution into an empty folder and puts the bug in. Throws when the text to find is not there exactly once. */
export async function writeMutant(exercise: Exercise, mutant: Mutant, folder: string): Promise<void> {
  await cp(path.join(folderOf(exercise), 'solution'), folder, { recursive: true });
  const file = path.join(folder, mutant.file);
  await writeFile(file, mutate(await readFile(file, 'utf8'), mutant));
}

/** A source with the bug put in. Throws when the text to find is not there exactly once. */
export function mutate(source: string, mutant: Mutant): string {
  const text = source.replaceAll('\r\n', '\n');
  const found = text.split(mutant.find).length - 1;
  if (found !== 1)
    throw new Error(`${mutant.file} holds what "${mutant.name}" replaces ${found} times, not once`);
  return text.replace(mutant.find, () => mutant.replace);
}
