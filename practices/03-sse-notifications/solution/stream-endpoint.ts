import type { RequestHandler } from 'express';
import { EventStream } from './event-stream.ts';
import type { NotificationCenter } from './notification-center.ts';
import { userIdSchema } from './protocol.ts';

/** GET /notifications/:userId: replays what was missed, then stays open for what comes. */
export function createStreamEndpoint(center: NotificationCenter, keepaliveMs: number): RequestHandler {
  return (request, response) => {
    const user = userIdSchema.safeParse(request.params['userId']);
    if (!user.success) {
      response.status(400).json({ error: 'This is no user id.' });
      return;
    }
    if (!request.accepts('text/event-stream')) {
      response.status(406).json({ error: 'This is an event stream; accept text/event-stream.' });
      return;
    }

    const stream = new EventStream(response);
    stream.open();
    // HEAD asks for the headers alone.
    if (request.method === 'HEAD') {
      stream.close();
      return;
    }

    // No await from here to subscribe: what came in between would be lost.
    replay(center, user.data, stream, request.get('Last-Event-ID'));
    center.subscribe(user.data, stream);
    const keepalive = setInterval(() => stream.sendComment('keepalive'), keepaliveMs);

    response.on('close', () => {
      clearInterval(keepalive);
      center.unsubscribe(user.data, stream);
    });
  };
}

function replay(
  center: NotificationCenter,
  userId: string,
  stream: EventStream,
  lastEventId: string | undefined,
): void {
  if (lastEventId === undefined) return;

  const missed = center.eventsAfter(userId, lastEventId);
  if (missed === undefined) {
    stream.sendEvent({ event: 'reset', data: JSON.stringify({ type: 'reset', lastEventId }) });
    return;
  }
  for (const event of missed) stream.sendEvent(event);
}
