// @ts-check

/**
 * What comes over the wire, as the README of the project says it.
 *
 * @typedef {{ id: number, username: string, email: string }} User
 * @typedef {{ id: number, name: string }} Room
 * @typedef {Room & { users: number }} ListedRoom
 *
 * @typedef {{ type: 'message', id: number, from: string, text: string, time: string }} RoomMessage
 * @typedef {{ type: 'private', id: number, from: string, to: string, text: string, time: string }} PrivateMessage
 * @typedef {RoomMessage | PrivateMessage} StoredMessage a message of the history, which has an id
 *
 * @typedef {{ type: 'welcome', room: Room, user: { id: number, username: string }, time: string }} Welcome
 * @typedef {{ type: 'user_list', users: string[] }} UserList
 * @typedef {{ type: 'system', event: 'user_joined' | 'user_left', username: string, time: string }} SystemMessage
 * @typedef {{ type: 'typing', from: string, typing: boolean }} Typing
 * @typedef {{ type: 'error', message: string }} ErrorMessage
 * @typedef {{ type: 'pong', time: string }} Pong
 * @typedef {StoredMessage | Welcome | UserList | SystemMessage | Typing | ErrorMessage | Pong} ServerMessage
 *
 * @typedef {{ type: 'message', text: string }
 *   | { type: 'private', to: string, text: string }
 *   | { type: 'typing', typing: boolean }
 *   | { type: 'ping' }} ClientMessage
 */

export {};
