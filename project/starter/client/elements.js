// @ts-check

/**
 * The element of the page with this id, which must be of this kind.
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 */
export function find(id, kind) {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`The page has no ${kind.name} with the id ${id}.`);
}

/**
 * A new element that holds this text. It is never read as HTML, so nothing that people write becomes part of the page.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} text
 * @param {string} [className]
 */
export function create(name, text, className = '') {
  const created = document.createElement(name);
  created.textContent = text;
  if (className !== '') created.className = className;
  return created;
}

/**
 * A time of the server, as people here read it.
 * @param {string} time ISO 8601
 */
export function createClock(time) {
  const clock = create('time', new Date(time).toLocaleTimeString([], { timeStyle: 'short' }));
  clock.dateTime = time;
  clock.title = new Date(time).toLocaleString();
  return clock;
}
