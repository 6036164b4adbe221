import path from 'node:path';
import { fileURLToPath } from 'node:url';

export type Variant = 'starter' | 'solution';

export interface Exercise {
  /** The name that its criteria begin with, as in `echo.text`. */
  id: string;
  /** What people type: `npm run grade 01`. */
  number: string;
  title: string;
  /** Relative to the root of the lab, with forward slashes. */
  folder: string;
  /** The row of the table of parts in rubric.md. */
  part: string;
  minutes: number;
  /** What its server needs in the environment to start at all. */
  environment?: Record<string, string>;
  /** Its server loads a package with native parts, as SQLite is. */
  nativeAddons?: boolean;
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
      SCRYPT_COST: '1024',
    },
    nativeAddons: true,
  },
];

/** Finds an exercise by its number (`01` or `1`), its name (`echo`) or its folder's name. */
export function findExercise(name: string): Exercise | undefined {
  return exercises.find(
    (exercise) =>
      name === exercise.id ||
      name === exercise.number ||
      name.padStart(2, '0') === exercise.number ||
      name === path.basename(exercise.folder),
  );
}

/** The absolute folder of an exercise. */
export function folderOf(exercise: Exercise): string {
  return path.join(labRoot, exercise.folder);
}
