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
  // TODO(step 1): join the room, and welcome the newcomer.
  // TODO(step 4): send the newcomer the list of users, and announce the newcomer to the others.

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

  // TODO(step 4): leave when the socket closes, and announce it to the others.
}

function announce(
  connections: ConnectionManager,
  { room, username }: Member,
  event: 'user_joined' | 'user_left',
): void {
  // TODO(step 4): broadcast a `system` message to everybody else.
}

function answer(connections: ConnectionManager, member: Member, message: ClientMessage): void {
  const { room, username, socket } = member;
  switch (message.type) {
    // TODO(step 2): broadcast a `message` to everybody in the room.
    // TODO(step 3): answer `private` with `sendPrivate`, and broadcast `typing` to everybody else.
    // TODO(step 4): answer `get_users`.
    default:
      sendMessage(socket, { type: 'error', message: `${message.type} is not written yet.` });
  }
}

function sendPrivate(connections: ConnectionManager, member: Member, to: string, text: string): void {
  // TODO(step 3): send it to its addressee; send an `error` to the sender when nobody of that name is there.
}
