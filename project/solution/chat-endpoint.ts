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

  const cancelExpiry = callAt(session.expiresAt, () =>
    socket.close(CLOSE_TOKEN_EXPIRED, 'The token ran out'),
  );

  // A lost connection ends in `close` too, so this is the one place to leave.
  socket.on('close', () => {
    cancelExpiry();
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
  const isFirst = delivery.connections.join(room.id, id, member);
  if (isFirst) presence.enter(room.id, id);
  sendMessage(member, { type: 'welcome', room, user: { id, username }, time: currentTime() });
  sendMessage(member, { type: 'user_list', users: presence.usersIn(room.id) });
  delivery.announce();
}

function leave({ delivery, presence }: Services, member: Member): void {
  const { room, session } = member;
  const { id } = session.user;
  const isLast = delivery.connections.leave(room.id, id, member);
  if (isLast) presence.leave(room.id, id);
  delivery.announce();
}

function answer(services: Services, member: Member, rateLimit: RateLimit, message: ClientMessage): void {
  const { room, session } = member;
  const { id: userId, username } = session.user;
  switch (message.type) {
    case 'ping':
      sendMessage(member, { type: 'pong', time: currentTime() });
      break;
    case 'typing':
      services.delivery.announceTyping({
        type: 'typing',
        roomId: room.id,
        userId,
        username,
        typing: message.typing,
      });
      break;
    case 'message':
    case 'private':
      if (!rateLimit.allows()) {
        sendMessage(member, { type: 'error', message: 'Too many messages: wait a few seconds.' });
      } else if (message.type === 'message') {
        say(services, member, message.text);
      } else {
        whisper(services, member, message.to, message.text);
      }
      break;
  }
}

/** Stores a message; then it is seen. */
function say({ messages, delivery }: Services, { room, session }: Member, text: string): void {
  messages.store({ roomId: room.id, authorId: session.user.id, text });
  delivery.announce();
}

function whisper(services: Services, member: Member, to: string, text: string): void {
  const { room, session } = member;
  const recipient = services.users.findByName(to);
  if (!recipient || !services.presence.has(room.id, recipient.id)) {
    sendMessage(member, { type: 'error', message: `${to} is not in this room.` });
    return;
  }
  services.messages.store({ roomId: room.id, authorId: session.user.id, recipientId: recipient.id, text });
  services.delivery.announce();
}
