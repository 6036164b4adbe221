import { EventEmitter } from 'node:events';

/** Stands for Redis or NATS: what one server publishes, every server hears, the publisher too. */
const broker = new EventEmitter<{ message: [room: string, text: string] }>();

/** What one process knows: the connections that it holds itself, and no others. */
class ChatServer {
  readonly #rooms = new Map<string, Set<(text: string) => void>>();

  constructor() {
    broker.on('message', (room, text) => this.#deliver(room, text));
  }

  join(room: string, receive: (text: string) => void): void {
    const members = this.#rooms.get(room) ?? new Set();
    this.#rooms.set(room, members.add(receive));
  }

  /** Publishes, and delivers nothing itself: this server hears the broker like every other. */
  say(room: string, text: string): void {
    broker.emit('message', room, text);
  }

  #deliver(room: string, text: string): void {
    for (const receive of this.#rooms.get(room) ?? []) receive(text);
  }
}

const first = new ChatServer();
const second = new ChatServer();

first.join('tea', (text) => console.log(`ada, on the first server: ${text}`));
second.join('tea', (text) => console.log(`bob, on the second server: ${text}`));
second.join('coffee', (text) => console.log(`eve, in another room: ${text}`));
first.say('tea', 'hello');
