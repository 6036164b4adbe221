import path from 'node:path';
import { findExercise, folderOf } from '../../lab/course/exercises.ts';
import { type Build, buildSubmission, createWorkFolder, removeWorkFolder } from '../../lab/grading/build.ts';
import { RunningServer } from '../../lab/grading/running-server.ts';
import { readSubmission } from '../../lab/grading/submission.ts';
import { Transcript } from '../../lab/grading/transcript.ts';

/** Servers of the project's solution, run as the grader runs them. All share the database of the first one. */
export class ChatServers {
  readonly #build: Build;
  readonly #servers: RunningServer[] = [];

  static async create(): Promise<ChatServers> {
    const exercise = findExercise('project');
    if (!exercise) throw new Error('The lab has no project');
    const submission = await readSubmission(path.join(folderOf(exercise), 'solution'));
    return new ChatServers(await buildSubmission(exercise, 'solution', submission, await createWorkFolder()));
  }

  private constructor(build: Build) {
    this.#build = build;
  }

  async start(settings: Record<string, string> = {}): Promise<RunningServer> {
    const dataFolder = this.#servers[0]?.process.dataFolder;
    const server = await RunningServer.start(this.#build, settings, new Transcript(), dataFolder);
    this.#servers.push(server);
    return server;
  }

  /** Ends every server, and removes what they wrote. */
  async remove(): Promise<void> {
    for (const server of this.#servers) await server.process.stop();
    await removeWorkFolder(this.#build.workFolder);
  }
}
