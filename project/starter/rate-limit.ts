const MAX_MESSAGES = 20;
const WINDOW_MS = 5000;

/** Lets 20 messages through in any 5 seconds. */
export class RateLimit {
  /** When each of the last messages came, the oldest first. */
  readonly #times: number[] = [];

  /** Counts a message; returns false, and does not count it, when it is one too many. */
  allows(): boolean {
    // TODO(RF-04): refuse when MAX_MESSAGES came within the last WINDOW_MS.
    return true;
  }
}
