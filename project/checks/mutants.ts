import type { Mutant } from '../../lab/grading/kit.ts';
import { authentication } from './mutants/authentication.ts';
import { client } from './mutants/client.ts';
import { connection } from './mutants/connection.ts';
import { messages } from './mutants/messages.ts';
import { rooms } from './mutants/rooms.ts';
import { testing } from './mutants/testing.ts';

export const mutants: Mutant[] = [
  ...authentication,
  ...connection,
  ...rooms,
  ...messages,
  ...client,
  ...testing,
];
