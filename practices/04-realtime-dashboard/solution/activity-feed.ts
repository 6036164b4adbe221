import type { WebSocket } from 'ws';
import { type Activity, type ActivityKind, currentTime, type ServerMessage } from './protocol.ts';
import { send, sendMessage } from './sending.ts';

/** How many activities are kept. */
export const MAX_KEPT = 100;
/** How many of them a newcomer gets. */
export const HISTORY_SIZE = 20;

/** Keeps the newest activities, and tells everybody who is connected. */
export class ActivityFeed {
  readonly #sockets = new Set<WebSocket>();
  /** The newest activities, the oldest first. */
  readonly #kept: Activity[] = [];
  #lastId = 0;

  join(socket: WebSocket): void {
    // No await between the two: what came in between would be lost.
    this.sendHistory(socket, HISTORY_SIZE);
    this.#sockets.add(socket);
  }

  leave(socket: WebSocket): void {
    this.#sockets.delete(socket);
  }

  sendHistory(socket: WebSocket, limit: number): void {
    sendMessage(socket, { type: 'history', activities: this.#kept.slice(-limit) });
  }

  /** Keeps what has happened, and sends it to everybody. */
  publish(kind: ActivityKind, text: string): Activity {
    this.#lastId += 1;
    const activity: Activity = { id: this.#lastId, kind, text, time: currentTime() };
    this.#kept.push(activity);
    if (this.#kept.length > MAX_KEPT) this.#kept.shift();
    this.#broadcast({ type: 'activity', ...activity });
    return activity;
  }

  #broadcast(message: ServerMessage): void {
    const text = JSON.stringify(message);
    for (const socket of this.#sockets) send(socket, text);
  }
}
