import type { WebSocket } from 'ws';
import type { ServerMessage } from './protocol.ts';
import { send } from './sending.ts';

/** Knows the connections of this server, and reaches them. */
export class ConnectionManager {
  /** Room → user → the sockets of that person's tabs. */
  readonly #rooms = new Map<number, Map<number, Set<WebSocket>>>();

  /** Adds a connection. Returns true when it is the person's first one to this room. */
  join(roomId: number, userId: number, socket: WebSocket): boolean {
    // TODO(RF-03): remember the socket under its room and its user.
    return false;
  }

  /** Removes a connection. Returns true when it was the person's last one to this room. */
  leave(roomId: number, userId: number, socket: WebSocket): boolean {
    // TODO(RF-03): forget the socket, and the user and the room once nothing is left of them.
    return false;
  }

  /** Sends a message to everybody in a room, or to everybody but one person. */
  broadcast(roomId: number, message: ServerMessage, exceptUserId?: number): void {
    // TODO(RF-03): send it to each socket of each user in this room, but not to those of `exceptUserId`.
  }

  /** Sends a message to every connection that these people have to a room. */
  sendTo(roomId: number, userIds: Iterable<number>, message: ServerMessage): void {
    const text = JSON.stringify(message);
    for (const userId of new Set(userIds)) {
      for (const socket of this.#rooms.get(roomId)?.get(userId) ?? []) send(socket, text);
    }
  }

  /** Who is in which room of this server. */
  everybody(): Array<{ roomId: number; userId: number }> {
    return [...this.#rooms].flatMap(([roomId, users]) =>
      [...users.keys()].map((userId) => ({ roomId, userId })),
    );
  }
}
