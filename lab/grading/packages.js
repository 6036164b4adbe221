// @ts-check
// Loaded before tsx by the commands that grade: after it, a package takes three times as long to load.
import 'esbuild';
import 'execa';
import 'vitest/node';
import 'zod';
