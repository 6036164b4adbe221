import type { EventStream } from './event-stream.ts';
import type { Notification, StoredEvent } from './protocol.ts';

/** How many events of each user can be replayed. */
const MAX_REPLAY = 100;
/** How large they may be together: a replay waits in memory as a whole, and must not pass for a client that does not read. */
const MAX_REPLAY_BYTES = 512 * 1024;

interface User {
  /** One stream for each open tab. */
  streams: Set<EventStream>;
  /** The newest events, the oldest first. */
  recent: StoredEvent[];
}

/** Knows who listens, and what each user may have missed. */
export class NotificationCenter {
  readonly #users = new Map<string, User>();
  #lastId = 0;

  subscribe(userId: string, stream: EventStream): void {
    this.#find(userId).streams.add(stream);
  }

  unsubscribe(userId: string, stream: EventStream): void {
    this.#find(userId).streams.delete(stream);
  }

  /** Notifies one user. Returns the event's id, and how many streams it went to. */
  notify(userId: string, notification: Notification): { id: number; delivered: number } {
    const stored = this.#store(notification);
    return { id: stored.id, delivered: deliver(this.#find(userId), stored) };
  }

  /** Notifies every user that the server knows. */
  broadcast(notification: Notification): { id: number; delivered: number } {
    const stored = this.#store(notification);
    let delivered = 0;
    for (const user of this.#users.values()) delivered += deliver(user, stored);
    return { id: stored.id, delivered };
  }

  /** What a user missed after an event, or undefined when that event is not among the recent ones. */
  eventsAfter(userId: string, lastEventId: string): StoredEvent[] | undefined {
    const { recent } = this.#find(userId);
    const index = recent.findIndex(({ id }) => String(id) === lastEventId);
    return index === -1 ? undefined : recent.slice(index + 1);
  }

  stats(): { connections: number; users: number; sent: number } {
    const listening = [...this.#users.values()].filter(({ streams }) => streams.size > 0);
    const connections = listening.reduce((sum, { streams }) => sum + streams.size, 0);
    return { connections, users: listening.length, sent: this.#lastId };
  }

  /** Every stream that is open. */
  streams(): EventStream[] {
    return [...this.#users.values()].flatMap(({ streams }) => [...streams]);
  }

  #store(notification: Notification): StoredEvent {
    this.#lastId += 1;
    const data = JSON.stringify(notification);
    return { id: this.#lastId, event: notification.type, data, size: Buffer.byteLength(data) };
  }

  #find(userId: string): User {
    const user = this.#users.get(userId) ?? { streams: new Set(), recent: [] };
    this.#users.set(userId, user);
    return user;
  }
}

function deliver(user: User, stored: StoredEvent): number {
  keep(user.recent, stored);
  for (const stream of user.streams) stream.sendEvent(stored);
  return user.streams.size;
}

/** Adds the newest event, and forgets the oldest ones that are too many. */
function keep(recent: StoredEvent[], stored: StoredEvent): void {
  recent.push(stored);
  while (recent.length > MAX_REPLAY || sizeOf(recent) > MAX_REPLAY_BYTES) recent.shift();
}

function sizeOf(events: StoredEvent[]): number {
  return events.reduce((sum, { size }) => sum + size, 0);
}
