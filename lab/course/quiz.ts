import { parseMarkdown, type Token, textOf } from './markdown.ts';

export interface Option {
  text: string;
  /** What stands between the brackets, without spaces; undefined when there are no brackets. */
  box: string | undefined;
  /** Where it stands in the page, counted from 0. */
  line: number;
}

export interface Answer {
  text: string;
  line: number;
}

/** One question of the quiz, as it was handed out or as it was handed in. */
export interface Question {
  number: number;
  title: string;
  /** Empty for a question with a short answer. */
  options: Option[];
  /** What stands after each `Answer:`; one, when nobody changed the question. */
  answers: Answer[];
}

const QUESTION = /^Question (\d+)(?:: (.*))?$/;
const BOX = /^\[([^\]]{0,5})\]\s*/;
/** The underscores are the line to write on. */
const ANSWER = /^Answer:[\s_]*(.*?)[\s_]*$/s;

/** Reads the questions of a quiz page, whatever else it holds. Never throws. */
export function parseQuiz(markdown: string): Question[] {
  const page = parseMarkdown(markdown.replace(/^\uFEFF/, ''));
  const questions: Question[] = [];
  let current: Question | undefined;

  for (const [index, token] of page.entries()) {
    const text = () => textOf(page[index + 1]).trim();
    if (token.type === 'heading_open') {
      current = startQuestion(text());
      if (current) questions.push(current);
    }
    if (token.type === 'list_item_open') current?.options.push(readOption(page[index + 2], lineOf(token)));
    if (token.type === 'paragraph_open') {
      const answer = ANSWER.exec(text())?.[1];
      if (answer !== undefined) current?.answers.push({ text: oneLine(answer), line: lineOf(token) });
    }
  }
  return questions;
}

/** The page with the given options ticked and the given short answers written in. */
export function fillQuiz(markdown: string, answers: ReadonlyMap<Option | Answer, string>): string {
  const lines = markdown.split('\n');
  for (const [{ line }, text] of answers) {
    lines[line] = lines[line]?.replace(/\[ \]|(?<=Answer: ).*/, () => text) ?? '';
  }
  return lines.join('\n');
}

function startQuestion(heading: string): Question | undefined {
  const [found, number, title = ''] = QUESTION.exec(heading) ?? [];
  return found === undefined ? undefined : { number: Number(number), title, options: [], answers: [] };
}

function readOption(inline: Token | undefined, line: number): Option {
  const text = oneLine(textOf(inline));
  return { text: text.replace(BOX, ''), box: BOX.exec(text)?.[1]?.trim(), line };
}

function lineOf(token: Token): number {
  return token.map?.[0] ?? 0;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
