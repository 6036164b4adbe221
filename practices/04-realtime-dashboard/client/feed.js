// @ts-check

const MOST_ROWS = 100;
const NAMES = { user_login: 'login', error: 'error', request: 'request' };

/**
 * Shows what has happened, the newest on top. Everything is inserted as text, so nothing that people write can become
 * part of the page.
 * @param {HTMLElement} list
 */
export function createFeed(list) {
  /** @param {import('./activity-connection.js').Activity} activity */
  function add(activity) {
    list.prepend(createRow(activity));
    while (list.childElementCount > MOST_ROWS) list.lastElementChild?.remove();
  }

  /** @param {import('./activity-connection.js').Activity[]} activities the oldest first */
  function replaceAll(activities) {
    list.replaceChildren(...activities.map(createRow).reverse());
  }

  return { add, replaceAll };
}

/** @param {import('./activity-connection.js').Activity} activity */
function createRow({ kind, text, time }) {
  const row = document.createElement('li');
  row.className = kind;
  const clock = document.createElement('time');
  clock.dateTime = time;
  clock.textContent = new Date(time).toLocaleTimeString();
  // As a word, so that the colour is not the only sign.
  const name = document.createElement('span');
  name.className = 'kind';
  name.textContent = NAMES[kind] ?? kind;
  row.append(clock, name, text);
  return row;
}
