import type { WebSocket } from 'ws';
import { callAt } from './expiry.ts';
import { type ClientMessage, currentTime, parseClientMessage, type Room } from './protocol.ts';
import { RateLimit } from './rate-limit.ts';
import { sendMessage } from './sending.ts';
import type { Services } from './services.ts';
import type { Session } from './tokens.ts';

const CLOSE_TOKEN_EXPIRED = 4401;

/** Who speaks, and where. */
export interface Member {
  room: Room;
  session: Session;
  socket: WebSocket;
}

/** Lets somebody into a room, and serves this connection until it closes. */
export function handleChat(services: Services, member: Member): void {
  const { socket, session } = member;
  const rateLimit = new RateLimit();

  socket.on('message', (data: Buffer, isBinary) => {
    const parsed = isBinary
      ? { problem: 'Send JSON as text, not binary.' }
      : parseClientMessage(data.toString());
    if ('problem' in parsed) {
      sendMessage(socket, { type: 'error', message: parsed.problem });
      return;
    }
    attempt(socket, () => answer(services, member, rateLimit, parsed.message));
  });

  // TODO(RF-02): when the token runs out, close with CLOSE_TOKEN_EXPIRED; forget that when the socket closes first.

  // A lost connection ends in `close` too, so this is the one place to leave.
  socket.on('close', () => {
    attempt(socket, () => leave(services, member));
  });

  attempt(socket, () => enter(services, member));
}

/** A full disk, for instance, is this connection's trouble, and shall not end the server. */
function attempt(socket: WebSocket, action: () => void): void {
  try {
    action();
  } catch (error) {
    console.error(error);
    sendMessage(socket, { type: 'error', message: 'Something went wrong here.' });
  }
}

function enter({ delivery, presence }: Services, { room, session, socket }: Member): void {
  const { id, username } = session.user;
  // Who comes now has no part in what happened before.
  delivery.deliverNews();
  sendMessage(socket, { type: 'welcome', room, user: { id, username }, time: currentTime() });
  // TODO(RF-03): before the welcome, join the connections, and enter the presence with the first of them.
  // TODO(RF-03): after it, send the list of users, and announce what happened.
}

function leave({ delivery, presence }: Services, { room, session, socket }: Member): void {
  const { id } = session.user;
  // TODO(RF-03): leave the connections, and the presence with the last of them; then announce what happened.
}

function answer(services: Services, member: Member, rateLimit: RateLimit, message: ClientMessage): void {
  const { room, session, socket } = member;
  const { id: userId, username } = session.user;
  switch (message.type) {
    case 'ping':
      sendMessage(socket, { type: 'pong', time: currentTime() });
      break;
    case 'typing':
      // TODO(RF-03): show it to the others, with `showTyping` of `services.delivery`.
      break;
    case 'message':
    case 'private':
      // TODO(RF-04): unless the rate limit allows it, send an `error` instead.
      say(services, member, message);
      break;
  }
}

/** Stores a message; then it is seen. */
function say(
  { messages, users, presence, delivery }: Services,
  { room, session, socket }: Member,
  message: Extract<ClientMessage, { type: 'message' | 'private' }>,
): void {
  // TODO(RF-04): store the message, then announce it. A private one is for somebody in this room, or gives an `error`.
}
