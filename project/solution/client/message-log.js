// @ts-check
import { create, createClock } from './elements.js';

/** @typedef {import('./protocol.js').StoredMessage} StoredMessage */

/**
 * Shows the messages of a room by their ids, each one once.
 * @param {HTMLElement} log
 */
export function createMessageLog(log) {
  let username = '';
  /** @type {number | undefined} */
  let oldestId;
  /** @type {number | undefined} */
  let newestId;

  /**
   * Empties the log.
   * @param {string} reader who reads it from now on
   */
  function clear(reader) {
    username = reader;
    oldestId = undefined;
    newestId = undefined;
    log.replaceChildren();
  }

  /**
   * Adds what is newer than all that is shown, and passes over the rest.
   * @param {readonly StoredMessage[]} messages by id
   */
  function append(messages) {
    for (const message of messages) {
      if (newestId !== undefined && message.id <= newestId) continue;
      addLine(createMessage(message));
      newestId = message.id;
      oldestId ??= message.id;
    }
  }

  /**
   * Puts an older page in front of what is shown, which stays where it is on the screen.
   * @param {readonly StoredMessage[]} messages by id
   */
  function prepend(messages) {
    const fromBottom = log.scrollHeight - log.scrollTop;
    log.prepend(...messages.map(createMessage));
    oldestId = messages[0]?.id ?? oldestId;
    log.scrollTop = log.scrollHeight - fromBottom;
  }

  /**
   * @param {string} text
   * @param {string} time ISO 8601
   */
  function addSystem(text, time) {
    const line = create('p', '', 'system');
    line.append(createClock(time), text);
    addLine(line);
  }

  /** @param {HTMLElement} line */
  function addLine(line) {
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 4;
    log.append(line);
    // Whoever has scrolled up to read is left there.
    if (isAtEnd) log.scrollTop = log.scrollHeight;
  }

  /** @param {StoredMessage} message */
  function createMessage(message) {
    const line = create('p', '', message.type);
    line.classList.toggle('own', message.from === username);
    line.append(createClock(message.time), create('strong', message.from, 'author'));
    if (message.type === 'private') line.append(create('span', `to ${message.to}, in private`, 'addressee'));
    line.append(create('span', message.text, 'text'));
    return line;
  }

  return {
    clear,
    append,
    prepend,
    addSystem,
    /** The smallest id that is shown. */
    get oldestId() {
      return oldestId;
    },
    /** The largest id that is shown. */
    get newestId() {
      return newestId;
    },
  };
}
