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
    // TODO(step 1): answer 406 when the client does not accept an event stream.

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
    // TODO(step 5): send a comment every `keepaliveMs`; when the response closes, stop that and unsubscribe.
  };
}

function replay(
  center: NotificationCenter,
  userId: string,
  stream: EventStream,
  lastEventId: string | undefined,
): void {
  if (lastEventId === undefined) return;

  // TODO(step 4): send what was missed, or the event `reset` when that can't be known.
}
