import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { labRoot } from '../course/exercises.ts';

const LIMIT_MS = 20_000;
const MOST_FINDINGS = 10;
/** The compiler is written in Go. Below a gibibyte, collecting its garbage takes a third of its time, and saves little memory. */
const WITHOUT_COLLECTION = { GOGC: 'off', GOMEMLIMIT: '1GiB' };

/** What TypeScript says about the sources in a folder inside the lab, one line each, by file and line. */
export async function typecheck(sourceFolder: string): Promise<string[]> {
  const configuration = {
    extends: path.join(labRoot, 'tsconfig.json'),
    // What a server does not use would only cost time.
    compilerOptions: { lib: ['ES2023'], checkJs: false },
    include: ['**/*.ts'],
  };
  const file = path.join(sourceFolder, 'tsconfig.json');
  await writeFile(file, JSON.stringify(configuration));

  const compiler = path.join(labRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout, exitCode, timedOut } = await execa(
    process.execPath,
    // Several checkers side by side repeat much of each other's work, and the checks need the processors too.
    [compiler, '--project', file, '--pretty', 'false', '--checkers', '1'],
    { cwd: sourceFolder, env: WITHOUT_COLLECTION, reject: false, timeout: LIMIT_MS },
  );
  if (timedOut) return ['The type checker took too long and was ended.'];
  if (exitCode === 0) return [];
  return stdout
    .split('\n')
    .filter((line) => /^\S.*error TS/.test(line))
    .slice(0, MOST_FINDINGS)
    .map((line) => line.replace(/^.*?(starter|solution)\//, ''));
}
