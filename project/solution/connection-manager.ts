import { encodeTextFrame } from './frame.ts';
import type { ServerMessage } from './protocol.ts';
import { type Peer, sendFrame } from './sending.ts';

/** Knows the connections of this server, and reaches them. */
export class ConnectionManager {
  /** Room → user → that person's connections, one for each tab. */
  readonly #rooms = new Map<number, Map<number, Set<Peer>>>();

  /** Adds a connection. Returns true when it is the person's first one to this room. */
  join(roomId: number, userId: number, peer: Peer): boolean {
    const users = this.#rooms.get(roomId) ?? new Map<number, Set<Peer>>();
    const peers = users.get(userId) ?? new Set<Peer>();
    peers.add(peer);
    users.set(userId, peers);
    this.#rooms.set(roomId, users);
    return peers.size === 1;
  }

  /** Removes a connection. Returns true when it was the person's last one to this room. */
  leave(roomId: number, userId: number, peer: Peer): boolean {
    const users = this.#rooms.get(roomId);
    const peers = users?.get(userId);
    peers?.delete(peer);
    if (!users || peers?.size !== 0) return false;

    users.delete(userId);
    if (users.size === 0) this.#rooms.delete(roomId);
    return true;
  }

  /** Sends a message to everybody in a room, or to everybody but one person. */
  broadcast(roomId: number, message: ServerMessage, exceptUserId?: number): void {
    const frame = encodeTextFrame(JSON.stringify(message));
    for (const [userId, peers] of this.#rooms.get(roomId) ?? []) {
      if (userId === exceptUserId) continue;
      for (const peer of peers) sendFrame(peer, frame);
    }
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
