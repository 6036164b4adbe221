import type { WebSocket } from 'ws';
import type { ActivityFeed } from './activity-feed.ts';
import type { Counters } from './counters.ts';
import { parseClientMessage } from './protocol.ts';
import { sendMessage } from './sending.ts';

/** WebSocket /ws/activity: serves one connection until it closes. */
export function handleActivity(feed: ActivityFeed, counters: Counters, socket: WebSocket): void {
  feed.join(socket);
  counters.users.add(socket);

  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      sendMessage(socket, { type: 'error', message: 'Send JSON as text, not binary.' });
      return;
    }

    const parsed = parseClientMessage(data.toString());
    if ('problem' in parsed) {
      sendMessage(socket, { type: 'error', message: parsed.problem });
    } else {
      feed.sendHistory(socket, parsed.message.limit);
    }
  });

  // A lost connection ends in `close` too, so this is the one place to leave.
  socket.on('close', () => {
    feed.leave(socket);
    counters.users.delete(socket);
  });
}
