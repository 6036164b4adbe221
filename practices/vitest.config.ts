import { defineConfig } from 'vitest/config';

// For the visible tests of a starter: `npm run check 01`. The lab's own tests have theirs one folder up.
export default defineConfig({ test: { include: ['**/*.test.ts'] } });
