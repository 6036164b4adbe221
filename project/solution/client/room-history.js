// @ts-check
import { readMissed, readPage } from './history.js';
import { createMessageLog } from './message-log.js';

/** @typedef {import('./protocol.js').StoredMessage} StoredMessage */

/**
 * The messages of the open room: what the server has stored, and what comes live, without a gap between.
 * @param {import('./api.js').Api} api
 * @param {{ log: HTMLElement, older: HTMLButtonElement }} elements
 * @param {{ onComplete: () => void, onFailure: () => void }} listeners what became of `catchUp`
 */
export function createRoomHistory(api, elements, { onComplete, onFailure }) {
  const { older } = elements;
  const log = createMessageLog(elements.log);
  let roomId = 0;
  /** Whether the newest page was read: from then on, what is missing is newer than what is shown. */
  let hasNewest = false;
  /**
   * What comes while the history is read: it is shown after that.
   * @type {StoredMessage[] | undefined}
   */
  let waiting;

  older.addEventListener('click', () => void showOlder());

  /**
   * Begins with a room of which nothing is shown yet.
   * @param {number} id
   * @param {string} reader who reads it
   */
  function begin(id, reader) {
    roomId = id;
    hasNewest = false;
    waiting = [];
    older.hidden = true;
    log.clear(reader);
  }

  /** Reads what is not shown yet: at first the newest page, after a lost connection what was missed. */
  async function catchUp() {
    /** @type {StoredMessage[]} */
    const meanwhile = [];
    waiting = meanwhile;
    try {
      const pages = hasNewest ? readMissed(api, roomId, log.newestId ?? 0) : readNewest();
      for await (const messages of pages) {
        // Another connection, or another room, has begun to read.
        if (waiting !== meanwhile) return;
        log.append(messages);
      }
    } catch {
      if (waiting === meanwhile) onFailure();
      return;
    }
    if (waiting !== meanwhile) return;
    waiting = undefined;
    hasNewest = true;
    log.append(meanwhile);
    onComplete();
  }

  async function* readNewest() {
    const id = roomId;
    const { messages, hasOlder } = await readPage(api, id);
    if (id === roomId) older.hidden = !hasOlder;
    yield messages;
  }

  async function showOlder() {
    const id = roomId;
    older.disabled = true;
    try {
      const { messages, hasOlder } = await readPage(api, id, log.oldestId);
      if (id !== roomId) return;
      log.prepend(messages);
      older.hidden = !hasOlder;
    } catch {
      // The button stays, to be tried again.
    } finally {
      older.disabled = false;
    }
  }

  /**
   * Shows a message that came live, in its turn.
   * @param {StoredMessage} message
   */
  function add(message) {
    if (waiting) waiting.push(message);
    else log.append([message]);
  }

  return { begin, catchUp, add, addSystem: log.addSystem };
}
