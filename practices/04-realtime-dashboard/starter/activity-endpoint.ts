import type { WebSocket } from 'ws';
import type { ActivityFeed } from './activity-feed.ts';
import type { Counters } from './counters.ts';
import { parseClientMessage } from './protocol.ts';
import { sendMessage } from './sending.ts';

/** WebSocket /ws/activity: serves one connection until it closes. */
export function handleActivity(feed: ActivityFeed, counters: Counters, socket: WebSocket): void {
  // TODO(step 3): join the feed.
  // TODO(step 4): count the user.

  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      sendMessage(socket, { type: 'error', message: 'Send JSON as text, not binary.' });
      return;
    }

    const parsed = parseClientMessage(data.toString());
    if ('problem' in parsed) {
      sendMessage(socket, { type: 'error', message: parsed.problem });
    } else {
      // TODO(step 3): answer `get_history`.
    }
  });

  // A lost connection ends in `close` too, so this is the one place to leave.
  // TODO(step 3): leave the feed when the socket closes.
  // TODO(step 4): let the user out of the count when the socket closes.
}
