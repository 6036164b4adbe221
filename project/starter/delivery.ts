import type { Bus, BusMessage } from './bus.ts';
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
  showTyping(typist: Omit<Extract<BusMessage, { type: 'typing' }>, 'type'>): void {
    this.#receive({ type: 'typing', ...typist });
    this.#bus.publish({ type: 'typing', ...typist });
  }

  #receive(message: BusMessage): void {
    if (message.type === 'news') {
      this.deliverNews();
      return;
    }
    const { roomId, userId, username, typing } = message;
    this.connections.broadcast(roomId, { type: 'typing', from: username, typing }, userId);
  }

  #deliver(event: StoredEvent): void {
    this.notifications.deliver(event);
    switch (event.type) {
      case 'new_message':
        this.#deliverMessage(event);
        break;
      case 'user_joined':
      case 'user_left': {
        const { type, roomId, userId, username, time } = event;
        const users = this.#presence.usersIn(roomId);
        this.connections.broadcast(roomId, { type: 'system', event: type, username, time }, userId);
        this.connections.broadcast(roomId, { type: 'user_list', users }, userId);
        break;
      }
    }
  }

  #deliverMessage({
    roomId,
    userId,
    username,
    messageId,
    recipientId,
    recipient,
    text,
    time,
  }: StoredMessage): void {
    const message = toChatMessage({ id: messageId, author: username, recipient, text, time });
    // TODO(RF-04): send it to everybody in the room; a private one to its two people.
  }
}
