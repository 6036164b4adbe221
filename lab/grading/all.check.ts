import { inject } from 'vitest';

// One file for vitest, so that the checks of all criteria share one process and run side by side.
for (const file of inject('checkRun').checkFiles) await import(file);
