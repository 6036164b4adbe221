import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { labRoot } from '../lab/course/exercises.ts';
import { type Token, textOf } from '../lab/course/markdown.ts';
import { headingsWithAnchors, type Page, readNotes, readPage } from './support/pages.ts';

const notes = await readNotes();
const week = await readPage('README.md');

/** Words in a minute, as adults read prose that explains; lines of code in a minute. */
const WORDS_PER_MINUTE = 200;
const LINES_PER_MINUTE = 10;
const MINUTES = [25, 30, 30, 25, 25];
const EXAMPLE_LIMIT_MS = 10_000;

function blocksOf({
  tokens,
}: Page): Array<{ language: string; source: string | undefined; content: string }> {
  return tokens
    .filter(({ type }) => type === 'fence')
    .map(({ info, content }) => ({
      language: info.split(' ')[0] ?? '',
      source: / (?:from|output-of)=(\S+)/.exec(info)?.[1],
      content,
    }));
}

/** A text without the indentation that all its lines have. */
function withoutIndentation(text: string): string {
  const lines = text.split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  const indentation = Math.min(...filled.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indentation)).join('\n');
}

/** Whether `excerpt` stands in `source` as lines that follow each other. */
function isExcerpt(excerpt: string, source: string): boolean {
  const wanted = withoutIndentation(excerpt.trimEnd()).split('\n');
  const lines = source.replaceAll('\r\n', '\n').split('\n');
  return lines.some(
    (_line, start) =>
      withoutIndentation(lines.slice(start, start + wanted.length).join('\n')) === wanted.join('\n'),
  );
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function minutesToRead({ tokens }: Page): number {
  const words = (token: Token) => {
    if (token.type === 'inline') return countWords(textOf(token));
    return token.type === 'html_block' ? countWords(token.content.replaceAll(/<[^>]*>/g, ' ')) : 0;
  };
  const lines = ({ type, content }: Token) =>
    type === 'fence' ? content.split('\n').filter((line) => line.trim() !== '').length : 0;
  const sum = (count: (token: Token) => number) => tokens.reduce((total, token) => total + count(token), 0);
  return sum(words) / WORDS_PER_MINUTE + sum(lines) / LINES_PER_MINUTE;
}

test('there are five notes, of 2 h 15 together', () => {
  expect(notes.map(({ name }) => name)).toHaveLength(MINUTES.length);
  expect(MINUTES.reduce((sum, minutes) => sum + minutes, 0)).toBe(135);
});

describe.for(notes.map((note, index) => ({ note, name: note.name, minutes: MINUTES[index] ?? 0 })))(
  '$name',
  ({ note, name, minutes }) => {
    test('its code is that of a file', async () => {
      for (const { language, source, content } of blocksOf(note)) {
        if (!['ts', 'js'].includes(language)) continue;
        expect(source, content).toBeDefined();
        const file = await readFile(path.join(labRoot, source ?? ''), 'utf8');
        expect(isExcerpt(content, file), `${source}:\n${content}`).toBe(true);
      }
    });

    test('says how long it takes to read, as the week does', () => {
      expect(note.text).toContain(`**${minutes} minutes**`);
      expect(week.text).toContain(`](${name}) | ${minutes} |`);
      expect(minutesToRead(note)).toBeGreaterThan(minutes * 0.85);
      expect(minutesToRead(note)).toBeLessThan(minutes * 1.15);
    });

    test('has what a note has', () => {
      const headings = headingsWithAnchors(note).map(({ text }) => text.toLowerCase());
      expect(headings).toEqual(
        expect.arrayContaining([
          'objectives',
          'common mistakes',
          'summary',
          'test yourself',
          'what to do next',
        ]),
      );
      const [, afterwards = ''] = note.text.split(/^## Test yourself$/m);
      expect(afterwards.match(/<details>/g)).toHaveLength(3);
    });

    test('has a diagram, and says in words what it shows', () => {
      const pictures = note.tokens
        .flatMap(({ children }) => children ?? [])
        .filter(({ type }) => type === 'image');
      expect(pictures.length).toBeGreaterThan(0);
      for (const picture of pictures) expect(countWords(picture.content)).toBeGreaterThan(5);
    });
  },
);

describe('the examples of the notes', async () => {
  const folder = path.join(labRoot, 'theory', 'examples');
  const examples = (await readdir(folder)).filter((name) => name.endsWith('.ts')).toSorted();
  const outputs = new Map<string, string>();

  test.for(examples)('%s runs to its end', async (name) => {
    const { exitCode, stdout, stderr } = await execa(
      process.execPath,
      ['--import', 'tsx', path.join(folder, name)],
      { cwd: labRoot, reject: false, timeout: EXAMPLE_LIMIT_MS },
    );
    // A note shows HTTP's line ends as its own.
    outputs.set(`theory/examples/${name}`, stdout.replaceAll('\r\n', '\n'));
    expect(exitCode, stderr).toBe(0);
  });

  test.for(notes)('$name shows what they print', (note) => {
    for (const { language, source, content } of blocksOf(note)) {
      if (language !== 'text' || !source) continue;
      expect(outputs.get(source), source).toBe(content.trimEnd());
    }
  });
});
