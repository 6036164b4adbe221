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
    showAddressees(users);
    // TODO(RF-05): fill the list with an `li` for each; nobody who is not here types any more.
  }

  /**
   * Shows that somebody types, until that ends or no sign of it comes any more.
   * @param {string} user
   * @param {boolean} isTyping
   */
  function setTyping(user, isTyping) {
    // TODO(RF-05): remember who types, until a `false` or TYPING_MS without a sign, and say it in `typing`.
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
