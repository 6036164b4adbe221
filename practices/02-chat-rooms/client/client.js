// @ts-check
import { createConnection } from './connection.js';
import { createLog } from './log.js';
import { createPeople } from './people.js';

/**
 * @typedef {{ type: 'welcome', room: string, username: string, time: string }
 *   | { type: 'user_list', users: string[] }
 *   | { type: 'system', event: 'user_joined' | 'user_left', username: string, time: string }
 *   | { type: 'message', from: string, text: string, time: string }
 *   | { type: 'private', from: string, to: string, text: string, time: string }
 *   | { type: 'typing', from: string, typing: boolean }
 *   | { type: 'error', message: string }} ServerMessage
 */

const room = find('room', HTMLInputElement);
const username = find('username', HTMLInputElement);
const status = find('status', HTMLElement);
const leave = find('leave', HTMLButtonElement);
const to = find('to', HTMLSelectElement);
const text = find('text', HTMLInputElement);
const send = find('send', HTMLButtonElement);

const log = createLog(find('log', HTMLElement));
const people = createPeople({ list: find('people', HTMLElement), typing: find('typing', HTMLElement), to });
const connection = createConnection(showState, (message) => show(/** @type {ServerMessage} */ (message)));
let isTyping = false;

find('join-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  connection.connect(`/ws/${encodeURIComponent(room.value)}/${encodeURIComponent(username.value)}`);
});

leave.addEventListener('click', () => connection.disconnect());

text.addEventListener('input', () => setTyping(text.value !== ''));

find('message-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  if (text.value === '') return;
  if (to.value === '') {
    connection.send({ type: 'message', text: text.value });
  } else {
    connection.send({ type: 'private', to: to.value, text: text.value });
    // A private message goes to its addressee alone, so this page has to show it to its author.
    log.add('private', `to ${to.value}: ${text.value}`);
  }
  text.value = '';
  setTyping(false);
});

/** @param {boolean} typing */
function setTyping(typing) {
  if (typing === isTyping) return;
  isTyping = typing;
  connection.send({ type: 'typing', typing });
}

/**
 * @param {import('./connection.js').State} state
 * @param {string} detail
 */
function showState(state, detail) {
  const isConnected = state === 'connected';
  status.dataset.state = state;
  status.textContent = detail === '' ? state : `${state} ${detail}`;
  leave.disabled = state === 'disconnected';
  text.disabled = !isConnected;
  send.disabled = !isConnected;
  if (!isConnected) people.setAll([]);
}

/** @param {ServerMessage} message */
function show(message) {
  switch (message.type) {
    case 'welcome':
      log.add('system', `You are ${message.username} in ${message.room}.`, message.time);
      break;
    case 'user_list':
      people.setAll(message.users);
      break;
    case 'system':
      showSystem(message);
      break;
    case 'message':
      log.add('message', `${message.from}: ${message.text}`, message.time);
      break;
    case 'private':
      log.add('private', `${message.from} to you: ${message.text}`, message.time);
      break;
    case 'typing':
      people.setTyping(message.from, message.typing);
      break;
    case 'error':
      log.add('error', message.message);
      break;
  }
}

/** @param {Extract<ServerMessage, { type: 'system' }>} message */
function showSystem({ event, username: name, time }) {
  if (event === 'user_joined') {
    people.add(name);
    log.add('system', `${name} joined.`, time);
  } else {
    people.remove(name);
    log.add('system', `${name} left.`, time);
  }
}

/**
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 */
function find(id, kind) {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`The page has no ${kind.name} with the id ${id}.`);
}
