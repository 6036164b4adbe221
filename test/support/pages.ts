import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { labRoot } from '../../lab/course/exercises.ts';
import { parseMarkdown, type Token, textOf } from '../../lab/course/markdown.ts';

/** One Markdown page of the lab. */
export interface Page {
  /** From the root of the lab, with forward slashes. */
  name: string;
  text: string;
  tokens: Token[];
}

/** Every page that people read, sorted by name. */
export async function readPages(): Promise<Page[]> {
  const names = await readdir(labRoot, { recursive: true });
  const pages = names
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith('.md') && !/(^|\/)(node_modules|\.[^/]+)\//.test(name))
    .toSorted();
  return Promise.all(pages.map(readPage));
}

export async function readPage(name: string): Promise<Page> {
  const text = (await readFile(path.join(labRoot, name), 'utf8')).replaceAll('\r\n', '\n');
  return { name, text, tokens: parseMarkdown(text) };
}

/** The notes, in order. */
export async function readNotes(): Promise<Page[]> {
  const names = (await readdir(path.join(labRoot, 'theory'))).filter((name) => /^\d\d-.*\.md$/.test(name));
  return Promise.all(names.toSorted().map((name) => readPage(`theory/${name}`)));
}

/** A heading with its level, its text, and the anchor that GitHub gives it. */
export interface Heading {
  level: number;
  text: string;
  anchor: string;
}

export function headingsWithAnchors({ tokens }: Page): Heading[] {
  const seen = new Map<string, number>();
  return tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open') return [];
    const text = textOf(tokens[index + 1]).trim();
    const base = text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(base) ?? 0;
    seen.set(base, times + 1);
    return [{ level: Number(token.tag.slice(1)), text, anchor: times === 0 ? base : `${base}-${times}` }];
  });
}

/** Where the links and pictures of a page lead. */
export function targetsOf({ tokens }: Page): string[] {
  return tokens.flatMap(({ children, type, content }) => {
    if (type === 'html_block')
      return [...content.matchAll(/(?:href|src)="([^"]+)"/g)].map((match) => match[1] ?? '');
    return (children ?? []).flatMap((child) => {
      const target = child.attrGet(child.type === 'image' ? 'src' : 'href');
      return target === null ? [] : [String(target)];
    });
  });
}

/** What a page sets in bold, which in the notes is what it introduces. */
export function boldOf({ tokens }: Page): string[] {
  return tokens.flatMap(({ children }) =>
    (children ?? []).flatMap((child, index, all) => {
      if (child.type !== 'strong_open') return [];
      const end = all.findIndex(({ type }, other) => other > index && type === 'strong_close');
      return [
        all
          .slice(index, end)
          .map(({ content }) => content)
          .join(''),
      ];
    }),
  );
}
