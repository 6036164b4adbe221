import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { folderOf, quiz } from './exercises.ts';
import { type Answer, fillQuiz, type Option, type Question } from './quiz.ts';
import { type Level, levels } from './rubric.ts';

const common = {
  question: z.number().int().positive(),
  /** What a wrong answer sends back to. */
  note: z.string().endsWith('.md'),
};
const text = z.string().min(1);

const answerSchema = z.union([
  z
    .strictObject({ ...common, one: text })
    .transform(({ one, ...rest }) => ({ ...rest, kind: 'one' as const, right: [one] })),
  z
    .strictObject({ ...common, all: z.array(text).min(2) })
    .transform(({ all, ...rest }) => ({ ...rest, kind: 'all' as const, right: all })),
  // Letter case, spaces and punctuation make no difference.
  z
    .strictObject({ ...common, short: z.array(text).min(1) })
    .transform(({ short, ...rest }) => ({ ...rest, kind: 'short' as const, accepted: short })),
]);

const keySchema = z.record(text, z.record(z.enum(levels), z.array(answerSchema)));

/** The right answer to one question. An option is named by a part of its text that no other option has. */
export type KeyEntry = z.infer<typeof answerSchema> & { criterion: string; level: Level };

/** The key of the quiz, which students don't get. Throws when it is not as it should be. */
export async function readKey(): Promise<KeyEntry[]> {
  const module: unknown = await import(pathToFileURL(path.join(folderOf(quiz), 'checks', 'key.ts')).href);
  const { key } = z.object({ key: keySchema }).parse(module);
  return Object.entries(key).flatMap(([criterion, answers]) =>
    levels.flatMap((level) => answers[level].map((answer) => ({ ...answer, criterion, level }))),
  );
}

/** The options of a question that are right. Throws when the key names one that is not there exactly once. */
export function rightOptions(entry: KeyEntry, { number, options }: Question): Option[] {
  if (entry.kind === 'short') return [];
  return entry.right.map((part) => {
    const [option, ...others] = options.filter(({ text }) => text.includes(part));
    if (!option || others.length > 0) {
      throw new Error(`The key of question ${number} names "${part}", which is not in exactly one option.`);
    }
    return option;
  });
}

/** The page as somebody fills it in who knows everything. */
export function fillFromKey(
  markdown: string,
  questions: readonly Question[],
  key: readonly KeyEntry[],
): string {
  const answers = new Map<Option | Answer, string>();
  for (const entry of key) {
    const question = questions.find(({ number }) => number === entry.question);
    if (!question)
      throw new Error(`The key has an answer to question ${entry.question}, which is not there.`);
    for (const option of rightOptions(entry, question)) answers.set(option, '[x]');
    if (entry.kind === 'short') {
      for (const answer of question.answers) answers.set(answer, entry.accepted[0] ?? '');
    }
  }
  return fillQuiz(markdown, answers);
}
