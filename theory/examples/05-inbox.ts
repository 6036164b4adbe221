import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

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

  /** Everything that comes before this frame. */
  async before(last: string): Promise<string[]> {
    const frames: string[] = [];
    for (let frame = await this.next(); frame !== last; frame = await this.next()) frames.push(frame);
    return frames;
  }
}

// A chat in which `marker` is answered to its sender, and all else goes to everybody in the room.
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
const rooms = new Map<WebSocket, string | undefined>();
server.on('connection', (socket, request) => {
  rooms.set(socket, request.url);
  for (const text of ['welcome', 'user_list']) socket.send(text);
  socket.on('message', (data) => {
    const text = String(data);
    for (const other of server.clients) {
      const isInRoom = rooms.get(other) === request.url;
      if (other === socket || (isInRoom && text !== 'marker')) other.send(text);
    }
  });
});

const ada = new WebSocket(`ws://127.0.0.1:${port}/tea`);
const eve = new WebSocket(`ws://127.0.0.1:${port}/coffee`);
const [adaInbox, eveInbox] = [new Inbox(ada), new Inbox(eve)];
await Promise.all([adaInbox.before('user_list'), eveInbox.before('user_list')]);

ada.send('secret');
await adaInbox.before('secret');
eve.send('marker');
console.log('eve heard before the marker:', await eveInbox.before('marker'));

for (const socket of server.clients) socket.terminate();
server.close();
