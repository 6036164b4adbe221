import type { Mutant } from '../../../lab/grading/kit.ts';

// These put the bug into the tests of the solution.
export const testing: Mutant[] = [
  {
    name: 'has a test that always fails',
    criterion: 'chat.testing',
    file: 'tests/sse.test.ts',
    find: "expect(headers.get('Cache-Control')).toBe('no-cache');",
    replace: "expect(headers.get('Cache-Control')).toBe('no-store');",
  },
  {
    name: 'does not look where the server is',
    criterion: 'chat.testing',
    file: 'tests/helpers.ts',
    find: "process.env['CHAT_URL'] ?? 'http://127.0.0.1:3005'",
    replace: "'http://127.0.0.1:3005'",
  },
  {
    name: 'has no test of the notifications',
    criterion: 'chat.testing',
    file: 'tests/sse.test.ts',
    find: "import { expect, test } from 'vitest';",
    replace: "import { test as vitestTest, expect } from 'vitest';\n\nconst test = vitestTest.skip;",
  },
  {
    name: 'tests little of the WebSocket',
    criterion: 'chat.testing',
    file: 'tests/websocket.test.ts',
    find: "import { expect, test } from 'vitest';",
    replace: `import { expect, test as vitestTest } from 'vitest';

const test = (name: string, body: () => Promise<void>) =>
  /comes once|reaches everybody|bad input/.test(name) ? vitestTest(name, body) : vitestTest.todo(name);`,
  },
];
