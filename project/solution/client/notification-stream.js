// @ts-check
import { pauseBefore } from './reconnect.js';

/**
 * @typedef {{ roomId: number, room: string, time: string }} Place
 * @typedef {Place & { event: 'new_message', messageId: number, from: string, preview: string, private: boolean }} NewMessage
 * @typedef {Place & { event: 'user_joined' | 'user_left', username: string }} Presence
 * @typedef {Place & { event: 'room_created', by: string }} RoomCreated
 * @typedef {NewMessage | Presence | RoomCreated} Notification
 */

const EVENTS = ['new_message', 'user_joined', 'user_left', 'room_created'];

/**
 * Listens to the notifications of whoever has the token. The browser itself opens a lost stream again, and tells the
 * server the id of the last event. It gives up when the server answers with anything but a stream: then this does it.
 * @param {(notification: Notification) => void} onNotification
 * @param {() => void} onRefused
 */
export function createNotificationStream(onNotification, onRefused) {
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let nextAttempt;
  let failures = 0;

  /** @param {string} token */
  function open(token) {
    close();
    const opening = new EventSource(`/notifications?token=${encodeURIComponent(token)}`);
    source = opening;
    opening.addEventListener('open', () => {
      failures = 0;
    });
    for (const event of EVENTS) {
      opening.addEventListener(event, ({ data }) => onNotification({ ...JSON.parse(data), event }));
    }
    opening.addEventListener('error', () => {
      if (opening !== source || opening.readyState !== EventSource.CLOSED) return;
      nextAttempt = setTimeout(() => open(token), pauseBefore(failures));
      failures += 1;
      onRefused();
    });
  }

  function close() {
    clearTimeout(nextAttempt);
    source?.close();
    source = undefined;
  }

  return { open, close };
}
