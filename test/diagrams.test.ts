import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { DIAGRAM_FOLDER, readDiagrams, readText } from '../theory/diagrams/source.ts';

const diagrams = await readDiagrams();

describe.for(diagrams)('diagram $name', ({ source, imageFile, stamp }) => {
  test('says what it shows', () => {
    expect(source).toMatch(/^\s*accTitle: \S/m);
    expect(source).toMatch(/^\s*accDescr(: \S| \{)/m);
  });

  test('is drawn from its source as it is now; npm run diagrams draws it', async () => {
    expect(existsSync(imageFile), imageFile).toBe(true);
    const image = await readText(imageFile);
    expect(image.trimEnd().split('\n').at(-1)).toBe(stamp);
    expect(image).toMatch(/<title[^>]*>[^<]+<\/title>/);
    expect(image).toMatch(/<desc[^>]*>[^<]+<\/desc>/);
  });
});

test('every image has its source', async () => {
  const images = (await readdir(DIAGRAM_FOLDER)).filter((name) => name.endsWith('.svg'));
  expect(images.map((name) => path.basename(name, '.svg')).toSorted()).toEqual(
    diagrams.map(({ name }) => name),
  );
});
