import { mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf, quiz } from '../lab/course/exercises.ts';
import { type Option, parseQuiz } from '../lab/course/quiz.ts';
import { fillFromKey, readKey, rightOptions } from '../lab/course/quiz-key.ts';
import { readRubric } from '../lab/course/rubric.ts';
import { gradeQuiz } from '../lab/grading/quiz.ts';
import { gradeJson, runGrader, runLab } from './support/grading.ts';
import { withFolder } from './support/submission.ts';

const page = await readFile(path.join(folderOf(quiz), quiz.page), 'utf8');
const questions = parseQuiz(page);
const key = await readKey();
const rubric = await readRubric();
const filled = fillFromKey(page, questions, key);

/** What grading a folder gives: points, notes, and each failed question by its number. */
async function gradeFolder(from: string) {
  const { criteria, notes } = await gradeQuiz({ variant: 'starter', from, rubric });
  const checks = criteria.flatMap((criterion) => criterion.checks);
  const failures = checks.flatMap(({ name, failure, step }) =>
    failure ? [[Number(/\d+/.exec(name)), { ...failure, step }] as const] : [],
  );
  return {
    points: criteria.reduce((sum, { points }) => sum + points, 0),
    notes,
    failures: new Map(failures),
  };
}

async function gradePage(text: string) {
  return withFolder({ 'quiz.md': text }, gradeFolder);
}

/** The filled page with one question changed. */
function change(number: number, edit: (section: string) => string): string {
  const sections = filled.split(/(?=^### Question )/m);
  return sections
    .map((section) => (section.startsWith(`### Question ${number}:`) ? edit(section) : section))
    .join('');
}

describe('scoring', () => {
  test('filled from the key, it earns 30 of 30', async () => {
    expect(await gradePage(filled)).toEqual({ points: 30, notes: [], failures: new Map() });
  });

  test('untouched, it earns nothing, and says so kindly', async () => {
    const { points, notes, failures } = await gradePage(page);
    expect(points).toBe(0);
    expect(notes).toEqual([expect.stringMatching(/^No question is answered yet/)]);
    expect(new Set([...failures.values()].map(({ kind }) => kind))).toEqual(new Set(['not started']));
  });

  test('with every option ticked, it earns nothing for choices', async () => {
    const { failures } = await gradePage(page.replaceAll('- [ ]', '- [x]'));
    expect(failures.size).toBe(questions.length);
  });

  test('a wrong answer names the note, and not the answer', async () => {
    const wrong = change(1, (section) => section.replace('[x]', '[ ]').replace('[ ]', '[x]'));
    const { points, failures } = await gradePage(wrong);
    expect(failures.get(1)).toEqual({
      kind: 'wrong',
      did: 'question 1 was read',
      expected: 'one tick, at the right option',
      received: 'a tick at "The client asks, and the server sends in answer to it."',
      step: 'theory/01-realtime-communication.md',
    });
    // Below sufficient: half of 10 points, times 7 of 8 questions.
    expect(points).toBe(24.38);
  });

  test('questions that were left out are listed', async () => {
    const { notes, points } = await gradePage(change(7, (section) => section.replace('[x]', '[ ]')));
    expect(notes).toEqual(['Not answered yet: question 7.']);
    expect(points).toBe(28);
  });
});

describe('an answer is understood however it is written', () => {
  test.for([
    ['with a large X and spaces', filled.replaceAll('[x]', '[ X ]')],
    ['without spaces in the empty boxes', filled.replaceAll('[ ]', '[]')],
    ['with other bullets', filled.replaceAll('- [', '* [')],
    ['with Windows line ends and a byte order mark', `\uFEFF${filled.replaceAll('\n', '\r\n')}`],
    ['with the line still there', filled.replaceAll(/^Answer: (.*)$/gm, 'Answer: __$1____')],
    ['under the line', filled.replaceAll(/^Answer: (.*)$/gm, 'Answer: ____\n$1')],
    ['with code marks and a full stop', filled.replaceAll(/^Answer: (.*)$/gm, 'Answer: `$1`.')],
    ['with notes in between', filled.replaceAll(/^(#.*)$/gm, '$1\n\nMy note: see **above**.\n')],
    ['with options in another order', change(1, (section) => section.replace(/(- .*\n)(- .*\n)/, '$2$1'))],
  ] as const)('%s', async ([, text]) => {
    expect((await gradePage(text)).points).toBe(30);
  });

  test.for(['D B E F C A', 'dbefca', 'D → B → E → F → C → A'])('an order as %s', async (order) => {
    const text = change(10, (section) => section.replace(/Answer: .*/, `Answer: ${order}`));
    expect((await gradePage(text)).points).toBe(30);
  });
});

describe('a question that is unclear says why, and costs nothing else', () => {
  const option = /(?<=- \[.\] ).*/;
  test.for([
    {
      what: 'two ticks',
      number: 1,
      edit: (text: string) => text.replace('[ ]', '[x]'),
      says: /2 ticks.*only one option/,
    },
    {
      what: 'another sign in a box',
      number: 1,
      edit: (text: string) => text.replace('[ ]', '[?]'),
      says: /neither \[ \] nor \[x\]/,
    },
    {
      what: 'a box that was deleted',
      number: 1,
      edit: (text: string) => text.replace('[ ] ', ''),
      says: /neither \[ \] nor \[x\]/,
    },
    {
      what: 'an option that was changed',
      number: 1,
      edit: (text: string) => text.replace(option, 'Both.'),
      says: /missing or was changed: "The client asks/,
    },
    {
      what: 'an option that was added',
      number: 4,
      edit: (text: string) => `${text}\n- [x] Coffee.\n`,
      says: /added: "Coffee\."/,
    },
    {
      what: 'a tick in a box that is no list item',
      number: 1,
      edit: (text: string) => text.replace('- [ ]', '[x]'),
      says: /missing or was changed/,
    },
    {
      what: 'a question that is there twice',
      number: 1,
      edit: (text: string) => text + text,
      says: /there 2 times/,
    },
    {
      what: 'two short answers',
      number: 9,
      edit: (text: string) => `${text}\nAnswer: 200\n`,
      says: /2 lines begin with/,
    },
    {
      what: 'a short answer without its word',
      number: 9,
      edit: (text: string) => text.replace('Answer: ', ''),
      says: /no line that begins with/,
    },
  ])('$what', async ({ number, edit, says }) => {
    const { failures } = await gradePage(change(number, edit));
    expect([...failures.keys()]).toEqual([number]);
    expect(failures.get(number)).toMatchObject({ kind: 'unclear', received: expect.stringMatching(says) });
  });

  test('a question that was deleted', async () => {
    const { failures } = await gradePage(change(1, () => ''));
    expect([...failures.keys()]).toEqual([1]);
    expect(failures.get(1)).toMatchObject({ kind: 'not started' });
  });

  test('half of the right options', async () => {
    const { failures } = await gradePage(change(4, (section) => section.replace('[x]', '[ ]')));
    expect([...failures.keys()]).toEqual([4]);
    expect(failures.get(4)).toMatchObject({ kind: 'wrong', received: expect.stringContaining('a tick at') });
  });
});

describe('a page that can not be read gets a note', () => {
  test.for([
    ['a page that is not there', async () => {}, /Nothing was handed in for the quiz/],
    [
      'a binary file',
      async (file: string) => writeFile(file, Buffer.from([0xff, 0xfe, 0x23, 0])),
      /quiz\.md is a binary file/,
    ],
    [
      '200 MB',
      async (file: string) => {
        await writeFile(file, '');
        await truncate(file, 200_000_000);
      },
      /quiz\.md is too large/,
    ],
    [
      'a symbolic link',
      async (file: string) => symlink(path.join(folderOf(quiz), 'checks', 'key.ts'), file),
      /quiz\.md is a symbolic link/,
    ],
    [
      'a folder',
      async (file: string) => {
        await mkdir(file);
      },
      /quiz\.md is no regular file/,
    ],
  ] as const)('%s', async ([, prepare, note]) => {
    await withFolder({}, async (folder) => {
      await prepare(path.join(folder, 'quiz.md'));
      const { points, notes, failures } = await gradeFolder(folder);
      expect(points).toBe(0);
      expect(notes).toEqual([expect.stringMatching(note)]);
      expect(failures.size).toBe(questions.length);
    });
  });

  test.for(['['.repeat(250_000), '- '.repeat(120_000), '*_'.repeat(120_000), '> '.repeat(120_000), '\u0000'])(
    'text that is hard to read, as %.6s',
    { timeout: 5_000 },
    async (text) => {
      expect((await gradePage(text)).points).toBe(0);
    },
  );
});

describe('the commands', () => {
  test.for(['theory/quiz.md', 'quiz.md'])('a submission is found as %s', async (place) => {
    await withFolder({ [place]: filled }, async (folder) => {
      const { total, passed, parts } = await gradeJson('quiz', '--from', folder);
      expect({ total, passed, parts }).toEqual({
        total: 100,
        passed: true,
        parts: [{ id: 'knowledge', weight: 30, score: 30, max: 30, percent: 100 }],
      });
    });
  });

  test('the reference is the quiz filled from its key', async () => {
    expect(await gradeJson('quiz', '--variant', 'solution')).toMatchObject({ total: 100, problems: [] });
  });

  test('people read what is missing and what to read again', async () => {
    await withFolder(
      { 'quiz.md': change(12, (section) => section.replace('1001', '1000')) },
      async (folder) => {
        const { stdout } = await runGrader(['quiz', '--from', folder]);
        expect(stdout).toMatch(/Received: {2}"1000"\n +Read: {6}theory\/02-websockets\.md\n/);
        expect(stdout).not.toMatch(/--seed|server could not/);
      },
    );
  });

  test.for(['serve', 'check', 'prove'])('%s says that there is no server', async (command) => {
    const { stderr, exitCode } = await runLab([command, 'quiz']);
    expect(stderr).toContain('The quiz has no server and no tests. Answer in theory/quiz.md');
    expect(exitCode).toBe(2);
  });
});

describe('the questions', () => {
  test('are numbered, and each has one answer in the key', () => {
    expect(questions.map(({ number }) => number)).toEqual(questions.map((_question, index) => index + 1));
    expect(key.map(({ question }) => question)).toEqual(questions.map(({ number }) => number));
  });

  test('are six or more of each criterion, with each level', () => {
    const criteria = rubric.criteria.filter(({ id }) => id.startsWith('quiz.'));
    expect(criteria.map(({ points }) => points)).toEqual([10, 10, 10]);
    for (const { id } of criteria) {
      const own = key.filter(({ criterion }) => criterion === id);
      expect(own.length, id).toBeGreaterThanOrEqual(6);
      expect(new Set(own.map(({ level }) => level)).size, id).toBe(3);
    }
    expect(key.filter(({ criterion }) => !criteria.some(({ id }) => id === criterion))).toEqual([]);
  });

  test('say how they are answered', () => {
    const hints = {
      one: 'One option is right.',
      all: 'Tick every option that is right.',
      short: 'Answer: ____',
    };
    for (const section of page.split(/(?=^### Question )/m).slice(1)) {
      const entry = key.find(({ question }) => section.startsWith(`### Question ${question}:`));
      const found = Object.entries(hints).filter(([, hint]) => section.replaceAll('\n', ' ').includes(hint));
      expect(
        found.map(([kind]) => kind),
        section,
      ).toEqual([entry?.kind]);
    }
  });

  const choices = key
    .filter(({ kind }) => kind === 'one')
    .flatMap((entry) => {
      const question = questions.find(({ number }) => number === entry.question);
      const [right] = question ? rightOptions(entry, question) : [];
      return question && right ? [{ options: question.options, right }] : [];
    });

  test('give nothing away by position', () => {
    const positions = [0, 1, 2, 3].map(
      (position) => choices.filter(({ options, right }) => options.indexOf(right) === position).length,
    );
    expect(choices.every(({ options }) => options.length === 4)).toBe(true);
    expect(Math.max(...positions) - Math.min(...positions), `${positions}`).toBeLessThanOrEqual(1);
  });

  test('give nothing away by length', () => {
    const byLength = (options: readonly Option[]) =>
      options.toSorted((one, other) => one.text.length - other.text.length);
    const ranks = [0, 1, 2, 3].map(
      (rank) => choices.filter(({ options, right }) => byLength(options).indexOf(right) === rank).length,
    );
    // A quarter of them is chance.
    for (const count of ranks)
      expect(count, `${ranks}`).toBeLessThanOrEqual(Math.ceil(choices.length * 0.35));
  });

  test('with several right options have some right and some wrong ones, in no fixed number', () => {
    const counts = key.flatMap((entry) => (entry.kind === 'all' ? [entry.right.length] : []));
    expect(new Set(counts).size).toBeGreaterThan(1);
  });
});
