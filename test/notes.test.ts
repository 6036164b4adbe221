import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { labRoot } from '../lab/course/exercises.ts';
import { readText } from '../theory/diagrams/source.ts';

const WORDS_PER_MINUTE = 200;
const CODE_LINES_PER_MINUTE = 10;
const BLOCK = /^```(\S+)(.*)\n([\s\S]*?)^```$/gm;

const theory = path.join(labRoot, 'theory');
const noteNames = (await readdir(theory)).filter((name) => /^\d\d-.*\.md$/.test(name)).toSorted();
const exampleNames = (await readdir(path.join(theory, 'examples'))).filter((name) => name.endsWith('.ts'));

interface Block {
  language: string;
  info: string;
  code: string;
}

function blocksOf(note: string): Block[] {
  return [...note.matchAll(BLOCK)].map(([, language = '', info = '', code = '']) => ({
    language,
    info: info.trim(),
    code,
  }));
}

function attribute(info: string, name: string): string | undefined {
  return new RegExp(`${name}=(\\S+)`).exec(info)?.[1];
}

/** The lines without the indentation that all of them have. */
function unindent(code: string): string {
  const lines = code.trimEnd().split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  return lines.map((line) => line.slice(Math.min(...indents))).join('\n');
}

/** Every run of so many lines in a source, each without its common indentation. */
function runsOf(source: string, length: number): string[] {
  const lines = source.split('\n');
  return lines.map((_, start) => unindent(lines.slice(start, start + length).join('\n')));
}

async function outputOf(file: string): Promise<string> {
  const { stdout } = await execa(process.execPath, ['--import', 'tsx', path.join(labRoot, file)], {
    cwd: labRoot,
    timeout: 10_000,
  });
  return stdout.trimEnd();
}

describe.for(noteNames)('%s', async (name) => {
  const note = await readText(path.join(theory, name));
  const blocks = blocksOf(note);

  test('takes the minutes that it says', () => {
    const words =
      note
        .replaceAll(BLOCK, '')
        .replaceAll(/\]\([^)]*\)/g, ']')
        .match(/[\p{L}\p{N}]\S*/gu) ?? [];
    const codeLines = blocks.reduce((sum, { code }) => sum + code.trimEnd().split('\n').length, 0);
    const minutes = words.length / WORDS_PER_MINUTE + codeLines / CODE_LINES_PER_MINUTE;
    const stated = Number(/\*\*(\d+) minutes\*\*/.exec(note)?.[1]);
    expect(Math.abs(minutes / stated - 1), `${minutes.toFixed(1)} minutes`).toBeLessThanOrEqual(0.15);
  });

  test('its code is real', async () => {
    for (const { language, info, code } of blocks) {
      if (!['ts', 'js'].includes(language)) continue;
      const file = attribute(info, 'from');
      expect(file, code).toBeDefined();
      const source = await readText(path.join(labRoot, file ?? ''));
      expect(runsOf(source, code.trimEnd().split('\n').length), file).toContain(unindent(code));
    }
  });

  test('its images are there, and have a text in their place', async () => {
    const images = [...note.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)];
    expect(images.length).toBeGreaterThan(0);
    for (const [, alternative = '', file = ''] of images) {
      expect(alternative, file).toMatch(/\S+ \S+/);
      await readFile(path.join(theory, file));
    }
  });
});

describe.for(exampleNames)('example %s', (name) => {
  test('runs, and prints what the notes say', async () => {
    const file = `theory/examples/${name}`;
    const printed = await outputOf(file);
    for (const noteName of noteNames) {
      const blocks = blocksOf(await readText(path.join(theory, noteName)));
      for (const { info, code } of blocks) {
        if (attribute(info, 'output-of') === file) expect(printed).toBe(code.trimEnd());
      }
    }
  });
});
