import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { labRoot } from './exercises.ts';
import { parseMarkdown, tablesOf } from './markdown.ts';

export const levels = ['sufficient', 'good', 'excellent'] as const;
export type Level = (typeof levels)[number];

const numberCell = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number);
const percentCell = z
  .string()
  .regex(/^\d+ ?%$/, 'must be a percentage, as "70 %"')
  .transform((text) => Number.parseInt(text, 10));

const partRow = z
  .object({ id: z.string().min(1), Part: z.string().min(1), Weight: percentCell, 'To pass': percentCell })
  .transform((row) => ({ id: row.id, name: row.Part, weight: row.Weight, toPass: row['To pass'] }));

const gradeRow = z
  .object({ Level: z.string().min(1), From: numberCell })
  .transform((row) => ({ name: row.Level, from: row.From }));

const criterionRow = z
  .object({
    id: z.string().regex(/^[a-z]+\.[a-z]+$/, 'must look like "echo.text"'),
    Criterion: z.string().min(1),
    Points: numberCell.pipe(z.number().positive()),
    Sufficient: z.string().min(1),
    Good: z.string().min(1),
    Excellent: z.string().min(1),
  })
  .transform((row) => ({ id: row.id, name: row.Criterion, points: row.Points }));

export type Part = z.infer<typeof partRow>;
export type Criterion = z.infer<typeof criterionRow>;

export interface Rubric {
  parts: Part[];
  /** The levels of the total, the highest first; `from` is in percent. */
  grades: Array<z.infer<typeof gradeRow>>;
  criteria: Criterion[];
}

/** Reads rubric.md. Throws an Error that names the file and the row when a table is not as it should be. */
export async function readRubric(file = path.join(labRoot, 'rubric.md')): Promise<Rubric> {
  return parseRubric(await readFile(file, 'utf8'), file);
}

/** Takes the parts, the levels and the criteria from the tables of a rubric. Throws like `readRubric`. */
export function parseRubric(markdown: string, file = 'rubric.md'): Rubric {
  const rows = tablesOf(parseMarkdown(markdown)).flat();
  const rowsWith = <T>(column: string, schema: z.ZodType<T>): T[] =>
    rows.filter((row) => column in row).map((row) => readRow(row, schema, file));

  const rubric = {
    parts: rowsWith('Weight', partRow),
    grades: rowsWith('From', gradeRow).toSorted((one, other) => other.from - one.from),
    criteria: rowsWith('Criterion', criterionRow),
  };

  for (const [what, found] of Object.entries(rubric)) {
    if (found.length === 0) throw new Error(`${file}: no table with ${what} was found`);
  }
  const ids = [...rubric.parts, ...rubric.criteria].map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw new Error(`${file}: the id ${twice} stands there twice`);
  return rubric;
}

function readRow<T>(row: Record<string, string>, schema: z.ZodType<T>, file: string): T {
  const result = schema.safeParse(row);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const cell = String(issue?.path[0] ?? '');
  throw new Error(`${file}: in the row "${Object.values(row)[0]}", ${cell} ${issue?.message}`);
}
