import { test } from 'vitest';

// TODO(Tests): write these, and whatever else a broken server would do. `ChatClient` of helpers.ts enters a room.
test.todo('a message reaches everybody in its room, and nobody else');
test.todo('a private message is for its two people alone');
test.todo('two tabs are one person');
