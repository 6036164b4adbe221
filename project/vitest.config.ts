import path from 'node:path';
import { defineConfig } from 'vitest/config';

// For your tests: `npm run check project`.
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: path.join(import.meta.dirname, 'start-server.ts'),
  },
});
