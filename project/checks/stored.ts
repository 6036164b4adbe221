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
  const entries = await readdir(folder, { withFileTypes: true });
  for (const { name } of entries.filter((entry) => entry.isFile())) {
    // Some files of a database come and go while it works.
    const content = await readFile(path.join(folder, name), 'latin1').catch(() => '');
    const found = forms.find(([, form = '']) => content.includes(form));
    if (found) fail(`${name} holds ${found[0]}`);
    if (content.startsWith('SQLite format 3')) expectDifferent(path.join(folder, name));
  }
}

/** Two people with one password: the same hash for both has no salt of its own. */
function expectDifferent(file: string): void {
  const [column] = columnsWithRepeats(file);
  if (column !== undefined) fail(`${column} has the same value for both`);
}

/** The columns for hashes in which a value comes twice. A database that its server has locked tells nothing. */
function columnsWithRepeats(file: string): string[] {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { readonly: true });
    const repeated: string[] = [];
    for (const table of readNames(database, "SELECT name FROM sqlite_master WHERE type = 'table'")) {
      for (const column of readNames(database, `PRAGMA table_info("${table}")`)) {
        if (!COLUMN_OF_HASHES.test(column)) continue;
        if (database.prepare(selectRepeated(table, column)).get()) repeated.push(`${table}.${column}`);
      }
    }
    return repeated;
  } catch {
    return [];
  } finally {
    database?.close();
  }
}

function readNames(database: Database.Database, query: string): string[] {
  const rows = z.array(z.object({ name: z.string() })).parse(database.prepare(query).all());
  return rows.map(({ name }) => name);
}

/** Parameters, as of scrypt, may stand there as JSON and be equal. */
function selectRepeated(table: string, column: string): string {
  return `SELECT 1 FROM "${table}" WHERE length("${column}") >= ${SHORTEST_HASH} AND "${column}" NOT LIKE '%{%'
    GROUP BY "${column}" HAVING count(*) > 1 LIMIT 1`;
}

function fail(received: string): never {
  throw new CheckFailure({
    did: 'two people registered with one password, and the files that the server wrote were read',
    expected: 'a salted scrypt hash for each',
    received,
  });
}
