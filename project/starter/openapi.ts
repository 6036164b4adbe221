import { z } from 'zod';
import { toJsonSchema } from './json-schema.ts';
import {
  chatMessageSchema,
  historyQuerySchema,
  loginSchema,
  newRoomSchema,
  registrationSchema,
  roomSchema,
  userSchema,
} from './protocol.ts';

const DESCRIPTION = `Register, log in, and put the token of the answer into “Authorize”. What goes over the WebSocket
and the stream of notifications stands in [asyncapi.json](/asyncapi.json).`;

const REFUSALS = {
  400: 'Something is missing or wrong; `field` says what.',
  401: 'The token, or the name or the password, is no good.',
  404: 'There is no such room.',
  409: 'This is taken.',
  413: 'The body is over 64 KiB.',
};
const errorSchema = z.object({ error: z.string(), field: z.string().optional() });
const roomId = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };

/** The HTTP API as an OpenAPI document. What comes in is described by the schemas that it is checked against. */
export function createOpenApiDocument() {
  return {
    openapi: '3.1.0',
    info: { title: 'Chat', version: '1.0.0', description: DESCRIPTION },
    servers: [{ url: '/' }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    paths: {
      '/auth/register': {
        post: {
          summary: 'Make an account',
          requestBody: body(registrationSchema),
          responses: { 201: answer({ user: userSchema }), ...refusals(400, 409, 413) },
        },
      },
      '/auth/login': {
        post: {
          summary: 'Log in for a token',
          requestBody: body(loginSchema),
          responses: { 200: answer({ token: z.string(), user: userSchema }), ...refusals(400, 401, 413) },
        },
      },
      '/auth/me': {
        get: withToken({
          summary: 'Who you are',
          responses: { 200: answer({ user: userSchema }), ...refusals(401) },
        }),
      },
      '/rooms': {
        get: withToken({
          summary: 'All rooms, and how many people are there now',
          responses: {
            200: answer({ rooms: z.array(roomSchema.extend({ users: z.int() })) }),
            ...refusals(401),
          },
        }),
        post: withToken({
          summary: 'Make a room',
          requestBody: body(newRoomSchema),
          responses: { 201: answer({ room: roomSchema }), ...refusals(400, 401, 409, 413) },
        }),
      },
      '/rooms/{id}': {
        get: withToken({
          summary: 'A room, and who is there now',
          parameters: [roomId],
          responses: {
            200: answer({ room: roomSchema, users: z.array(z.string()) }),
            ...refusals(401, 404),
          },
        }),
      },
      '/rooms/{id}/messages': {
        get: withToken({
          summary: 'A page of the history, the oldest message first',
          parameters: [roomId, ...queryParameters(historyQuerySchema)],
          responses: { 200: answer({ messages: z.array(chatMessageSchema) }), ...refusals(400, 401, 404) },
        }),
      },
      '/notifications': {
        get: {
          summary: 'The stream of your notifications, as Server-Sent Events',
          parameters: [
            { name: 'token', in: 'query', required: true, schema: { type: 'string' } },
            { name: 'Last-Event-ID', in: 'header', schema: { type: 'integer' } },
          ],
          responses: {
            200: { description: 'It ends when the token runs out.', content: { 'text/event-stream': {} } },
            ...refusals(401),
          },
        },
      },
      '/health': {
        get: {
          summary: 'Whether the server runs',
          responses: { 200: answer({ status: z.literal('ok') }) },
        },
      },
    },
  };
}

function withToken<Operation>(operation: Operation) {
  return { ...operation, security: [{ token: [] }] };
}

function body(schema: z.ZodType) {
  return { required: true, content: json(schema) };
}

function answer(shape: z.ZodRawShape) {
  return { description: 'Done.', content: json(z.object(shape)) };
}

function refusals(...statuses: Array<keyof typeof REFUSALS>) {
  return Object.fromEntries(
    statuses.map((status) => [status, { description: REFUSALS[status], content: json(errorSchema) }]),
  );
}

function json(schema: z.ZodType) {
  return { 'application/json': { schema: toJsonSchema(schema) } };
}

/** In an address everything is text; these are the numbers that become of it. */
function queryParameters(schema: z.ZodObject) {
  const fields = z.record(z.string(), z.unknown()).parse(toJsonSchema(schema, 'output')['properties']);
  return Object.entries(fields).map(([name, field]) => ({ name, in: 'query', schema: field }));
}
