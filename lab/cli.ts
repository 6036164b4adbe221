import { Argument, Command, CommanderError, Option } from 'commander';
import type { GradeCommandOptions } from './commands/grade.ts';
import type { ProveCommandOptions } from './commands/prove.ts';
import { check, serve, start } from './commands/serve.ts';
import { UsageError } from './commands/usage-error.ts';
import {
  assignments,
  type Exercise,
  findAssignment,
  isQuiz,
  type Quiz,
  type Variant,
} from './course/exercises.ts';

const names = assignments.map(({ number, id }) => (number === id ? id : `${number} or ${id}`));
const exerciseHelp = `an exercise: ${names.join(', ')}`;
const variants = ['starter', 'solution'];

function wantedAssignment(name: string): Exercise | Quiz {
  const assignment = findAssignment(name);
  if (assignment) return assignment;
  throw new UsageError(
    `There is no exercise "${name}". There is ${assignments.map(({ number }) => number).join(', ')}.`,
  );
}

function wantedServer(name: string): Exercise {
  const assignment = wantedAssignment(name);
  if (!isQuiz(assignment)) return assignment;
  const { folder, page, number } = assignment;
  throw new UsageError(
    `The quiz has no server and no tests. Answer in ${folder}/${page}, then: npm run grade ${number}`,
  );
}

const program = new Command('lab')
  .description('A lab week on realtime web servers: WebSockets and Server-Sent Events.')
  .showHelpAfterError()
  .exitOverride();

program.command('start').description('list the exercises and start the first server').action(start);

program
  .command('serve')
  .description('run one server, restarted on change')
  .argument('<exercise>', exerciseHelp)
  .addArgument(new Argument('[variant]').choices(variants).default('starter'))
  .action((name: string, variant: Variant) => serve(wantedServer(name), variant));

program
  .command('check')
  .description('run the visible tests on your starter')
  .argument('<exercise>', exerciseHelp)
  .action((name: string) => check(wantedServer(name)));

program
  .command('grade')
  .description('run the hidden checks and show the score')
  .argument('[exercise]', `${exerciseHelp}; all when left out`)
  .addOption(new Option('--variant <variant>', 'what to grade').choices(variants).default('starter'))
  .option('--from <folder>', 'a submission; the lab itself when left out')
  .option('--json', 'print one JSON document on stdout')
  .option('--junit <file>', 'write JUnit XML to a file')
  .option('--seed <seed>', 'use the inputs of an earlier run')
  .action(async (name: string | undefined, options: GradeCommandOptions) => {
    const exercise = name === undefined ? undefined : wantedAssignment(name);
    // Loaded here, because what grading needs is large, and the other commands do without it.
    const { grade } = await import('./commands/grade.ts');
    await grade(exercise, options);
  });

program
  .command('prove')
  .description("for maintainers: grade an exercise's mutants, and say which checks notice them")
  .argument('<exercise>', exerciseHelp)
  .option('--only <text>', 'only the mutants with this in their name or criterion')
  .option('--json', 'print one JSON document on stdout')
  .action(async (name: string, options: ProveCommandOptions) => {
    const { prove } = await import('./commands/prove.ts');
    await prove(wantedServer(name), options);
  });

// Whoever reads only the beginning, as `head` does, wants no more of it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

/** 2 for wrong use, 1 for a fault of the lab; both have been explained by then. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UsageError) {
    console.error(error.message);
    return 2;
  }
  console.error('The lab itself failed; no points were given or taken. Please report this:');
  console.error(error);
  return 1;
}
