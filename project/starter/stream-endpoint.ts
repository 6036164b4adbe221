import type { RequestHandler } from 'express';
import { formatComment } from './event-format.ts';
import { EventStream } from './event-stream.ts';
import { callAt } from './expiry.ts';
import { HttpError } from './http-errors.ts';
import { encodeNotification } from './notifications.ts';
import type { Services } from './services.ts';

const KEEPALIVE = Buffer.from(formatComment('keepalive'));

/** GET /notifications?token=: replays what was missed, then stays open for what comes. */
export function createStreamEndpoint({ settings, tokens, events, delivery }: Services): RequestHandler {
  return (request, response) => {
    // EventSource of browsers can send no header, so the token stands in the query.
    const { token } = request.query;
    const session = tokens.verify(typeof token === 'string' ? token : '');
    if (!session) throw new HttpError(401, 'A good token is needed.');

    const stream = new EventStream(response);
    stream.open();
    // HEAD asks for the headers alone.
    if (request.method === 'HEAD') {
      stream.close();
      return;
    }

    // No await from here to subscribe: what came in between would be lost.
    delivery.deliverNews();
    const lastEventId = parseId(request.get('Last-Event-ID'));
    // TODO(RF-04): send what was missed since `lastEventId`, then subscribe.

    const keepalive = setInterval(() => stream.send(KEEPALIVE), settings.KEEPALIVE_MS);
    const cancelExpiry = callAt(session.expiresAt, () => stream.close());
    response.on('close', () => {
      clearInterval(keepalive);
      cancelExpiry();
      delivery.notifications.unsubscribe(stream);
    });
  };
}

function parseId(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
