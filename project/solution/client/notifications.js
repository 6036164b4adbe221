// @ts-check
import { create, createClock } from './elements.js';

/** @typedef {import('./notification-stream.js').Notification} Notification */

const MOST_ROWS = 100;

/**
 * The list of what happens elsewhere. The newest is on top, and is read out politely.
 * @param {{ list: HTMLElement, unread: HTMLElement, newest: HTMLElement, read: HTMLButtonElement }} elements
 */
export function createNotifications({ list, unread, newest, read }) {
  let unreadCount = 0;

  read.addEventListener('click', markAsRead);

  /** @param {Notification} notification */
  function add(notification) {
    const text = describe(notification);
    const row = create('li', '', 'unread');
    row.append(createClock(notification.time), text);
    list.prepend(row);
    while (list.childElementCount > MOST_ROWS) list.lastElementChild?.remove();
    newest.textContent = text;
    count(unreadCount + 1);
  }

  function markAsRead() {
    for (const row of list.querySelectorAll('.unread')) row.classList.remove('unread');
    count(0);
  }

  function clear() {
    list.replaceChildren();
    newest.textContent = '';
    count(0);
  }

  /** @param {number} number */
  function count(number) {
    unreadCount = number;
    unread.textContent = `${number} unread`;
    read.disabled = number === 0;
    document.title = number > 0 ? `(${number}) Chat` : 'Chat';
  }

  return { add, clear };
}

/** @param {Notification} notification */
function describe(notification) {
  switch (notification.event) {
    case 'new_message':
      return `${notification.from} ${notification.private ? 'to you ' : ''}in ${notification.room}: ${notification.preview}`;
    case 'user_joined':
      return `${notification.username} joined ${notification.room}.`;
    case 'user_left':
      return `${notification.username} left ${notification.room}.`;
    case 'room_created':
      return `${notification.by} created the room ${notification.room}.`;
  }
}
