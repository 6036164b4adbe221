// @ts-check
import { formatHex } from './hex.js';

const MAX_ENTRIES = 500;
const MAX_SHOWN_CHARACTERS = 2000;

/** @typedef {'sent' | 'received' | 'info'} Direction */

/**
 * Makes the log: a scrolling box with a list of entries in it.
 * @param {HTMLElement} box
 * @param {HTMLElement} entries
 */
export function createLog(box, entries) {
  /**
   * @param {Direction} direction
   * @param {string} kind
   * @param {string} content
   */
  function add(direction, kind, content) {
    const showsNewest = isAtBottom(box);
    entries.append(createEntry(direction, kind, content));
    if (entries.childElementCount > MAX_ENTRIES) entries.firstElementChild?.remove();
    // Who has scrolled up is reading, and must not be pulled away.
    if (showsNewest) box.scrollTop = box.scrollHeight;
  }

  return {
    /** @param {string} text */
    addInfo(text) {
      add('info', '', text);
    },

    /**
     * @param {'sent' | 'received'} direction
     * @param {string | ArrayBuffer} data
     */
    addMessage(direction, data) {
      if (typeof data === 'string') {
        const json = formatJson(data);
        add(direction, json === undefined ? 'text' : 'JSON', json ?? data);
      } else {
        const bytes = new Uint8Array(data);
        add(direction, `binary, ${countOf(bytes.length, 'byte')}`, formatHex(bytes));
      }
    },

    clear() {
      entries.replaceChildren();
    },
  };
}

/** @param {HTMLElement} box */
function isAtBottom(box) {
  // Browsers scroll by fractions of a pixel, so an exact comparison would fail.
  return box.scrollHeight - box.scrollTop - box.clientHeight < 4;
}

/**
 * @param {Direction} direction
 * @param {string} kind
 * @param {string} content
 */
function createEntry(direction, kind, content) {
  const now = new Date();
  const time = createElement('time', 'time', formatTime(now));
  time.setAttribute('datetime', now.toISOString());

  const entry = createElement('li', `entry ${direction}`, '');
  entry.append(
    time,
    ' ',
    createElement('span', 'direction', direction),
    ' ',
    createElement('span', 'kind', kind),
    createElement('pre', 'content', content === '' ? '(empty)' : shorten(content)),
  );
  return entry;
}

/**
 * @param {string} name
 * @param {string} className
 * @param {string} text shown as it is: with textContent, a message can never become HTML
 */
function createElement(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

/** @param {Date} time */
function formatTime(time) {
  return time.toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  });
}

/**
 * Spreads a JSON object or array over several lines.
 * @param {string} text
 * @returns {string | undefined} undefined when the text is no JSON object or array
 */
function formatJson(text) {
  try {
    const value = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;

    // Parsing changes some texts, such as numbers of 20 digits. Those are shown as they came.
    return JSON.stringify(value) === text ? JSON.stringify(value, null, 2) : text;
  } catch {
    return undefined;
  }
}

/** @param {string} content */
function shorten(content) {
  const hidden = content.length - MAX_SHOWN_CHARACTERS;
  if (hidden <= 0) return content;
  return `${content.slice(0, MAX_SHOWN_CHARACTERS)}… (${countOf(hidden, 'more character')})`;
}

/**
 * @param {number} count
 * @param {string} noun
 */
function countOf(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
