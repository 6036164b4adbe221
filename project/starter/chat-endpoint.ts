import type { WebSocket } from 'ws';
import { callAt } from './expiry.ts';
import { type ClientMessage, currentTime, parseClientMessage, type Room } from './protocol.ts';
import { RateLimit } from './rate-limit.ts';
import { type Peer, sendMessage } from './sending.ts';
import type { Services } from './services.ts';
import type { Session } from './tokens.ts';

const CLOSE_INTERNAL_ERROR = 1011;
const CLOSE_TOKEN_EXPIRED = 4401;

/** Who speaks, and where. */
export interface Member extends Peer {
  room: Room;
  session: Session;
}

/** Lets somebody into a room, and serves this connection until it closes. */
export function handleChat(services: Services, member: Member): void {
  const { socket, session } = member;
  const rateLimit = new RateLimit();

  socket.on('message', (data: Buffer, isBinary) => {
    // What comes after the close frame, as when the token ran out, counts no more.
    if (socket.readyState !== socket.OPEN) return;
    const parsed = isBinary
      ? { problem: 'Send JSON as text, not binary.' }
      : parseClientMessage(data.toString());
    if ('problem' in parsed) {
      sendMessage(member, { type: 'error', message: parsed.problem });
      return;
    }
    attempt(socket, () => answer(services, member, rateLimit, parsed.message));
  });

  // TODO(RF-02): when the token runs out, close with CLOSE_TOKEN_EXPIRED; when the socket closes first, cancel that.

  // A lost connection ends in `close` too, so this is the one place to leave.
  socket.on('close', () => {
    attempt(socket, () => leave(services, member));
  });

  attempt(socket, () => enter(services, member));
}

/** A full disk, for instance, costs this client its connection, and shall not end the server. */
function attempt(socket: WebSocket, action: () => void): void {
  try {
    action();
  } catch (error) {
    console.error(error);
    socket.close(CLOSE_INTERNAL_ERROR, 'Something went wrong here');
  }
}

function enter({ delivery, presence }: Services, member: Member): void {
  const { room, session } = member;
  const { id, username } = session.user;
  // Who comes now has no part in what happened before.
  delivery.deliverNews();
  // TODO(RF-03): join the connections, and enter the presence when it is the first one.
  sendMessage(member, { type: 'welcome', room, user: { id, username }, time: currentTime() });
  sendMessage(member, { type: 'user_list', users: presence.usersIn(room.id) });
  delivery.announce();
}

function leave({ delivery, presence }: Services, member: Member): void {
  const { room, session } = member;
  const { id } = session.user;
  // TODO(RF-03): leave the connections, and the presence when it was the last one; then announce what happened.
}

function answer(services: Services, member: Member, rateLimit: RateLimit, message: ClientMessage): void {
  const { room, session } = member;
  const { id: userId, username } = session.user;
  switch (message.type) {
    case 'ping':
      sendMessage(member, { type: 'pong', time: currentTime() });
      break;
    case 'typing':
      // TODO(RF-03): tell the others, with `announceTyping` of `services.delivery`.
      break;
    case 'message':
    case 'private':
      // TODO(RF-04): `say` or `whisper` it when the rate limit allows it; else send an `error`.
      break;
  }
}

/** Stores a message; then it is seen. */
function say({ messages, delivery }: Services, { room, session }: Member, text: string): void {
  // TODO(RF-04): store the message, then announce what happened.
}

/** The same for one person, who has to be in the room. */
function whisper(services: Services, member: Member, to: string, text: string): void {
  // TODO(RF-04): find the recipient; send an `error` when nobody of that name is there; else store and announce.
}
