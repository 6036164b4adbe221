import type { WebSocket } from 'ws';
import type { ServerMessage } from './protocol.ts';
import { send } from './sending.ts';

/** Knows who is in which room, and reaches them. A room exists as long as somebody is in it. */
export class ConnectionManager {
  /** Room → username → socket. Maps, because a plain object has names of its own, such as `constructor`. */
  readonly #rooms = new Map<string, Map<string, WebSocket>>();

  /** Puts somebody into a room where the name is free. */
  join(room: string, username: string, socket: WebSocket): void {
    // TODO(step 1): remember the socket under its room and its name.
  }

  /** Takes somebody out of a room. An empty room is forgotten. */
  leave(room: string, username: string): void {
    // TODO(step 4): forget the socket, and the room once nobody is left.
  }

  has(room: string, username: string): boolean {
    // TODO(step 1): tell whether the name is taken in this room.
    return false;
  }

  /** The usernames in a room, sorted. */
  usersIn(room: string): string[] {
    // TODO(step 4): list the names.
    return [];
  }

  /** Every room with the number of people in it, sorted by name. */
  rooms(): Array<{ name: string; users: number }> {
    // TODO(step 4): list the rooms.
    return [];
  }

  /** Sends a message to everybody in a room, or to everybody but `except`. */
  broadcast(room: string, message: ServerMessage, except?: string): void {
    // TODO(step 2): send the message to each socket of this room, but not to that of `except`.
  }

  /** Sends a message to one person in a room. Returns false when that person is not there. */
  sendTo(room: string, username: string, message: ServerMessage): boolean {
    // TODO(step 3): find the socket of this person, send, and tell whether it was there.
    return false;
  }
}
