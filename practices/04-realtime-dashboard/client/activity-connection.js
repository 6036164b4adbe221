// @ts-check

/** @typedef {{ id: number, kind: 'user_login' | 'error' | 'request', text: string, time: string }} Activity */
/**
 * @typedef {{ type: 'history', activities: Activity[] }
 *   | ({ type: 'activity' } & Activity)
 *   | { type: 'error', message: string }} ServerMessage
 */
/** @typedef {'connecting' | 'live' | 'reconnecting'} State */

const LONGEST_PAUSE_MS = 10_000;

/**
 * Keeps one WebSocket open: when it is lost, the next attempt follows by itself.
 * @param {(state: State) => void} onStateChange
 * @param {(message: ServerMessage) => void} onMessage
 */
export function createActivityConnection(onStateChange, onMessage) {
  /** @type {WebSocket | undefined} */
  let socket;
  let attempts = 0;

  function connect() {
    const opening = new WebSocket(webSocketUrl('/ws/activity'));
    socket = opening;
    onStateChange(attempts === 0 ? 'connecting' : 'reconnecting');

    opening.addEventListener('open', () => {
      attempts = 0;
      onStateChange('live');
    });
    opening.addEventListener('message', (event) => onMessage(JSON.parse(event.data)));
    opening.addEventListener('close', () => {
      attempts += 1;
      onStateChange('reconnecting');
      setTimeout(connect, pauseBefore(attempts));
    });
  }

  /** @param {unknown} message */
  function send(message) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  return { connect, send };
}

/**
 * Milliseconds before an attempt: twice as long each time, and random, so that all clients of a server that comes back
 * do not arrive in the same instant.
 * @param {number} attempts
 */
function pauseBefore(attempts) {
  const longest = Math.min(LONGEST_PAUSE_MS, 250 * 2 ** attempts);
  return longest / 2 + (Math.random() * longest) / 2;
}

/** @param {string} path */
function webSocketUrl(path) {
  const url = new URL(path, location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}
