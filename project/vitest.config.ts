import path from 'node:path';
import { defineConfig } from 'vitest/config';

// For your tests: `npm run check project`.
export default defineConfig({
  // What vitest keeps for its next run stays out of the folder that is handed in.
  cacheDir: path.join(import.meta.dirname, '..', '.lab', 'vitest'),
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: path.join(import.meta.dirname, 'start-server.ts'),
  },
});
