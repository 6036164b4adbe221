// @ts-check
import { loadSession } from './session.js';

/** Why a request failed, in words for people. */
export class RequestError extends Error {
  /**
   * @param {string} message
   * @param {string} [field] the field that is wrong
   */
  constructor(message, field) {
    super(message);
    this.field = field;
  }
}

/**
 * The HTTP API of the chat. Each request sends the token of the session, if there is one.
 * @param {() => void} onSessionEnd the server does not take the token any more
 */
export function createApi(onSessionEnd) {
  /**
   * @param {string} path
   * @param {unknown} [body] makes the request a POST
   */
  async function request(path, body) {
    const token = loadSession()?.token;
    /** @type {Record<string, string>} */
    const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const response = await fetch(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers,
      body: JSON.stringify(body),
    }).catch(() => {
      throw new RequestError('The server does not answer. Is it running?');
    });
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return answer;

    // Without a token, a 401 is about the password.
    if (response.status === 401 && token !== undefined && token === loadSession()?.token) onSessionEnd();
    throw new RequestError(answer.error ?? `The server answers with ${response.status}.`, answer.field);
  }

  return {
    /**
     * @param {{ username: string, email: string, password: string }} account
     * @returns {Promise<{ user: import('./protocol.js').User }>}
     */
    register: (account) => request('/auth/register', account),

    /**
     * @param {{ username: string, password: string }} credentials
     * @returns {Promise<{ token: string, user: import('./protocol.js').User }>}
     */
    logIn: (credentials) => request('/auth/login', credentials),

    /** @returns {Promise<{ user: import('./protocol.js').User }>} */
    whoAmI: () => request('/auth/me'),

    /** @returns {Promise<{ rooms: import('./protocol.js').ListedRoom[] }>} */
    listRooms: () => request('/rooms'),

    /**
     * @param {string} name
     * @returns {Promise<{ room: import('./protocol.js').Room }>}
     */
    createRoom: (name) => request('/rooms', { name }),

    /**
     * A page of the history, the oldest message first.
     * @param {number} roomId
     * @param {{ limit: number, before?: number | undefined, after?: number }} query
     * @returns {Promise<{ messages: import('./protocol.js').StoredMessage[] }>}
     */
    listMessages: (roomId, query) => {
      const parameters = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) {
        if (value !== undefined) parameters.set(name, String(value));
      }
      return request(`/rooms/${roomId}/messages?${parameters}`);
    },
  };
}

/** @typedef {ReturnType<typeof createApi>} Api */
