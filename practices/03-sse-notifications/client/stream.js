// @ts-check

/** @typedef {'disconnected' | 'connecting' | 'connected' | 'reconnecting'} State */
/** @typedef {{ type: 'info' | 'success' | 'warning' | 'error', message: string, time: string }} Notification */

const TYPES = ['info', 'success', 'warning', 'error'];

/**
 * Listens as one user at a time. A lost stream is opened again by the browser itself, which also tells the server the id
 * of the last event.
 * @param {(state: State) => void} onStateChange
 * @param {(notification: Notification) => void} onNotification
 * @param {() => void} onReset something may have been missed
 */
export function createStream(onStateChange, onNotification, onReset) {
  /** @type {EventSource | undefined} */
  let source;

  /** @param {string} userId */
  function listen(userId) {
    stop();
    const opening = new EventSource(`/notifications/${encodeURIComponent(userId)}`);
    source = opening;
    onStateChange('connecting');

    opening.addEventListener('open', () => onStateChange('connected'));
    for (const type of TYPES) {
      // The browser has an `error` event of its own, which carries no data.
      opening.addEventListener(type, (event) => {
        if (event instanceof MessageEvent) onNotification(JSON.parse(event.data));
      });
    }
    opening.addEventListener('reset', onReset);
    opening.addEventListener('error', (event) => {
      if (event instanceof MessageEvent) return;
      onStateChange(opening.readyState === EventSource.CLOSED ? 'disconnected' : 'reconnecting');
    });
  }

  function stop() {
    source?.close();
    source = undefined;
    onStateChange('disconnected');
  }

  return { listen, stop };
}
