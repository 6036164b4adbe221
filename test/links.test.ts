import { access } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { labRoot } from '../lab/course/exercises.ts';
import { headingsWithAnchors, type Page, readPages, targetsOf } from './support/pages.ts';

const pages = await readPages();
const byName = new Map(pages.map((page) => [page.name, page]));

/** Where a relative link leads, from the root of the lab; undefined for another site. */
function resolve({ name }: Page, target: string): { file: string; anchor: string } | undefined {
  if (/^[a-z]+:/.test(target)) return undefined;
  const [file = '', anchor = ''] = decodeURIComponent(target).split('#');
  return { file: file === '' ? name : path.posix.join(path.posix.dirname(name), file), anchor };
}

function linkedFrom(page: Page): Set<string> {
  return new Set(targetsOf(page).map((target) => resolve(page, target)?.file ?? ''));
}

test.for(pages)('every link inside $name leads somewhere', async (page) => {
  for (const target of targetsOf(page)) {
    const link = resolve(page, target);
    if (!link) continue;
    await expect(access(path.join(labRoot, link.file)), target).resolves.toBeUndefined();
    const other = byName.get(link.file);
    if (link.anchor === '' || !other) continue;
    expect(
      headingsWithAnchors(other).map(({ anchor }) => anchor),
      target,
    ).toContain(link.anchor);
  }
});

test('links to other sites are https', () => {
  const others = pages.flatMap(targetsOf).filter((target) => /^[a-z]+:/.test(target));
  expect(others.filter((target) => !/^(https:\/\/|http:\/\/127\.0\.0\.1)/.test(target))).toEqual([]);
});

describe('navigation', () => {
  const isContent = ({ name }: Page) => !['README.md', 'CONTRIBUTING.md'].includes(name);
  const content = pages.filter(isContent);

  test.for(content)('the week leads to $name, which leads back', (page) => {
    const week = byName.get('README.md');
    expect(week && [...linkedFrom(week)]).toContain(page.name);
    expect([...linkedFrom(page)].filter((file) => ['README.md', 'rubric.md'].includes(file))).not.toEqual([]);
  });

  test('each note leads to the one before and the one after', () => {
    const notes = content.filter(({ name }) => /^theory\/\d\d/.test(name));
    for (const [index, note] of notes.entries()) {
      const neighbours = [notes[index - 1], notes[index + 1]].flatMap((other) => (other ? [other.name] : []));
      expect([...linkedFrom(note)], note.name).toEqual(expect.arrayContaining(neighbours));
    }
  });
});
