// @ts-check

const MOST_ROWS = 200;
const TOAST_MS = 6000;

/**
 * Shows what came: a row that stays and a toast that goes. Everything is inserted as text.
 * @param {{ list: HTMLElement, toasts: HTMLElement, unread: HTMLElement }} elements
 */
export function createList({ list, toasts, unread }) {
  let unreadCount = 0;

  /** @param {import('./stream.js').Notification} notification */
  function add({ type, message, time }) {
    const row = document.createElement('li');
    row.className = `${type} unread`;
    const clock = document.createElement('time');
    clock.dateTime = time;
    clock.textContent = new Date(time).toLocaleTimeString();
    row.append(clock, kindOf(type), message);
    list.prepend(row);
    while (list.childElementCount > MOST_ROWS) list.lastElementChild?.remove();

    const toast = document.createElement('p');
    toast.className = `toast ${type}`;
    toast.append(kindOf(type), message);
    toasts.append(toast);
    setTimeout(() => toast.remove(), TOAST_MS);

    count(unreadCount + 1);
  }

  function markAsRead() {
    for (const row of list.querySelectorAll('.unread')) row.classList.remove('unread');
    count(0);
  }

  /** @param {number} number */
  function count(number) {
    unreadCount = number;
    unread.textContent = `${number} unread`;
    document.title = number > 0 ? `(${number}) Practice 03: notifications` : 'Practice 03: notifications';
  }

  return { add, markAsRead };
}

/**
 * The type as a word, so that its colour is not the only sign.
 * @param {string} type
 */
function kindOf(type) {
  const kind = document.createElement('span');
  kind.className = 'kind';
  kind.textContent = type;
  return kind;
}
