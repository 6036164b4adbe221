import type { WebSocket } from 'ws';
import type { EventStream } from './event-stream.ts';
import type { ActivityKind, Counts } from './protocol.ts';

/** Counts what happens. */
export class Counters {
  /** Who is connected is not counted up and down: whoever is deleted from a set twice is still gone once. */
  readonly streams = new Set<EventStream>();
  readonly users = new Set<WebSocket>();
  readonly #activities: Record<ActivityKind, number> = { user_login: 0, error: 0, request: 0 };
  #requests = 0;

  countRequest(): void {
    this.#requests += 1;
  }

  countActivity(kind: ActivityKind): void {
    this.#activities[kind] += 1;
  }

  read(): Counts {
    return {
      traffic: { requests: this.#requests, streams: this.streams.size },
      app: {
        connectedUsers: this.users.size,
        logins: this.#activities.user_login,
        errors: this.#activities.error,
        requests: this.#activities.request,
      },
    };
  }
}
