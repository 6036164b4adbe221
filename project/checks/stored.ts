import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import Database from 'libsql';
import { z } from 'zod';
import { CheckFailure, type RunningServer } from '../../lab/grading/kit.ts';

/** Whose columns may hold a hash of a password; shorter values may be equal for other reasons. */
const COLUMN_OF_HASHES = /pass|hash|digest|secret|key/i;
const SHORTEST_HASH = 32;

/** No file that the server wrote may hold a password, or its unsalted hash. */
export async function expectNoPasswords(server: RunningServer, password: string): Promise<void> {
  const folder = server.process.dataFolder;
  const forms = [
    ['the password', password],
    ['the password in base64', Buffer.from(password).toString('base64')],
    ...['md5', 'sha1', 'sha256', 'sha512'].flatMap((algorithm) => [
      [`its ${algorithm}`, createHash(algorithm).update(password).digest('hex')],
      [`its ${algorithm}`, createHash(algorithm).update(password).digest('base64')],
    ]),
  ] as const;
  for (const name of await readdir(folder)) {
    const content = await readFile(path.join(folder, name), 'latin1');
    const found = forms.find(([, form = '']) => content.includes(form));
    if (found) fail(`${name} holds ${found[0]}`);
    if (content.startsWith('SQLite format 3')) expectDifferent(path.join(folder, name));
  }
}

/** Two people with one password: the same hash for both has no salt of its own. */
function expectDifferent(file: string): void {
  const database = new Database(file, { readonly: true });
  const named = z.array(z.object({ name: z.string() }));
  const tables = named.parse(database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all());
  for (const { name: table } of tables) {
    const columns = named.parse(database.prepare(`PRAGMA table_info("${table}")`).all());
    for (const { name: column } of columns.filter(({ name }) => COLUMN_OF_HASHES.test(name))) {
      const statement = `SELECT 1 FROM "${table}" WHERE length("${column}") >= ${SHORTEST_HASH}
        GROUP BY "${column}" HAVING count(*) > 1 LIMIT 1`;
      if (database.prepare(statement).get() !== undefined)
        fail(`${table}.${column} has the same value for both`);
    }
  }
  database.close();
}

function fail(received: string): never {
  throw new CheckFailure({
    did: 'two people registered with one password, and the files that the server wrote were read',
    expected: 'a salted scrypt hash for each',
    received,
  });
}
