import type { WebSocket } from 'ws';
import type { ServerMessage } from './protocol.ts';
import { send } from './sending.ts';

/** Knows who is in which room, and reaches them. A room exists as long as somebody is in it. */
export class ConnectionManager {
  /** Room → username → socket. Maps, because a plain object has names of its own, such as `constructor`. */
  readonly #rooms = new Map<string, Map<string, WebSocket>>();

  /** Puts somebody into a room where the name is free. */
  join(room: string, username: string, socket: WebSocket): void {
    const members = this.#rooms.get(room) ?? new Map<string, WebSocket>();
    members.set(username, socket);
    this.#rooms.set(room, members);
  }

  /** Takes somebody out of a room. An empty room is forgotten. */
  leave(room: string, username: string): void {
    const members = this.#rooms.get(room);
    members?.delete(username);
    if (members?.size === 0) this.#rooms.delete(room);
  }

  has(room: string, username: string): boolean {
    return this.#rooms.get(room)?.has(username) ?? false;
  }

  /** The usernames in a room, sorted. */
  usersIn(room: string): string[] {
    return [...(this.#rooms.get(room)?.keys() ?? [])].toSorted();
  }

  /** Every room with the number of people in it, sorted by name. */
  rooms(): Array<{ name: string; users: number }> {
    const names = [...this.#rooms.keys()].toSorted();
    return names.map((name) => ({ name, users: this.usersIn(name).length }));
  }

  /** Sends a message to everybody in a room, or to everybody but `except`. */
  broadcast(room: string, message: ServerMessage, except?: string): void {
    const text = JSON.stringify(message);
    for (const [username, socket] of this.#rooms.get(room) ?? []) {
      if (username !== except) send(socket, text);
    }
  }

  /** Sends a message to one person in a room. Returns false when that person is not there. */
  sendTo(room: string, username: string, message: ServerMessage): boolean {
    const socket = this.#rooms.get(room)?.get(username);
    if (!socket) return false;

    send(socket, JSON.stringify(message));
    return true;
  }
}
