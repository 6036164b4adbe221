import type { Mutant } from '../../../lab/grading/kit.ts';
import { delivery } from './mutants/delivery.ts';
import { lifecycle } from './mutants/lifecycle.ts';
import { replay } from './mutants/replay.ts';
import { stream } from './mutants/stream.ts';
import { validation } from './mutants/validation.ts';

export const mutants: Mutant[] = [...stream, ...delivery, ...validation, ...replay, ...lifecycle];
