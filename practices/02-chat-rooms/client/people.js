// @ts-check

/** How long somebody counts as typing after the last sign of it. */
const TYPING_MS = 5000;

/**
 * Shows who is here, who types, and offers everybody as an addressee.
 * @param {{ list: HTMLElement, typing: HTMLElement, to: HTMLSelectElement }} elements
 */
export function createPeople({ list, typing, to }) {
  /** @type {Set<string>} */
  const users = new Set();
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  const typists = new Map();

  /** @param {string[]} usernames */
  function setAll(usernames) {
    users.clear();
    for (const username of usernames) users.add(username);
    show();
  }

  /** @param {string} username */
  function add(username) {
    users.add(username);
    show();
  }

  /** @param {string} username */
  function remove(username) {
    users.delete(username);
    setTyping(username, false);
    show();
  }

  /**
   * @param {string} username
   * @param {boolean} isTyping
   */
  function setTyping(username, isTyping) {
    clearTimeout(typists.get(username));
    typists.delete(username);
    if (isTyping)
      typists.set(
        username,
        setTimeout(() => setTyping(username, false), TYPING_MS),
      );
    typing.textContent = typists.size > 0 ? `${[...typists.keys()].join(', ')} typing …` : '';
  }

  function show() {
    const names = [...users].toSorted();
    list.replaceChildren(...names.map((name) => element('li', name)));
    const chosen = to.value;
    const everybody = to.options[0];
    if (everybody) to.replaceChildren(everybody, ...names.map((name) => new Option(name, name)));
    to.value = users.has(chosen) ? chosen : '';
  }

  return { setAll, add, remove, setTyping };
}

/**
 * @param {string} name
 * @param {string} text
 */
function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
