import { expect, test } from 'vitest';
import { boldOf, headingsWithAnchors, readNotes, readPage, targetsOf } from './support/pages.ts';

const glossary = await readPage('glossary/README.md');
const notes = await readNotes();
const entries = headingsWithAnchors(glossary)
  .filter(({ level }) => level === 3)
  .map(({ text }) => text);
/** The notes that introduce a term, by the term in lower case; the reading time is bold as well, and no term. */
const introduced = new Map<string, string[]>();
for (const note of notes) {
  for (const term of boldOf(note).filter((text) => !/^\d+ minutes$/.test(text))) {
    const key = term.toLowerCase();
    introduced.set(key, [...(introduced.get(key) ?? []), note.name]);
  }
}

test('it has 60 entries or more, each once, in alphabetical order', () => {
  expect(entries.length).toBeGreaterThanOrEqual(60);
  const keys = entries.map((entry) => entry.toLowerCase());
  expect(keys).toEqual([...new Set(keys)].toSorted());
});

test('its entries are the terms that the notes introduce, each in one note', () => {
  expect([...introduced.keys()].toSorted()).toEqual(entries.map((entry) => entry.toLowerCase()).toSorted());
  expect([...introduced].filter(([, where]) => where.length > 1)).toEqual([]);
});

test('each entry is one or two sentences, and leads to the note that introduces it', () => {
  for (const section of glossary.text.split(/^### /m).slice(1)) {
    const [term = '', , ...rest] = section.split('\n');
    const text = rest.slice(0, rest.indexOf('')).join(' ');
    const sentences = text.match(/[.?!](?= |$)/g) ?? [];
    expect(sentences.length, term).toBeGreaterThan(0);
    expect(sentences.length, `${term}: ${text}`).toBeLessThanOrEqual(2);
    const [note = ''] = introduced.get(term.toLowerCase()) ?? [];
    expect(section, term).toContain(`](../${note})`);
  }
});

test('its links to standards lead to those of the week', () => {
  const sites = targetsOf(glossary).filter((target) => target.startsWith('https://'));
  const known =
    /^https:\/\/(www\.rfc-editor\.org\/rfc\/rfc\d+|(html|websockets)\.spec\.whatwg\.org\/|www\.w3\.org\/TR\/)/;
  expect(sites.filter((site) => !known.test(site))).toEqual([]);
});
