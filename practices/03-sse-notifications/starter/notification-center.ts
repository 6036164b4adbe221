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
    // TODO(step 2): remember the stream.
  }

  unsubscribe(userId: string, stream: EventStream): void {
    // TODO(step 5): forget the stream.
  }

  /** Notifies one user. Returns the event's id, and how many streams it went to. */
  notify(userId: string, notification: Notification): { id: number; delivered: number } {
    const stored = this.#store(notification);
    // TODO(step 2): deliver it to this user.
    return { id: stored.id, delivered: 0 };
  }

  /** Notifies every user that the server knows. */
  broadcast(notification: Notification): { id: number; delivered: number } {
    const stored = this.#store(notification);
    // TODO(step 2): deliver it to every user.
    return { id: stored.id, delivered: 0 };
  }

  /** What a user missed after an event, or undefined when that event is not among the recent ones. */
  eventsAfter(userId: string, lastEventId: string): StoredEvent[] | undefined {
    // TODO(step 4): find the event among the recent ones of this user, and return what came after it.
    return [];
  }

  stats(): { connections: number; users: number; sent: number } {
    // TODO(step 5): count the open streams, the users who have one, and what was posted.
    return { connections: 0, users: 0, sent: 0 };
  }

  /** Every stream that is open. */
  streams(): EventStream[] {
    // TODO(step 5): list them.
    return [];
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
  // TODO(step 2): send the event to each stream of this user, and tell how many there are.
  return 0;
}

/** Adds the newest event, and forgets the oldest ones that are too many. */
function keep(recent: StoredEvent[], stored: StoredEvent): void {
  // TODO(step 4): keep it, but no more than MAX_REPLAY events, and no more than MAX_REPLAY_BYTES.
}

function sizeOf(events: StoredEvent[]): number {
  return events.reduce((sum, { size }) => sum + size, 0);
}
