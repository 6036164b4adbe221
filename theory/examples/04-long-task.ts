import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EventSourceParserStream } from 'eventsource-parser/stream';

/** A long task. It keeps what it told, for those who come late or come back. */
class Task {
  readonly #told: string[] = [];
  readonly #listeners = new Set<(event: string) => void>();

  tell(step: string): void {
    const event = `id: ${this.#told.length + 1}\nevent: progress\ndata: ${step}\n\n`;
    this.#told.push(event);
    for (const listener of this.#listeners) listener(event);
  }

  /** Tells what came after an event, then whatever comes. Returns how to stop that. */
  follow(lastId: number, listener: (event: string) => void): () => void {
    for (const event of this.#told.slice(lastId)) listener(event);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

const task = new Task();
const server = createServer((request, response) => {
  if (request.headers.authorization !== 'Bearer secret') {
    response.writeHead(401).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  const lastId = Number(request.headers['last-event-id'] ?? 0);
  const stop = task.follow(lastId, (event) => response.write(event));
  response.on('close', stop);
});

server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;

/** Reads events until one has this text, and leaves. Returns the id of the last event. */
async function read(lastEventId: string, until: string): Promise<string> {
  const headers = { Authorization: 'Bearer secret', 'Last-Event-ID': lastEventId };
  const { body } = await fetch(`http://127.0.0.1:${port}/tasks/1/events`, { headers });
  const texts = body?.pipeThrough(new TextDecoderStream());
  for await (const { id, data } of texts?.pipeThrough(new EventSourceParserStream()) ?? []) {
    console.log(id, data);
    if (data === until) return id ?? '';
  }
  return '';
}

for (const step of ['reading', 'converting']) task.tell(step);
const lastEventId = await read('0', 'converting');
task.tell('writing');
console.log(`(nobody listened to that; back with Last-Event-ID: ${lastEventId})`);
task.tell('done');
await read(lastEventId, 'done');
server.close();
