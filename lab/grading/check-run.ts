import { z } from 'zod';
import type { Exercise } from '../course/exercises.ts';
import type { Level } from '../course/rubric.ts';
import type { Build } from './build.ts';
import type { TranscriptEntry } from './transcript.ts';

/** What the grader hands to the process that runs the checks. */
export interface CheckRun {
  exercise: Exercise;
  checkFiles: string[];
  seed: string;
  /** Missing when the submission can't be run; then `problem` says why, and every check of its server fails with it. */
  build: Build | undefined;
  problem: string | undefined;
  /** The lab's own server with the page that was handed in, where pages are graded. */
  pageBuild: Build | undefined;
  /** The folder with the sources that were handed in; tests of a student's are in `tests/` there. */
  sources: string;
  /** The steps whose TODO still stands: little can be expected of them, so they are not waited for as long. */
  openSteps: string[];
}

declare module 'vitest' {
  interface ProvidedContext {
    checkRun: CheckRun;
  }
}

declare module '@vitest/runner' {
  interface TaskMeta {
    check?: CheckReport;
  }
}

export const failureKinds = [
  'not started',
  'unclear',
  'could not run',
  'server threw',
  'wrong',
  'not checked',
  'lab failed',
] as const;

export interface Failure {
  kind: (typeof failureKinds)[number];
  did: string;
  expected: string;
  received: string;
}

/** What one check has to say, as it leaves the process that ran it. */
export interface CheckReport {
  criterion: string;
  level: Level;
  name: string;
  failure: Failure | undefined;
  transcript: TranscriptEntry[];
}

/** One mutant: the solution with one realistic bug, which must lose points in this criterion and in no other. */
export const mutantSchema = z.object({
  name: z.string().min(1),
  criterion: z.string().min(1),
  /** Relative to the solution's folder. */
  file: z.string().min(1),
  /** Must stand in the file exactly once. */
  find: z.string().min(1),
  replace: z.string(),
});

export type Mutant = z.infer<typeof mutantSchema>;
