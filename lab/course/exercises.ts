import path from 'node:path';
import { fileURLToPath } from 'node:url';

export type Variant = 'starter' | 'solution';

/** What is graded on its own: an exercise with a server, or the quiz. */
export interface Assignment {
  /** The name that its criteria begin with, as in `echo.text`. */
  id: string;
  /** What people type: `npm run grade 01`. */
  number: string;
  title: string;
  /** Relative to the root of the lab, with forward slashes. */
  folder: string;
  /** The row of the table of parts in rubric.md. */
  part: string;
}

export interface Exercise extends Assignment {
  minutes: number;
  /** What its server needs in the environment to start at all. */
  environment?: Record<string, string>;
  /** Its server loads a package with native parts, as SQLite is. */
  nativeAddons?: boolean;
  /** The page in `client/` is graded too. */
  gradesPage?: boolean;
}

/** Answers are ticked in a page, so it has no server and no variants. */
export interface Quiz extends Assignment {
  /** The page, in its folder. */
  page: string;
}

/** The folder that holds package.json. */
export const labRoot = fileURLToPath(new URL('../..', import.meta.url));

export const exercises: readonly Exercise[] = [
  {
    id: 'echo',
    number: '01',
    title: 'Echo over WebSocket',
    folder: 'practices/01-echo-websocket',
    part: 'practices',
    minutes: 30,
  },
  {
    id: 'rooms',
    number: '02',
    title: 'Chat rooms',
    folder: 'practices/02-chat-rooms',
    part: 'practices',
    minutes: 45,
  },
  {
    id: 'notifications',
    number: '03',
    title: 'Notifications over Server-Sent Events',
    folder: 'practices/03-sse-notifications',
    part: 'practices',
    minutes: 35,
  },
  {
    id: 'dashboard',
    number: '04',
    title: 'Realtime dashboard',
    folder: 'practices/04-realtime-dashboard',
    part: 'practices',
    minutes: 40,
  },
  {
    id: 'chat',
    number: 'project',
    title: 'Project: chat',
    folder: 'project',
    part: 'project',
    minutes: 90,
    environment: {
      JWT_SECRET: 'the secret of the checks, which is longer than 32 bytes',
      SCRYPT_COST: '128',
    },
    nativeAddons: true,
    gradesPage: true,
  },
];

export const quiz: Quiz = {
  id: 'quiz',
  number: 'quiz',
  title: 'Knowledge of the notes',
  folder: 'theory',
  part: 'knowledge',
  page: 'quiz.md',
};

/** All that is graded, in the order of the week. */
export const assignments: ReadonlyArray<Exercise | Quiz> = [quiz, ...exercises];

export function isQuiz(assignment: Exercise | Quiz): assignment is Quiz {
  return 'page' in assignment;
}

/** Finds what is graded by its number (`01` or `1`), its name (`echo`) or its folder's name. */
export function findAssignment(name: string): Exercise | Quiz | undefined {
  return assignments.find(
    ({ id, number, folder }) =>
      name === id || name === number || name.padStart(2, '0') === number || name === path.basename(folder),
  );
}

/** The absolute folder of an exercise, or of the quiz. */
export function folderOf(assignment: Assignment): string {
  return path.join(labRoot, assignment.folder);
}
