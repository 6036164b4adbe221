import type { Option, Question } from '../course/quiz.ts';
import { type KeyEntry, rightOptions } from '../course/quiz-key.ts';
import type { Failure } from './check-run.ts';
import { showText } from './transcript.ts';

const EXPECTED: Record<KeyEntry['kind'], string> = {
  one: 'one tick, at the right option',
  all: 'a tick at every right option, and at no other',
  short: 'the right answer behind "Answer:"',
};

/**
 * What is wrong with the answer to one question, or undefined when it is right. `handedOut` is the question as it was,
 * `handedIn` are the questions with its number as they came back.
 */
export function judgeAnswer(
  entry: KeyEntry,
  handedOut: Question,
  handedIn: readonly Question[],
): Failure | undefined {
  const [question, ...others] = handedIn;
  const fail = (kind: Failure['kind'], received: string): Failure => ({
    kind,
    did: `question ${handedOut.number} was read`,
    expected: EXPECTED[entry.kind],
    received,
  });
  if (!question) return fail('not started', 'the question is not in the page');
  if (others.length > 0) return fail('unclear', `the question is there ${handedIn.length} times; keep one`);
  const edit = entry.kind === 'short' ? undefined : describeEdit(handedOut.options, question.options);
  if (edit) return fail('unclear', `${edit}. Copy the question from the lab's quiz, and answer it again`);
  return entry.kind === 'short' ? judgeText(entry, question, fail) : judgeTicks(entry, question, fail);
}

type Fail = (kind: Failure['kind'], received: string) => Failure;

function judgeText(
  { accepted }: Extract<KeyEntry, { kind: 'short' }>,
  { answers }: Question,
  fail: Fail,
): Failure | undefined {
  const [answer, ...others] = answers;
  if (!answer) return fail('unclear', 'there is no line that begins with "Answer:"');
  if (others.length > 0) return fail('unclear', `${answers.length} lines begin with "Answer:"; keep one`);
  if (answer.text === '') return fail('not started', 'no answer');
  if (accepted.some((right) => essence(right) === essence(answer.text))) return undefined;
  return fail('wrong', showText(answer.text));
}

function judgeTicks(
  entry: Exclude<KeyEntry, { kind: 'short' }>,
  question: Question,
  fail: Fail,
): Failure | undefined {
  const { options } = question;
  const unclear = options.find(({ box }) => box === undefined || !['', 'x'].includes(box.toLowerCase()));
  if (unclear) return fail('unclear', `a box is neither [ ] nor [x], at ${showText(unclear.text)}`);

  const ticked = options.filter(({ box }) => box !== '');
  if (ticked.length === 0) return fail('not started', 'no tick');
  const received = `${ticked.length === 1 ? 'a tick' : `${ticked.length} ticks`} at ${list(ticked)}`;
  if (entry.kind === 'one' && ticked.length > 1) {
    return fail('unclear', `${received}; only one option can be right`);
  }

  const right = rightOptions(entry, question);
  const isRight = ticked.length === right.length && ticked.every((option) => right.includes(option));
  return isRight ? undefined : fail('wrong', received);
}

/** What was done to the options of a question besides ticking; their order makes no difference. */
function describeEdit(handedOut: readonly Option[], handedIn: readonly Option[]): string | undefined {
  const textsOf = (options: readonly Option[]) => options.map(({ text }) => text);
  const missing = handedOut.filter(({ text }) => !textsOf(handedIn).includes(text));
  if (missing.length > 0) return `an option is missing or was changed: ${list(missing)}`;
  const added = handedIn.filter(({ text }) => !textsOf(handedOut).includes(text));
  if (added.length > 0) return `an option was added: ${list(added)}`;
  return handedIn.length > handedOut.length ? 'an option is there twice' : undefined;
}

function list(options: readonly Option[]): string {
  return options.map(({ text }) => showText(text)).join(', ');
}

/** What counts of a short answer: its letters and digits. */
function essence(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
