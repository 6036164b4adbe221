import type { Mutant } from '../../../lab/grading/kit.ts';
import { direct } from './mutants/direct.ts';
import { isolation } from './mutants/isolation.ts';
import { joining } from './mutants/joining.ts';
import { lifecycle } from './mutants/lifecycle.ts';
import { presence } from './mutants/presence.ts';
import { shutdown } from './mutants/shutdown.ts';

export const mutants: Mutant[] = [
  ...joining,
  ...isolation,
  ...direct,
  ...presence,
  ...lifecycle,
  ...shutdown,
];
