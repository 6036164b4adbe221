import type { Mutant } from '../../lab/grading/kit.ts';
import { authentication } from './mutants/authentication.ts';
import { connection } from './mutants/connection.ts';
import { messages } from './mutants/messages.ts';
import { rooms } from './mutants/rooms.ts';

/**
 * The mutants that a student's tests are run against: those that can be noticed at a server's address, and in its time.
 * A few for each criterion: a run of good tests takes most of a second of a processor.
 */
const NOTICEABLE = [
  'logs in with any password',
  'reads a token without checking its signature',
  'checks nothing of a registration',
  'says whether the user or the password was wrong',
  'accepts the upgrade first, and asks for the token then',
  'lets every page connect',
  'closes the connection for what is no JSON',
  'lists rooms for strangers',
  'says that somebody left when one of two tabs was closed',
  'echoes typing to the typist',
  'shows messages without keeping them',
  'puts the message with the id into the page before it',
  'has private messages in the history of everybody',
  'lets everybody write as fast as they can',
  'notifies everybody of private messages',
  'ignores Last-Event-ID',
];

const all = [...authentication, ...connection, ...rooms, ...messages];

export const brokenServers: Mutant[] = NOTICEABLE.map((name) => {
  const mutant = all.find((one) => one.name === name);
  if (!mutant) throw new Error(`There is no mutant "${name}"`);
  return mutant;
});
