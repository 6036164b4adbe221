import type { z } from 'zod';
import { formatEvent } from './event-format.ts';
import { concerns, type StoredEvent } from './event-log.ts';
import type { EventStream } from './event-stream.ts';
import type { notificationSchemas } from './protocol.ts';

/** How much of a message a notification shows. */
const PREVIEW_CHARACTERS = 80;

type Notification = z.infer<(typeof notificationSchemas)[keyof typeof notificationSchemas]>;

/** Knows who listens, and tells them what concerns them. */
export class Notifications {
  /** Each open stream, and whose it is. */
  readonly #streams = new Map<EventStream, number>();

  subscribe(userId: number, stream: EventStream): void {
    this.#streams.set(stream, userId);
  }

  unsubscribe(stream: EventStream): void {
    this.#streams.delete(stream);
  }

  deliver(event: StoredEvent): void {
    const chunk = encodeNotification(event);
    // TODO(RF-04): send it to each stream whose user it concerns.
  }

  /** Ends every stream. */
  close(): void {
    for (const stream of this.#streams.keys()) stream.close();
  }
}

/** An event as it goes into a stream: made once for all who hear it. */
export function encodeNotification(event: StoredEvent): Buffer {
  const data = JSON.stringify(toNotification(event));
  return Buffer.from(formatEvent({ event: event.type, id: event.id, data }));
}

function toNotification(event: StoredEvent): Notification {
  const { roomId, room, username, time } = event;
  switch (event.type) {
    case 'new_message':
      return {
        roomId,
        room,
        messageId: event.messageId,
        from: username,
        // Spread, a text becomes characters: a slice could cut an emoji in half.
        preview: [...event.text].slice(0, PREVIEW_CHARACTERS).join(''),
        private: event.recipientId !== null,
        time,
      };
    case 'room_created':
      return { roomId, room, by: username, time };
    default:
      return { roomId, room, username, time };
  }
}
