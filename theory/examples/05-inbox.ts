import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
await once(server, 'listening');
const { port } = server.address() as AddressInfo;

/** Keeps every frame from the first moment on, so that none is lost between two waits. */
class Inbox {
  readonly #frames: string[] = [];
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#frames.push(String(data)));
  }

  /** The next frame, whether it came already or comes within a second. */
  async next(): Promise<string> {
    while (this.#frames.length === 0) {
      await once(this.#socket, 'message', { signal: AbortSignal.timeout(1000) });
    }
    return this.#frames.shift() ?? '';
  }

  /** Everything that came before the marker. */
  async before(marker: string): Promise<string[]> {
    const frames: string[] = [];
    for (;;) {
      const frame = await this.next();
      if (frame === marker) return frames;
      frames.push(frame);
    }
  }
}

server.on('connection', (socket) => {
  for (const text of ['welcome', 'user_list', 'marker']) socket.send(text);
});

const inbox = new Inbox(new WebSocket(`ws://127.0.0.1:${port}`));
console.log('before the marker:', (await inbox.before('marker')).join(', '));

for (const socket of server.clients) socket.terminate();
server.close();
