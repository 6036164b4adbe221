import { z } from 'zod';

/** A schema of protocol.ts as JSON Schema, for the documents of the API. */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'input'): Record<string, unknown> {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema, { io, override: dropPatternsOfFormats });
  return jsonSchema;
}

/** `date-time` says it all; its pattern is 300 characters long. */
function dropPatternsOfFormats({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
}
