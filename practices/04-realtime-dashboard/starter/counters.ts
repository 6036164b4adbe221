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
    // TODO(step 4): count one more.
  }

  countActivity(kind: ActivityKind): void {
    // TODO(step 4): count one more of this kind.
  }

  read(): Counts {
    // TODO(step 4): tell what was counted, and how many are connected.
    return {
      traffic: { requests: 0, streams: 0 },
      app: { connectedUsers: 0, logins: 0, errors: 0, requests: 0 },
    };
  }
}
