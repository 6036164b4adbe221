import type { Heading, Root, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';

/** Parses GitHub flavoured Markdown. */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Every table of a page as rows of trimmed text, by the names in its head. */
export function tablesOf(page: Root): Array<Array<Record<string, string>>> {
  return page.children.filter((node): node is Table => node.type === 'table').map(rowsOf);
}

/** The text of every heading, in order. */
export function headingsOf(page: Root): string[] {
  return page.children
    .filter((node): node is Heading => node.type === 'heading')
    .map((heading) => toString(heading));
}

function rowsOf(table: Table): Array<Record<string, string>> {
  const [head, ...body] = table.children.map((row) => row.children.map((cell) => toString(cell).trim()));
  const names = head ?? [];
  return body.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])));
}
