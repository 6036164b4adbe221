import path from 'node:path';
import { defineConfig } from 'vitest/config';

// For the visible tests of a starter: `npm run check 01`. The lab's own tests have theirs one folder up.
export default defineConfig({
  // What vitest keeps for its next run stays out of the folder that is handed in.
  cacheDir: path.join(import.meta.dirname, '..', '.lab', 'vitest'),
  test: { include: ['**/*.test.ts'] },
});
