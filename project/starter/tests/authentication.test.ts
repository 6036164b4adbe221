import { test } from 'vitest';

// TODO(Tests): write these, and whatever else a broken server would do. `newPerson` of helpers.ts registers and logs in.
test.todo('whoever registers can log in, and is told who they are');
test.todo('a taken name is refused, in capitals too');
test.todo('a token that the server has not signed is no good');
