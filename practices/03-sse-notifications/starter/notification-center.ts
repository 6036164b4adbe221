import type { EventStream } from './event-stream.ts';
import type { Notification, StoredEvent } from './protocol.ts';

/** How many events of each user can be replayed. */
export const MAX_REPLAY = 100;

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
    return { id: this.#lastId, notification };
  }

  #find(userId: string): User {
    const user = this.#users.get(userId) ?? { streams: new Set(), recent: [] };
    this.#users.set(userId, user);
    return user;
  }
}

function deliver(user: User, stored: StoredEvent): number {
  // TODO(step 2): send the event to each stream of this user, and tell how many there are.
  // TODO(step 4): keep it for replay, but no more than MAX_REPLAY.
  return 0;
}

export function sendStored(stream: EventStream, { id, notification }: StoredEvent): void {
  // Indented, so that it can be read with `curl -N`; each of its lines becomes a `data:` line.
  stream.sendEvent({ event: notification.type, id, data: JSON.stringify(notification, undefined, 2) });
}
