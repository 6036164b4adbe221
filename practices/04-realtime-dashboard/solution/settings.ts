import { z } from 'zod';

function wholeNumber(minimum: number, maximum: number) {
  return z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(minimum).max(maximum));
}

/** Timers of Node hold 31 bits. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const settingsSchema = z.object({
  /** 0 takes any free port. */
  PORT: wholeNumber(0, 65_535).default(3004),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Milliseconds between two samples. */
  METRICS_INTERVAL_MS: wholeNumber(10, LONGEST_TIMER_MS).default(1000),
  /** Milliseconds between two comments of a stream. */
  KEEPALIVE_MS: wholeNumber(1, LONGEST_TIMER_MS).default(15_000),
  /** Milliseconds between two pings of a WebSocket. */
  HEARTBEAT_MS: wholeNumber(1, LONGEST_TIMER_MS).default(30_000),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Reads the settings from the environment. A wrong one ends the process with one clear line. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const result = settingsSchema.safeParse(environment);
  if (result.success) return result.data;

  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  console.error(`Bad setting. ${problems.join('; ')}`);
  process.exit(1);
}
