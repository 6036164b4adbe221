import type { CDPSession } from 'playwright-core';

/** Milliseconds between two looks at what is still on its way. */
const LOOK_INTERVAL = 2;

/** Counts what a page sends. */
export class PageNetwork {
  /** WebSockets that the page has opened, or tried to. */
  webSockets = 0;
  /** HTTP requests that its scripts have made. */
  requests = 0;
  readonly #connecting = new Set<string>();
  readonly #open = new Set<string>();

  /** Begins to count, by what the browser's DevTools protocol tells. */
  static async watch(session: CDPSession): Promise<PageNetwork> {
    const network = new PageNetwork();
    session.on('Network.requestWillBeSent', ({ type = '' }) => {
      if (['Fetch', 'XHR'].includes(type)) network.requests += 1;
    });
    session.on('Network.webSocketCreated', ({ requestId }) => {
      network.webSockets += 1;
      network.#connecting.add(requestId);
    });
    session.on('Network.webSocketHandshakeResponseReceived', ({ requestId }) => {
      network.#connecting.delete(requestId);
      network.#open.add(requestId);
    });
    session.on('Network.webSocketClosed', ({ requestId }) => {
      network.#connecting.delete(requestId);
      network.#open.delete(requestId);
    });
    await session.send('Network.enable');
    return network;
  }

  /** Waits until each WebSocket is open or refused, for `deadline` milliseconds at most. */
  async settled(deadline: number): Promise<void> {
    await untilEmpty(this.#connecting, deadline);
  }

  /** Waits until no WebSocket is open, for `deadline` milliseconds at most. */
  async closed(deadline: number): Promise<void> {
    await untilEmpty(this.#open, deadline);
  }
}

async function untilEmpty(waiting: ReadonlySet<string>, deadline: number): Promise<void> {
  const end = performance.now() + deadline;
  while (waiting.size > 0 && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL));
  }
}
