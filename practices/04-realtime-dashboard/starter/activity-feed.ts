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
    // TODO(step 3): send the history, and remember the socket.
  }

  leave(socket: WebSocket): void {
    // TODO(step 3): forget the socket.
  }

  sendHistory(socket: WebSocket, limit: number): void {
    // TODO(step 3): send the newest activities, as many as `limit` says.
  }

  /** Keeps what has happened, and sends it to everybody. */
  publish(kind: ActivityKind, text: string): Activity {
    this.#lastId += 1;
    const activity: Activity = { id: this.#lastId, kind, text, time: currentTime() };
    // TODO(step 3): keep it, but no more than MAX_KEPT, and send it to everybody.
    return activity;
  }

  #broadcast(message: ServerMessage): void {
    // TODO(step 3): send the message to every socket.
  }
}
