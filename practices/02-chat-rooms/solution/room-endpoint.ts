import type { WebSocket } from 'ws';
import type { ConnectionManager } from './connection-manager.ts';
import { type ClientMessage, currentTime, parseClientMessage } from './protocol.ts';
import { sendMessage } from './sending.ts';

/** Who speaks, and where. */
export interface Member {
  room: string;
  username: string;
  socket: WebSocket;
}

/** Lets somebody into a room whose name is free there, and serves this connection until it closes. */
export function handleRoom(connections: ConnectionManager, member: Member): void {
  const { room, username, socket } = member;
  connections.join(room, username, socket);

  sendMessage(socket, { type: 'welcome', room, username, time: currentTime() });
  sendMessage(socket, { type: 'user_list', users: connections.usersIn(room) });
  announce(connections, member, 'user_joined');

  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      sendMessage(socket, { type: 'error', message: 'Send JSON as text, not binary.' });
      return;
    }

    const parsed = parseClientMessage(data.toString());
    if ('problem' in parsed) {
      sendMessage(socket, { type: 'error', message: parsed.problem });
    } else {
      answer(connections, member, parsed.message);
    }
  });

  // A lost connection ends in `close` too, so this is the one place to leave.
  socket.on('close', () => {
    connections.leave(room, username);
    announce(connections, member, 'user_left');
  });
}

function announce(
  connections: ConnectionManager,
  { room, username }: Member,
  event: 'user_joined' | 'user_left',
): void {
  connections.broadcast(room, { type: 'system', event, username, time: currentTime() }, username);
}

function answer(connections: ConnectionManager, member: Member, message: ClientMessage): void {
  const { room, username, socket } = member;
  switch (message.type) {
    case 'message': {
      const { text } = message;
      connections.broadcast(room, { type: 'message', from: username, text, time: currentTime() });
      break;
    }
    case 'private':
      sendPrivate(connections, member, message.to.normalize('NFC'), message.text);
      break;
    case 'typing':
      connections.broadcast(room, { type: 'typing', from: username, typing: message.typing }, username);
      break;
    case 'get_users':
      sendMessage(socket, { type: 'user_list', users: connections.usersIn(room) });
      break;
  }
}

function sendPrivate(connections: ConnectionManager, member: Member, to: string, text: string): void {
  const { room, username, socket } = member;
  const time = currentTime();
  const found = connections.sendTo(room, to, { type: 'private', from: username, to, text, time });
  if (!found) sendMessage(socket, { type: 'error', message: `${to} is not in this room.` });
}
