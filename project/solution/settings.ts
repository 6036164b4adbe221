import { randomBytes } from 'node:crypto';
import { z } from 'zod';

const MAX_TIMER_MS = 2 ** 31 - 1;
const MIN_SECRET_BYTES = 32;

function wholeNumber(minimum: number, maximum: number) {
  return z
    .string()
    .regex(/^\d{1,10}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(minimum).max(maximum));
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

const settingsSchema = z.object({
  /** 0 takes any free port. */
  PORT: wholeNumber(0, 65_535).default(3005),
  HOST: z.string().min(1).default('127.0.0.1'),
  JWT_SECRET: z
    .string('must be set; only with NODE_ENV=development a random one is made')
    .refine((secret) => Buffer.byteLength(secret) >= MIN_SECRET_BYTES, 'must have 32 bytes or more'),
  TOKEN_TTL_SECONDS: wholeNumber(1, 2 ** 31 - 1).default(3600),
  /** The N of scrypt. The default is what OWASP asks for; a low one makes tests quick. */
  SCRYPT_COST: wholeNumber(128, 2 ** 20)
    .refine(isPowerOfTwo, 'must be a power of two')
    .default(2 ** 17),
  DATABASE_FILE: z.string().min(1).default('chat.db'),
  ALLOWED_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .transform((origins) => origins.filter((origin) => origin !== ''))
    .pipe(z.array(z.string().refine(isOrigin, 'must be origins such as https://example.org')))
    .default([]),
  HEARTBEAT_MS: wholeNumber(1, MAX_TIMER_MS).default(30_000),
  KEEPALIVE_MS: wholeNumber(1, MAX_TIMER_MS).default(15_000),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must begin with redis:// or rediss://' }).optional(),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Reads the settings from the environment. A wrong one ends the process with one clear line. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const isDevelopment = environment['NODE_ENV'] === 'development';
  const defaults = isDevelopment ? { JWT_SECRET: randomBytes(MIN_SECRET_BYTES).toString('hex') } : {};
  const result = settingsSchema.safeParse({ ...defaults, ...environment });
  if (result.success) return result.data;

  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  console.error(`Bad setting. ${problems.join('; ')}`);
  process.exit(1);
}
