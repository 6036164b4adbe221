// @ts-check

/** @typedef {import('./protocol.js').StoredMessage} StoredMessage */

const PAGE_SIZE = 50;
const LARGEST_PAGE_SIZE = 100;

/**
 * The newest page of a room's history, or the one before an id.
 * @param {import('./api.js').Api} api
 * @param {number} roomId
 * @param {number} [before]
 * @returns {Promise<{ messages: StoredMessage[], hasOlder: boolean }>}
 */
export async function readPage(api, roomId, before) {
  const { messages } = await api.listMessages(roomId, { limit: PAGE_SIZE, before });
  return { messages, hasOlder: messages.length === PAGE_SIZE };
}

/**
 * What was written after an id, page by page, until nothing is left.
 * @param {import('./api.js').Api} api
 * @param {number} roomId
 * @param {number} after the largest id that was shown
 * @returns {AsyncGenerator<StoredMessage[]>}
 */
export async function* readMissed(api, roomId, after) {
  // TODO(RF-05): ask for the pages after the largest id, LARGEST_PAGE_SIZE at a time, and yield each until one is empty.
}
