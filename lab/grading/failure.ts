import { z } from 'zod';

// Checks make most of their schemas for one use: compiling each of them takes longer than interpreting it.
z.config({ jitless: true });

/** A server did not do what its README says. The three parts are shown to the student. */
export class CheckFailure extends Error {
  readonly did: string;
  readonly expected: string;
  readonly received: string;

  constructor(parts: { did: string; expected: string; received: string }) {
    super(`${parts.did}: expected ${parts.expected}, received ${parts.received}`);
    this.did = parts.did;
    this.expected = parts.expected;
    this.received = parts.received;
  }
}

/** This machine lacks what a check needs, such as a browser: that says nothing about the submission. */
export class MissingTool extends Error {}

/** An ISO 8601 time in UTC, as `new Date().toISOString()` makes it. */
export const isoTime = z.iso.datetime().describe('an ISO 8601 time in UTC');

/** Any text but the empty one. */
export const anyText = z.string().min(1).describe('some text');

type Field = string | number | boolean | null | z.ZodType;

/** The fields a JSON message must have. Further fields are allowed. */
export type Shape = Record<string, Field>;

/** Whether a value has the fields of a shape, or is what a schema says. */
export function fits(shape: Shape | z.ZodType, value: unknown): boolean {
  if (shape instanceof z.ZodType) return shape.safeParse(value).success;
  return z.looseObject(mapValues(shape, toSchema)).safeParse(value).success;
}

/** A shape as students read it: `{"type":"echo","text":"hi","time":<an ISO 8601 time in UTC>}`. */
export function showShape(shape: Shape | z.ZodType): string {
  if (shape instanceof z.ZodType) return showField(shape);
  const fields = Object.entries(shape).map(([name, field]) => `"${name}":${showField(field)}`);
  return `{${fields.join(',')}}`;
}

function toSchema(field: Field): z.ZodType {
  return field instanceof z.ZodType ? field : z.literal(field);
}

function showField(field: Field): string {
  return field instanceof z.ZodType ? `<${field.description ?? 'something else'}>` : JSON.stringify(field);
}

function mapValues<From, To>(object: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
