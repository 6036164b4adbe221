import { encodeTextFrame } from './frame.ts';
import type { ServerMessage } from './protocol.ts';
import { type Peer, sendFrame } from './sending.ts';

/** Knows the connections of this server, and reaches them. */
export class ConnectionManager {
  /** Room → user → that person's connections, one for each tab. */
  readonly #rooms = new Map<number, Map<number, Set<Peer>>>();

  /** Adds a connection. Returns true when it is the person's first one to this room. */
  join(roomId: number, userId: number, peer: Peer): boolean {
    // TODO(RF-03): keep the connection under its room and its user.
    return false;
  }

  /** Removes a connection. Returns true when it was the person's last one to this room. */
  leave(roomId: number, userId: number, peer: Peer): boolean {
    // TODO(RF-03): forget the connection, and its user and its room once nothing is left of them.
    return false;
  }

  /** Sends a message to everybody in a room, or to everybody but one person. */
  broadcast(roomId: number, message: ServerMessage, exceptUserId?: number): void {
    const frame = encodeTextFrame(JSON.stringify(message));
    // TODO(RF-03): send the frame to each connection of each user in this room, but not to those of `exceptUserId`.
  }

  /** Sends a message to every connection that these people have to a room. */
  sendTo(roomId: number, userIds: Iterable<number>, message: ServerMessage): void {
    const frame = encodeTextFrame(JSON.stringify(message));
    for (const userId of new Set(userIds)) {
      for (const peer of this.#rooms.get(roomId)?.get(userId) ?? []) sendFrame(peer, frame);
    }
  }

  /** Who is in which room of this server. */
  everybody(): Array<{ roomId: number; userId: number }> {
    return [...this.#rooms].flatMap(([roomId, users]) =>
      [...users.keys()].map((userId) => ({ roomId, userId })),
    );
  }
}
