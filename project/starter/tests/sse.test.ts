import { test } from 'vitest';

// TODO(Tests): write these, and whatever else a broken server would do. `Notifications` of helpers.ts listens.
test.todo('everybody but its author hears of a message');
test.todo('who comes back gets what was missed, once');
test.todo('of a private message hears its addressee alone');
