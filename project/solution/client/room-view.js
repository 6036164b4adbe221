// @ts-check
import { createChatConnection } from './chat-connection.js';
import { find } from './elements.js';
import { createPeople } from './people.js';
import { createRoomHistory } from './room-history.js';
import { createWriting } from './writing.js';

/** @typedef {import('./protocol.js').Room} Room */

/**
 * The open room: its messages, its people, and the form to write.
 * @param {import('./api.js').Api} api
 * @param {{
 *   onState: (state: import('./chat-connection.js').State, detail: string) => void,
 *   onTokenExpired: () => void,
 * }} listeners
 */
export function createRoomView(api, { onState, onTokenExpired }) {
  const heading = find('room-heading', HTMLElement);
  const to = find('to', HTMLSelectElement);
  const people = createPeople({ list: find('people', HTMLElement), typing: find('typing', HTMLElement), to });
  const connection = createChatConnection({
    onState: (state, detail) => {
      if (state !== 'connected') people.setAll([]);
      onState(state, detail);
    },
    onMessage: show,
    // A browser does not say why it was refused. When it was the token, this request ends the session.
    onRefused: () => void api.whoAmI().catch(() => {}),
    onTokenExpired,
  });
  const history = createRoomHistory(
    api,
    { log: find('log', HTMLElement), older: find('older', HTMLButtonElement) },
    { onComplete: connection.settle, onFailure: connection.drop },
  );
  const writing = createWriting(
    {
      form: find('message-form', HTMLFormElement),
      to,
      text: find('text', HTMLInputElement),
      problem: find('message-problem', HTMLElement),
    },
    connection.send,
  );

  /** @type {Room | undefined} */
  let room;

  /**
   * @param {Room} entered
   * @param {import('./session.js').Session} session
   */
  function enter(entered, { token, username }) {
    room = entered;
    heading.textContent = entered.name;
    writing.showProblem('');
    history.begin(entered.id, username);
    connection.connect(`/ws/chat/${entered.id}?token=${encodeURIComponent(token)}`);
  }

  function leave() {
    room = undefined;
    connection.disconnect();
    // What was written here is not for whoever logs in next.
    history.begin(0, '');
  }

  /** @param {import('./protocol.js').ServerMessage} message */
  function show(message) {
    switch (message.type) {
      case 'welcome':
        void history.catchUp();
        break;
      case 'user_list':
        people.setAll(message.users);
        break;
      case 'system':
        showSystem(message);
        break;
      case 'message':
      case 'private':
        history.add(message);
        break;
      case 'typing':
        people.setTyping(message.from, message.typing);
        break;
      case 'error':
        writing.showProblem(message.message);
        break;
    }
  }

  /** @param {import('./protocol.js').SystemMessage} message */
  function showSystem({ event, username, time }) {
    history.addSystem(`${username} ${event === 'user_joined' ? 'joined' : 'left'}.`, time);
  }

  return {
    enter,
    leave,
    /** The room that is open. */
    get room() {
      return room;
    },
  };
}
