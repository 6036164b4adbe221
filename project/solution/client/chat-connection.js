// @ts-check
import { startHeartbeat } from './heartbeat.js';
import { pauseBefore } from './reconnect.js';

/** @typedef {'disconnected' | 'reconnecting' | 'connected'} State */

const TOKEN_EXPIRED = 4401;

/**
 * Keeps the WebSocket of one room open: when it is lost, the next attempt follows by itself.
 * @param {{
 *   onState: (state: State, detail: string) => void,
 *   onMessage: (message: import('./protocol.js').ServerMessage) => void,
 *   onRefused: () => void,
 *   onTokenExpired: () => void,
 * }} listeners
 */
export function createChatConnection({ onState, onMessage, onRefused, onTokenExpired }) {
  /** @type {WebSocket | undefined} */
  let socket;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let nextAttempt;
  let failures = 0;

  /** @param {string} path */
  function connect(path) {
    disconnect();
    open(path);
  }

  /** @param {string} path */
  function open(path) {
    const opening = new WebSocket(webSocketUrl(path));
    socket = opening;
    let wasOpen = false;
    let stopHeartbeat = () => {};

    opening.addEventListener('open', () => {
      wasOpen = true;
      stopHeartbeat = startHeartbeat(opening);
    });
    opening.addEventListener('message', (event) => {
      if (opening !== socket) return;
      /** @type {import('./protocol.js').ServerMessage} */
      const message = JSON.parse(event.data);
      if (message.type === 'welcome') onState('connected', '');
      onMessage(message);
    });
    opening.addEventListener('close', ({ code }) => {
      stopHeartbeat();
      // A socket that was given up on purpose is no loss.
      if (opening !== socket) return;
      if (code === TOKEN_EXPIRED) {
        disconnect();
        onTokenExpired();
        return;
      }
      tryAgain(path);
      if (!wasOpen) onRefused();
    });
  }

  /**
   * Opens the connection again, after a pause.
   * @param {string} path
   */
  function tryAgain(path) {
    const pause = pauseBefore(failures);
    failures += 1;
    onState('reconnecting', `again in ${(pause / 1000).toFixed(1)} s`);
    nextAttempt = setTimeout(() => open(path), pause);
  }

  /** The connection does what it should: when it is lost, that is a first time again. */
  function settle() {
    failures = 0;
  }

  /** Gives up the connection as it is. Another one follows by itself. */
  function drop() {
    socket?.close();
  }

  function disconnect() {
    clearTimeout(nextAttempt);
    const closing = socket;
    socket = undefined;
    failures = 0;
    closing?.close(1000);
    onState('disconnected', '');
  }

  /**
   * Tells whether there was an open connection to send it on.
   * @param {import('./protocol.js').ClientMessage} message
   */
  function send(message) {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  }

  return { connect, disconnect, drop, send, settle };
}

/** @param {string} path */
function webSocketUrl(path) {
  const url = new URL(path, location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}
