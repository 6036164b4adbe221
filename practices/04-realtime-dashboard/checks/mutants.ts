import type { Mutant } from '../../../lab/grading/kit.ts';
import { activity } from './mutants/activity.ts';
import { counters } from './mutants/counters.ts';
import { lifecycle } from './mutants/lifecycle.ts';
import { metrics } from './mutants/metrics.ts';
import { shutdown } from './mutants/shutdown.ts';
import { stream } from './mutants/stream.ts';

export const mutants: Mutant[] = [...metrics, ...stream, ...activity, ...counters, ...lifecycle, ...shutdown];
