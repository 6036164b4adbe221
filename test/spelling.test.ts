import path from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { labRoot } from '../lab/course/exercises.ts';

test('every page is spelt in British English; new words go into cspell.json', async () => {
  const cspell = path.join(labRoot, 'test', 'node_modules', 'cspell', 'bin.mjs');
  const { all } = await execa(process.execPath, [cspell, '--no-progress', '--no-summary', '--no-color'], {
    cwd: labRoot,
    all: true,
    reject: false,
  });
  expect(all).toBe('');
});
