import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { CheckFailure, type RunningServer } from '../../lab/grading/kit.ts';

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
  }
}

function fail(received: string): never {
  throw new CheckFailure({
    did: 'somebody registered, and the files that the server wrote were read',
    expected: 'a salted scrypt hash',
    received,
  });
}
