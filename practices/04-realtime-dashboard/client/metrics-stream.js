// @ts-check

/** @typedef {'connecting' | 'live' | 'paused' | 'reconnecting'} State */
/**
 * @typedef {{
 *   samples: number, time: string, uptimeSeconds: number,
 *   cpu: { percent: number },
 *   memory: { totalBytes: number, usedBytes: number, percent: number, processBytes: number },
 *   disk: { totalBytes: number, usedBytes: number, percent: number },
 *   eventLoop: { delayMs: number },
 *   traffic: { requests: number, streams: number },
 *   app: { connectedUsers: number, logins: number, errors: number, requests: number }
 * }} Metrics
 */

const PAUSE_AFTER_REFUSAL_MS = 3000;

/**
 * Listens to the samples. A lost stream is opened again by the browser itself.
 * @param {(state: State) => void} onStateChange
 * @param {(metrics: Metrics) => void} onMetrics
 */
export function createMetricsStream(onStateChange, onMetrics) {
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let nextAttempt;

  /** @param {State} state */
  function listen(state = 'connecting') {
    const opening = new EventSource('/metrics/stream');
    source = opening;
    onStateChange(state);

    opening.addEventListener('open', () => onStateChange('live'));
    opening.addEventListener('metrics', (event) => onMetrics(JSON.parse(event.data)));
    opening.addEventListener('error', () => {
      onStateChange('reconnecting');
      // A server that refuses, as one that is half started, is not asked again by the browser.
      if (opening.readyState === EventSource.CLOSED) {
        nextAttempt = setTimeout(() => listen('reconnecting'), PAUSE_AFTER_REFUSAL_MS);
      }
    });
  }

  /** The stream is closed, not only hidden: when nobody else listens, the server stops sampling. */
  function pause() {
    clearTimeout(nextAttempt);
    source?.close();
    onStateChange('paused');
  }

  return { listen, pause };
}
