import path from 'node:path';
import { execa } from 'execa';
import { type Exercise, exercises, folderOf, labRoot, quiz, type Variant } from '../course/exercises.ts';

/** Lists what there is to do, and starts the first exercise's starter. */
export async function start(): Promise<void> {
  console.log('The exercises of this lab:\n');
  console.log(`  ${quiz.number}  ${quiz.title}  ${quiz.folder}/${quiz.page}`);
  for (const { number, title, minutes, folder } of exercises) {
    console.log(`  ${number}  ${title} (${minutes} min)  ${folder}/README.md`);
  }
  const [first] = exercises;
  if (!first) return;
  console.log(`\nYour server of ${first.number}, restarted when you save; end it with Ctrl+C.`);
  console.log('Another one: npm run serve 01, the reference: npm run serve 01 solution\n');
  await serve(first, 'starter');
}

/** Runs one server, restarted on change, until it is ended. */
export async function serve(exercise: Exercise, variant: Variant): Promise<void> {
  const entry = path.join(folderOf(exercise), variant, 'server.ts');
  await runNode([tsx, 'watch', '--clear-screen=false', entry], exercise.environment);
}

/** Runs the visible tests on a starter. Sets the exit code that they give. */
export async function check(exercise: Exercise): Promise<void> {
  const starter = path.join(folderOf(exercise), 'starter');
  const config = path.join(labRoot, exercise.part, 'vitest.config.ts');
  const exitCode = await runNode([vitest, 'run', '--root', starter, '--config', config]);
  process.exitCode = exitCode;
}

const tsx = path.join(labRoot, 'node_modules', 'tsx', 'dist', 'cli.mjs');
const vitest = path.join(labRoot, 'node_modules', 'vitest', 'vitest.mjs');

async function runNode(parameters: string[], defaults: Record<string, string> = {}): Promise<number> {
  // Ctrl+C reaches the child too: it says goodbye first, and this process ends with it.
  process.on('SIGINT', waitForChild);
  // Vitest colours what it prints wherever it goes; a file is to hold text.
  const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1' };
  const env = { ...defaults, ...plain, ...process.env };
  const { exitCode } = await execa(process.execPath, parameters, { stdio: 'inherit', reject: false, env });
  process.off('SIGINT', waitForChild);
  return exitCode ?? 1;
}

function waitForChild(): void {}
