// @ts-check
import { create } from './elements.js';

/** How long somebody counts as typing after the last sign of it. */
const TYPING_MS = 6000;

/**
 * Shows who is here and who types, and offers the others as addressees.
 * @param {{ list: HTMLElement, typing: HTMLElement, to: HTMLSelectElement }} elements
 */
export function createPeople({ list, typing, to }) {
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  const typists = new Map();

  /**
   * Shows these people, and nobody else.
   * @param {readonly string[]} users
   */
  function setAll(users) {
    list.replaceChildren(...users.map((user) => create('li', user)));
    showAddressees(users);
    for (const typist of typists.keys()) {
      if (!users.includes(typist)) setTyping(typist, false);
    }
  }

  /**
   * Shows that somebody types, until that ends or no sign of it comes any more.
   * @param {string} user
   * @param {boolean} isTyping
   */
  function setTyping(user, isTyping) {
    clearTimeout(typists.get(user));
    typists.delete(user);
    if (isTyping) {
      const timer = setTimeout(() => setTyping(user, false), TYPING_MS);
      typists.set(user, timer);
    }
    typing.textContent = typists.size > 0 ? `${[...typists.keys()].join(', ')} typing …` : '';
  }

  /** @param {readonly string[]} users */
  function showAddressees(users) {
    const [everybody] = to.options;
    const chosen = to.value;
    if (everybody) to.replaceChildren(everybody, ...users.map((user) => new Option(user, user)));
    to.value = users.includes(chosen) ? chosen : '';
  }

  return { setAll, setTyping };
}
