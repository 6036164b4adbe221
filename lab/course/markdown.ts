import MarkdownIt from 'markdown-it';

const parser = new MarkdownIt('default', { html: true });

/** A piece of a parsed page. Tables and headings are opened by one, and hold their text in the next `inline` one. */
export type Token = ReturnType<typeof parser.parse>[number];

/** Parses Markdown with GitHub's tables. */
export function parseMarkdown(text: string): Token[] {
  return parser.parse(text, {});
}

/** Every table of a page as rows of trimmed text, by the names in its head. */
export function tablesOf(page: readonly Token[]): Array<Array<Record<string, string>>> {
  const tables: string[][][] = [];
  for (const [index, token] of page.entries()) {
    if (token.type === 'table_open') tables.push([]);
    if (token.type === 'tr_open') tables.at(-1)?.push([]);
    if (token.type === 'th_open' || token.type === 'td_open') {
      tables
        .at(-1)
        ?.at(-1)
        ?.push(textOf(page[index + 1]).trim());
    }
  }
  return tables.map(([names = [], ...rows]) =>
    rows.map((cells) => Object.fromEntries(names.map((name, column) => [name, cells[column] ?? '']))),
  );
}

/** The text of every heading, in order. */
export function headingsOf(page: readonly Token[]): string[] {
  return page.flatMap((token, index) => (token.type === 'heading_open' ? [textOf(page[index + 1])] : []));
}

/** What people read of an `inline` token, without its marks. */
export function textOf(inline: Token | undefined): string {
  const pieces = inline?.children ?? [];
  return pieces.map(({ type, content }) => (type === 'softbreak' ? '\n' : content)).join('');
}
