import type { Bus, BusMessage, Typing } from './bus.ts';
import { ConnectionManager } from './connection-manager.ts';
import type { EventLog, StoredEvent, StoredMessage } from './event-log.ts';
import { toChatMessage } from './messages.ts';
import { Notifications } from './notifications.ts';
import type { Presence } from './presence.ts';

/**
 * Shows people what happened. Everything is stored first, then read back from the log by its id, whichever server
 * stored it: that is what keeps the order the same for everybody.
 */
export class Delivery {
  readonly connections = new ConnectionManager();
  readonly notifications = new Notifications();
  readonly #events: EventLog;
  readonly #presence: Presence;
  readonly #bus: Bus;
  #lastId: number;

  constructor(events: EventLog, presence: Presence, bus: Bus) {
    this.#events = events;
    this.#presence = presence;
    this.#bus = bus;
    this.#lastId = events.newestId();
    bus.subscribe((message) => this.#receive(message));
  }

  /** The last event that was delivered. */
  get lastId(): number {
    return this.#lastId;
  }

  /** After something was stored: delivers it here, and tells the other servers. */
  announce(): void {
    this.deliverNews();
    this.#bus.publish({ type: 'news' });
  }

  /** Delivers whatever is new in the log. */
  deliverNews(): void {
    for (const event of this.#events.after(this.#lastId)) {
      this.#lastId = event.id;
      this.#deliver(event);
    }
  }

  /** Tells the others in a room that somebody types, or stopped. */
  announceTyping(typing: Typing): void {
    this.#deliverTyping(typing);
    this.#bus.publish(typing);
  }

  #receive(message: BusMessage): void {
    if (message.type === 'news') this.deliverNews();
    else this.#deliverTyping(message);
  }

  #deliverTyping({ roomId, userId, username, typing }: Typing): void {
    this.connections.broadcast(roomId, { type: 'typing', from: username, typing }, userId);
  }

  #deliver(event: StoredEvent): void {
    this.notifications.deliver(event);
    if (event.type === 'new_message') this.#deliverMessage(event);
    else if (event.type !== 'room_created') this.#deliverPresence(event.type, event);
  }

  #deliverMessage(event: StoredMessage): void {
    const { roomId, userId, recipientId } = event;
    const message = toChatMessage({ ...event, id: event.messageId, author: event.username });
    // TODO(RF-04): send it to everybody in the room; a private one to its two people.
  }

  #deliverPresence(
    event: 'user_joined' | 'user_left',
    { roomId, userId, username, time }: StoredEvent,
  ): void {
    const users = this.#presence.usersIn(roomId);
    this.connections.broadcast(roomId, { type: 'system', event, username, time }, userId);
    this.connections.broadcast(roomId, { type: 'user_list', users }, userId);
  }
}
