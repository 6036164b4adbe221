import type { Mutant } from '../../../lab/grading/kit.ts';

export const testing: Mutant[] = [];
