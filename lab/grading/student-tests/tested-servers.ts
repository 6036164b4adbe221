import { once } from 'node:events';
import { cp, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { z } from 'zod';
import { type Exercise, folderOf } from '../../course/exercises.ts';
import { createWorkFolder, removeWorkFolder } from '../build.ts';
import type { Mutant } from '../check-run.ts';
import { LockedProcess } from '../locked-process.ts';
import { mutate } from '../mutation.ts';
import { equipRunFolder, NODE_BUILD } from '../run-folder.ts';

/** A server that a student's tests are run against. */
export interface TestedServer {
  address: string;
  /** The bug that was put in; undefined for the reference. */
  mutant: Mutant | undefined;
}

/** Servers of the lab's own in one process: some with a bug each, and some without. */
export class TestedServers {
  readonly servers: readonly TestedServer[];
  readonly #process: LockedProcess;
  readonly #workFolder: string;

  /** Starts the reference for each `undefined` in `mutants`, and a broken server for each mutant, in this order. */
  static async start(exercise: Exercise, mutants: ReadonlyArray<Mutant | undefined>): Promise<TestedServers> {
    const workFolder = await createWorkFolder();
    let host: LockedProcess | undefined;
    try {
      const files = await bundle(exercise, mutants, path.join(workFolder, 'run'));
      host = startHost(exercise, workFolder, files);
      const [line] = await Promise.race([once(host, 'report'), host.exited.then(() => [''])]);
      if (line === '') throw new Error(`The broken servers could not be started: ${host.describeExit()}`);
      const ports = z.array(z.number()).parse(JSON.parse(String(line)));
      const servers = ports.map((port, index) => ({
        address: `http://127.0.0.1:${port}`,
        mutant: mutants[index],
      }));
      return new TestedServers(servers, host, workFolder);
    } catch (error) {
      await host?.stop();
      await removeWorkFolder(workFolder);
      throw error;
    }
  }

  private constructor(servers: TestedServer[], process: LockedProcess, workFolder: string) {
    this.servers = servers;
    this.#process = process;
    this.#workFolder = workFolder;
  }

  async stop(): Promise<void> {
    await this.#process.stop();
    await removeWorkFolder(this.#workFolder);
  }
}

function startHost(exercise: Exercise, workFolder: string, files: readonly string[]): LockedProcess {
  const runFolder = path.join(workFolder, 'run');
  return new LockedProcess('The process of the broken servers', {
    runFolder,
    dataFolder: path.join(workFolder, 'data'),
    entry: path.join(runFolder, 'server-host.js'),
    preload: path.join(runFolder, 'lock.js'),
    environment: { ...exercise.environment, SERVERS: files.join() },
    nativeAddons: exercise.nativeAddons ?? false,
  });
}

/** Writes one file of JavaScript for each mutant, and one for the reference. Returns their names, one for each mutant. */
async function bundle(
  exercise: Exercise,
  mutants: ReadonlyArray<Mutant | undefined>,
  runFolder: string,
): Promise<string[]> {
  const solution = path.join(folderOf(exercise), 'solution');
  const servers = path.join(runFolder, 'servers');
  await mkdir(servers, { recursive: true });
  await equipRunFolder(runFolder, 'student-tests/server-host.js');
  // What a server reads and serves lies beside it, as in its folder.
  await cp(solution, servers, { recursive: true, filter: (file) => !file.endsWith('.ts') });

  const names = mutants.map((mutant, index) => (mutant ? `${index}.js` : 'reference.js'));
  const wanted = new Map(mutants.map((mutant, index) => [names[index] ?? '', mutant]));
  const bundles = [...wanted].map(([name, mutant]) =>
    build({
      ...NODE_BUILD,
      entryPoints: [path.join(solution, 'server.ts')],
      outfile: path.join(servers, name),
      packages: 'external',
      plugins: mutant ? [withBug(solution, mutant)] : [],
    }),
  );
  await Promise.all(bundles);
  return names;
}

function withBug(solution: string, mutant: Mutant): Plugin {
  return {
    name: 'put the bug in',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
        if (file !== path.join(solution, mutant.file)) return undefined;
        return { contents: mutate(await readFile(file, 'utf8'), mutant), loader: 'ts' };
      });
    },
  };
}
