import path from 'node:path';
import { execa } from 'execa';
import { z } from 'zod';
import { labRoot } from '../../lab/course/exercises.ts';

const resultSchema = z.object({
  total: z.number(),
  passed: z.boolean(),
  parts: z.array(
    z.object({ id: z.string(), weight: z.number(), score: z.number(), max: z.number(), percent: z.number() }),
  ),
  problems: z.array(z.object({ problem: z.string().nullable(), notes: z.array(z.string()) })),
  criteria: z.array(
    z.object({
      id: z.string(),
      points: z.number(),
      max: z.number(),
      level: z.string().nullable(),
      checks: z.array(
        z.object({
          name: z.string(),
          level: z.string(),
          passed: z.boolean(),
          message: z.string().nullable(),
          kind: z.string().nullable(),
        }),
      ),
    }),
  ),
});

export type GradeResult = z.infer<typeof resultSchema>;

const proofSchema = z.object({
  verdicts: z.array(z.object({ mutant: z.object({ name: z.string() }), faults: z.array(z.string()) })),
  unproved: z.array(z.string()),
});

/** Runs a command of the lab as people do, in a process of its own, without what vitest put into the environment. */
export async function runLab(parameters: string[], environment: Record<string, string> = {}) {
  const { PATH, HOME, SystemRoot } = process.env;
  return execa(process.execPath, ['--import', 'tsx', path.join(labRoot, 'lab', 'cli.ts'), ...parameters], {
    cwd: labRoot,
    env: { PATH, HOME, SystemRoot, ...environment },
    extendEnv: false,
    reject: false,
  });
}

export async function runGrader(parameters: string[], environment?: Record<string, string>) {
  return runLab(['grade', ...parameters], environment);
}

/** What the grader says of a submission, as data. Throws with what it printed when it failed. */
export async function gradeJson(...parameters: string[]): Promise<GradeResult> {
  const { stdout, stderr, exitCode } = await runGrader([...parameters, '--json']);
  if (exitCode !== 0) throw new Error(`The grader ended with ${exitCode}: ${stderr}`);
  return resultSchema.parse(JSON.parse(stdout));
}

/** What grading all mutants of an exercise showed. Throws with what was printed when that failed. */
export async function proveJson(exercise: string): Promise<z.infer<typeof proofSchema>> {
  const { stdout, stderr } = await runLab(['prove', exercise, '--json']);
  if (stdout === '') throw new Error(`The proof ended without a result: ${stderr}`);
  return proofSchema.parse(JSON.parse(stdout));
}
