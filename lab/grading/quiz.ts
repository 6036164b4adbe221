import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { folderOf, labRoot, quiz, type Variant } from '../course/exercises.ts';
import { parseQuiz, type Question } from '../course/quiz.ts';
import { fillFromKey, type KeyEntry, readKey } from '../course/quiz-key.ts';
import type { Rubric } from '../course/rubric.ts';
import type { CheckResult, ExerciseResult } from './grade.ts';
import { judgeAnswer } from './quiz-answer.ts';
import { scoreCriterion } from './score.ts';
import { findFile, readSubmittedFile } from './submission.ts';

export interface QuizOptions {
  /** The reference is the quiz filled from its key. */
  variant: Variant;
  /** The folder that holds the submission; the lab itself when left out. */
  from?: string | undefined;
  rubric: Rubric;
}

/** Grades the quiz: each question is a check of its criterion. */
export async function gradeQuiz({ variant, from, rubric }: QuizOptions): Promise<ExerciseResult> {
  const handedOut = await readFile(path.join(folderOf(quiz), quiz.page), 'utf8');
  const questions = parseQuiz(handedOut);
  const key = await readKey();
  const isReference = variant === 'solution' && from === undefined;
  const handedIn = isReference
    ? { text: fillFromKey(handedOut, questions, key), notes: [] }
    : await takePage(from ?? labRoot);

  const answered = parseQuiz(handedIn.text);
  const checks = questions.map((question) => check(question, answered, key));
  return {
    exercise: quiz,
    variant,
    notes: handedIn.notes.length > 0 ? handedIn.notes : describeGaps(questions, checks),
    typeFindings: [],
    problem: undefined,
    criteria: rubric.criteria
      .filter(({ id }) => id.startsWith(`${quiz.id}.`))
      .map((criterion) => {
        const own = checks.filter((each) => each.criterion === criterion.id);
        return { ...scoreCriterion(criterion, own), name: criterion.name, checks: own };
      }),
  };
}

/** The page of a submission: a copy of the lab, of `theory/`, or a folder with the page alone. */
async function takePage(from: string): Promise<{ text: string; notes: string[] }> {
  const file = (await findFile(path.join(from, quiz.folder), quiz.page)) ?? (await findFile(from, quiz.page));
  if (!file) {
    return {
      text: '',
      notes: [`Nothing was handed in for the quiz: there is no ${quiz.folder}/${quiz.page}.`],
    };
  }
  const page = await readSubmittedFile(file);
  if ('problem' in page) return { text: '', notes: [`Not taken: ${quiz.page} ${page.problem}.`] };
  return { text: page.content, notes: [] };
}

function check(question: Question, answered: readonly Question[], key: readonly KeyEntry[]): CheckResult {
  const entry = key.find((each) => each.question === question.number);
  if (!entry) throw new Error(`The key has no answer to question ${question.number}.`);
  return {
    criterion: entry.criterion,
    level: entry.level,
    name: `Question ${question.number}: ${question.title}`,
    failure: judgeAnswer(
      entry,
      question,
      answered.filter(({ number }) => number === question.number),
    ),
    transcript: [],
    step: `${quiz.folder}/${entry.note}`,
  };
}

function describeGaps(questions: readonly Question[], checks: readonly CheckResult[]): string[] {
  const open = questions.filter((_question, index) => checks[index]?.failure?.kind === 'not started');
  if (open.length === 0) return [];
  if (open.length === questions.length) {
    return [
      `No question is answered yet. Read the notes, answer in ${quiz.folder}/${quiz.page}, and come back.`,
    ];
  }
  return [`Not answered yet: question ${open.map(({ number }) => number).join(', ')}.`];
}
