import type { WebSocket } from 'ws';
import type { ServerMessage } from './protocol.ts';
import { send } from './sending.ts';

/** Knows the connections of this server, and reaches them. */
export class ConnectionManager {
  /** Room → user → the sockets of that person's tabs. */
  readonly #rooms = new Map<number, Map<number, Set<WebSocket>>>();

  /** Adds a connection. Returns true when it is the person's first one to this room. */
  join(roomId: number, userId: number, socket: WebSocket): boolean {
    const users = this.#rooms.get(roomId) ?? new Map<number, Set<WebSocket>>();
    const sockets = users.get(userId) ?? new Set<WebSocket>();
    sockets.add(socket);
    users.set(userId, sockets);
    this.#rooms.set(roomId, users);
    return sockets.size === 1;
  }

  /** Removes a connection. Returns true when it was the person's last one to this room. */
  leave(roomId: number, userId: number, socket: WebSocket): boolean {
    const users = this.#rooms.get(roomId);
    const sockets = users?.get(userId);
    sockets?.delete(socket);
    if (!users || sockets?.size !== 0) return false;

    users.delete(userId);
    if (users.size === 0) this.#rooms.delete(roomId);
    return true;
  }

  /** Sends a message to everybody in a room, or to everybody but one person. */
  broadcast(roomId: number, message: ServerMessage, exceptUserId?: number): void {
    const text = JSON.stringify(message);
    for (const [userId, sockets] of this.#rooms.get(roomId) ?? []) {
      if (userId === exceptUserId) continue;
      for (const socket of sockets) send(socket, text);
    }
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
