import request, { type Response } from 'supertest';
import { CheckFailure } from '../failure.ts';
import { showText, type Transcript } from '../transcript.ts';

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

  /** GETs a path. Throws CheckFailure when no answer comes, or not with this status. */
  async get(path: string, status: number): Promise<Response> {
    this.#transcript.sent('http', `GET ${path}`);
    const fail = (received: string): never => {
      throw new CheckFailure({ did: `http: GET ${path}`, expected: `status ${status}`, received });
    };
    const response = await request(this.#address)
      .get(path)
      .timeout(this.#deadline())
      .ok(() => true)
      .catch((error: Error) => fail(error.message));
    this.#transcript.received('http', `${response.status} ${showText(response.text ?? '')}`);
    return response.status === status ? response : fail(`status ${response.status}`);
  }
}
