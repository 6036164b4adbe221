import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Exercise, folderOf } from './exercises.ts';
import { headingsOf, parseMarkdown } from './markdown.ts';

/**
 * The steps of an exercise's README by what checks and gaps call them: `1` → `Step 1: echo text and binary (5 min)`,
 * in the project `RF-01` → `RF-01: accounts (20 min)`.
 */
export async function readSteps(exercise: Exercise): Promise<Map<string, string>> {
  const readme = await readFile(path.join(folderOf(exercise), 'README.md'), 'utf8');
  const headings = headingsOf(parseMarkdown(readme));
  return new Map(
    headings.flatMap((heading) => {
      const number = /^(?:Step (?=\d))?(\d+|RF-\d+|Tests):/.exec(heading)?.[1];
      return number ? [[number, heading] as const] : [];
    }),
  );
}

/** The step that a check's name begins with: `2` of `2: the first client is welcomed`. */
export function stepOfCheck(name: string): string {
  return name.slice(0, name.indexOf(':'));
}

/** The steps whose `TODO(step 2)`, or in the project `TODO(RF-02)`, still stands in a source text. */
export function openSteps(source: string): string[] {
  return [...source.matchAll(/TODO\((?:step )?([\w-]+)\)/g)].map((match) => match[1] ?? '');
}
