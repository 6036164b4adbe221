import { z } from 'zod';

/** What differs on the wire between the servers. */
export const dialects = {
  plain: {
    hello: undefined,
    ready: '"welcome"',
    wrap: (text: string) => JSON.stringify({ type: 'message', text }),
  },
  // Engine.IO 4 and Socket.IO 5: `40` connects, and `42` is an event.
  'socket.io': {
    hello: '40',
    ready: '40{',
    wrap: (text: string) => `42${JSON.stringify(['message', { text }])}`,
  },
};

const contenderSchema = z.object({
  port: z.number(),
  pid: z.number(),
  dialect: z.literal(['plain', 'socket.io']),
  /** Used in turn. */
  paths: z.array(z.string()),
});
export type Contender = z.infer<typeof contenderSchema>;

export const jobSchema = z.object({
  contenders: z.array(contenderSchema),
  connections: z.number(),
  /** How long they take turns; those that have begun are finished. */
  seconds: z.number(),
});
export type Job = z.infer<typeof jobSchema>;

const phaseSchema = z.object({
  /** Messages that reached a client. */
  perSecond: z.number(),
  /** Milliseconds from a message's sending to its coming, half of all and 99 of 100. */
  median: z.number(),
  slowest: z.number(),
  /** Microseconds of the server's processor for each message that reached a client. */
  cpu: z.number(),
});
export type Phase = z.infer<typeof phaseSchema>;

export const resultSchema = z.object({
  kilobytesPerConnection: z.number(),
  /** One of each for every turn. */
  single: z.array(phaseSchema),
  burst: z.array(phaseSchema),
});
export type Result = z.infer<typeof resultSchema>;
