// @ts-check

/** @typedef {'disconnected' | 'connecting' | 'connected'} State */

const LONGEST_PAUSE_MS = 10_000;

/**
 * Keeps one WebSocket open: when it is lost, the next attempt follows by itself.
 * @param {(state: State, detail: string) => void} onStateChange
 * @param {(message: unknown) => void} onMessage
 */
export function createConnection(onStateChange, onMessage) {
  /** @type {WebSocket | undefined} */
  let socket;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let nextAttempt;
  let attempts = 0;

  /** @param {string} path */
  function connect(path) {
    disconnect();
    attempts = 0;
    open(path);
  }

  /** @param {string} path */
  function open(path) {
    const opening = new WebSocket(webSocketUrl(path));
    socket = opening;
    onStateChange('connecting', '');

    opening.addEventListener('open', () => {
      attempts = 0;
      onStateChange('connected', '');
    });
    opening.addEventListener('message', (event) => onMessage(JSON.parse(event.data)));
    opening.addEventListener('close', () => {
      // A socket that was given up on purpose is no loss.
      if (opening === socket) tryAgain(path);
    });
  }

  /** @param {string} path */
  function tryAgain(path) {
    const pause = pauseBefore(attempts);
    attempts += 1;
    onStateChange(
      'connecting',
      `again in ${(pause / 1000).toFixed(1)} s (is the name taken, or the server down?)`,
    );
    nextAttempt = setTimeout(() => open(path), pause);
  }

  function disconnect() {
    clearTimeout(nextAttempt);
    const closing = socket;
    socket = undefined;
    closing?.close(1000);
    onStateChange('disconnected', '');
  }

  /** @param {unknown} message */
  function send(message) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  return { connect, disconnect, send };
}

/**
 * Milliseconds before an attempt: twice as long each time, and random, so that all clients of a server that comes back
 * do not arrive in the same instant.
 * @param {number} attempts
 */
function pauseBefore(attempts) {
  const longest = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** attempts);
  return longest / 2 + (Math.random() * longest) / 2;
}

/** @param {string} path */
function webSocketUrl(path) {
  const url = new URL(path, location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}
