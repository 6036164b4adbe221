import { Parser } from '@asyncapi/parser';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { RunningServer } from '../lab/grading/kit.ts';
import { Random } from '../lab/grading/random.ts';
import { bearer, enter, newPerson, newRoom } from '../project/checks/people.ts';
import { collectProblems, launchBrowser, skipBrowserTests } from './support/browser.ts';
import { ChatServers } from './support/chat-servers.ts';

const ENDPOINTS = [
  'post /auth/register',
  'post /auth/login',
  'get /auth/me',
  'get /rooms',
  'post /rooms',
  'get /rooms/{id}',
  'get /rooms/{id}/messages',
  'get /notifications',
  'get /health',
];

const jsonSchema = z.record(z.string(), z.json());
const contentSchema = z.record(z.string(), z.strictObject({ schema: jsonSchema.optional() }));
const operationSchema = z.strictObject({
  summary: z.string(),
  security: z.array(z.strictObject({ token: z.array(z.string()) })).optional(),
  parameters: z
    .array(
      z.strictObject({
        name: z.string(),
        in: z.enum(['query', 'header', 'path']),
        required: z.boolean().optional(),
        schema: jsonSchema,
      }),
    )
    .optional(),
  requestBody: z.strictObject({ required: z.boolean(), content: contentSchema }).optional(),
  responses: z.record(
    z.string().regex(/^\d{3}$/),
    z.strictObject({ description: z.string().min(1), content: contentSchema }),
  ),
});
/** What the OpenAPI Specification 3.1 asks for, of its parts that are used here. */
const documentSchema = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.array(z.strictObject({ url: z.string() })),
  components: z.strictObject({
    securitySchemes: z.strictObject({ token: z.looseObject({ type: z.string() }) }),
  }),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(['get', 'post']), operationSchema)),
});

const random = new Random('documents');
let servers: ChatServers;
let server: RunningServer;

beforeAll(async () => {
  servers = await ChatServers.create();
  server = await servers.start();
});

afterAll(() => servers?.remove());

describe('openapi.json', () => {
  let paths: z.infer<typeof documentSchema>['paths'];

  beforeAll(async () => {
    const { body } = await server.get('/openapi.json', 200);
    ({ paths } = documentSchema.parse(body));
  });

  /** Gets a path, whose answer must be as documented. */
  async function expectAsDocumented(
    template: string,
    path: string,
    status: number,
    headers: Record<string, string>,
  ) {
    const { body } = await server.request({ path, headers }, { status });
    const schema = paths[template]?.get?.responses[status]?.content['application/json']?.schema;
    expect(schema, `${status} of ${template}`).toBeDefined();
    z.fromJSONSchema(schema ?? false).parse(body);
  }

  test('lists every endpoint of the contract', () => {
    const listed = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(listed.toSorted()).toEqual(ENDPOINTS.toSorted());
  });

  test('declares each part of a path', () => {
    for (const [path, methods] of Object.entries(paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      for (const { parameters = [] } of Object.values(methods)) {
        const declared = parameters.filter((parameter) => parameter.in === 'path' && parameter.required);
        expect(declared.map(({ name }) => name)).toEqual(inPath);
      }
    }
  });

  test('what the server answers is what it documents', async () => {
    const person = await newPerson(server, random);
    const room = await newRoom(server, person, random);
    const client = await enter(server, room, person);
    client.sendJson({ type: 'message', text: random.text() });
    await client.expectMessage({ type: 'message' });

    const headers = bearer(person);
    await expectAsDocumented('/auth/me', '/auth/me', 200, headers);
    await expectAsDocumented('/auth/me', '/auth/me', 401, {});
    await expectAsDocumented('/rooms', '/rooms', 200, headers);
    await expectAsDocumented('/rooms/{id}', `/rooms/${room.id}`, 200, headers);
    await expectAsDocumented('/rooms/{id}', '/rooms/0', 404, headers);
    await expectAsDocumented('/rooms/{id}/messages', `/rooms/${room.id}/messages`, 200, headers);
    await expectAsDocumented('/rooms/{id}/messages', `/rooms/${room.id}/messages?limit=0`, 400, headers);
    await expectAsDocumented('/health', '/health', 200, {});
  });
});

test('asyncapi.json has no fault that the parser of its specification finds', async () => {
  const { text } = await server.get('/asyncapi.json', 200);
  const { document, diagnostics } = await new Parser().parse(text);
  expect(diagnostics.map(({ message, path }) => `${path.join('.')}: ${message}`)).toEqual([]);

  const channels = document?.channels().all() ?? [];
  expect(channels.map((channel) => channel.address())).toEqual(['/ws/chat/{roomId}', '/notifications']);
  const names = document
    ?.messages()
    .all()
    .map((message) => message.name());
  expect([...new Set(names)].toSorted()).toEqual([
    'error',
    'message',
    'new_message',
    'ping',
    'pong',
    'private',
    'room_created',
    'system',
    'typing',
    'user_joined',
    'user_left',
    'user_list',
    'welcome',
  ]);
});

describe.skipIf(skipBrowserTests)('/docs', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });

  afterAll(() => browser?.close());

  test('tries a request with a token, and asks no other server', async () => {
    const person = await newPerson(server, random);
    const page = await browser.newPage();
    const problems: string[] = [];
    collectProblems(page, problems);
    const origin = `http://127.0.0.1:${server.port}`;
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(origin))
        problems.push(request.url());
    });

    await page.goto(`${origin}/docs`);
    await page.getByRole('button', { name: 'Authorize' }).click();
    await page.getByRole('textbox').fill(person.token);
    await page.getByRole('button', { name: 'Apply credentials' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByText('Who you are').click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.locator('.live-responses-table').getByText(person.email).first().waitFor();
    expect(problems).toEqual([]);
  });
});
