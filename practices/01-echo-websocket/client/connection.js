// @ts-check

/** @typedef {'disconnected' | 'connecting' | 'connected' | 'disconnecting'} State */

/** What the codes in a close frame mean: https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const CLOSE_CODE_MEANINGS = new Map([
  [1000, 'normal closure'],
  [1001, 'going away'],
  [1002, 'protocol error'],
  [1003, 'unsupported data'],
  [1005, 'the close frame had no code'],
  [1006, 'no close frame came: the connection was refused or lost'],
  [1007, 'invalid data'],
  [1008, 'policy violation'],
  [1009, 'message too big'],
  [1011, 'internal error of the server'],
]);

/**
 * Holds one WebSocket at a time, and tells about its life.
 * @param {(state: State, detail: string) => void} onStateChange
 * @param {(data: string | ArrayBuffer) => void} onMessage
 */
export function createConnection(onStateChange, onMessage) {
  /** @type {WebSocket | undefined} */
  let socket;

  /** @param {string} path */
  function connect(path) {
    socket = new WebSocket(webSocketUrl(path));
    // The default is a Blob, which can only be read asynchronously.
    socket.binaryType = 'arraybuffer';
    onStateChange('connecting', `to ${socket.url}`);

    socket.addEventListener('open', () => onStateChange('connected', `to ${path}`));
    socket.addEventListener('message', (event) => onMessage(event.data));
    // After an `error` event there is always a `close` event, and only that one says more.
    socket.addEventListener('close', (event) => onStateChange('disconnected', describeClose(event)));
  }

  function disconnect() {
    if (socket === undefined) return;
    onStateChange('disconnecting', `from ${socket.url}`);
    socket.close(1000);
  }

  /** @param {string} path */
  function reconnect(path) {
    if (socket === undefined || socket.readyState === WebSocket.CLOSED) {
      connect(path);
      return;
    }
    socket.addEventListener('close', () => connect(path));
    disconnect();
  }

  /**
   * @param {string | ArrayBuffer} data
   * @returns {boolean} whether there was a connection to send it on
   */
  function send(data) {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(data);
    return true;
  }

  return { connect, disconnect, reconnect, send };
}

/** @param {string} path */
function webSocketUrl(path) {
  const url = new URL(path, location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}

/** @param {CloseEvent} event */
function describeClose({ code, reason }) {
  const meaning = CLOSE_CODE_MEANINGS.get(code);
  const description =
    meaning === undefined ? `with close code ${code}` : `with close code ${code} (${meaning})`;
  return reason === '' ? description : `${description}, reason: ${reason}`;
}
