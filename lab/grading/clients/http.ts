import request, { type Response } from 'supertest';
import type { z } from 'zod';
import { CheckFailure, fits, type Shape, showShape } from '../failure.ts';
import { showText, type Transcript } from '../transcript.ts';
import { parseJson } from './json.ts';

export interface HttpRequest {
  method?: 'GET' | 'POST' | 'HEAD' | 'PUT' | 'DELETE';
  path: string;
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** What an answer must be: its status, and where it matters the fields of its JSON body. */
export interface ExpectedAnswer {
  status: number;
  body?: Shape | z.ZodType | undefined;
}

/** An HTTP client that writes its requests and answers into the transcript. */
export class HttpClient {
  readonly #address: string;
  readonly #transcript: Transcript;
  readonly #deadline: () => number;

  constructor(port: number, transcript: Transcript, deadline: () => number) {
    this.#address = `http://127.0.0.1:${port}`;
    this.#transcript = transcript;
    this.#deadline = deadline;
  }

  /** Sends a request. Throws CheckFailure when no answer comes, or not the expected one. */
  async request(
    { method = 'GET', path, body, headers = {} }: HttpRequest,
    { status, body: shape }: ExpectedAnswer,
  ): Promise<Response> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const what = `${method} ${path}${text === undefined ? '' : ` with ${showText(text)}`}`;
    this.#transcript.sent('http', what);
    const expected = `status ${status}${shape ? ` and ${showShape(shape)}` : ''}`;
    const fail = (received: string): never => {
      throw new CheckFailure({ did: `http: ${what}`, expected, received });
    };

    const client = request(this.#address);
    const sending = client[METHODS[method]](path)
      .set(text === undefined ? headers : { 'Content-Type': 'application/json', ...headers })
      .timeout(this.#deadline())
      .buffer(true)
      .parse(readJson)
      .ok(() => true);
    const response = await (text === undefined ? sending : sending.send(text)).catch((error: Error) =>
      fail(error.message),
    );
    const answer = `${response.status} ${showText(response.text ?? '')}`;
    this.#transcript.received('http', answer);
    if (response.status !== status || (shape && !fits(shape, response.body))) fail(`status ${answer}`);
    return response;
  }
}

/** Reads a body as JSON, whatever its Content-Type says: the READMEs ask for JSON, and not for the header. */
function readJson(response: Response, done: (error: Error | null, body: unknown) => void): void {
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (chunk) => {
    text += chunk;
  });
  response.on('error', (error) => done(error, undefined));
  response.on('end', () => {
    response.text = text;
    done(null, parseJson(text));
  });
}

const METHODS = { GET: 'get', POST: 'post', HEAD: 'head', PUT: 'put', DELETE: 'delete' } as const;
