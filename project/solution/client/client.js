// @ts-check
import { createApi } from './api.js';
import { find } from './elements.js';
import { createNotificationStream } from './notification-stream.js';
import { createNotifications } from './notifications.js';
import { createRoomView } from './room-view.js';
import { createRooms } from './rooms.js';
import { clearSession, loadSession, saveSession } from './session.js';
import { createSignIn } from './sign-in.js';

const SESSION_ENDED = 'Your session has ended. Please log in again.';

const status = find('status', HTMLElement);
const account = find('account', HTMLElement);
const name = find('name', HTMLElement);
const signInSection = find('sign-in', HTMLElement);
const chat = find('chat', HTMLElement);
const roomSection = find('room', HTMLElement);
const text = find('text', HTMLInputElement);

const api = createApi(() => end(SESSION_ENDED));
const signIn = createSignIn(api, (session) => {
  saveSession(session);
  begin(session);
});
const roomView = createRoomView(api, { onState: showState, onTokenExpired: () => end(SESSION_ENDED) });
const rooms = createRooms(
  api,
  {
    list: find('rooms', HTMLElement),
    form: find('room-form', HTMLFormElement),
    name: find('new-room', HTMLInputElement),
    problem: find('room-problem', HTMLElement),
  },
  enter,
);
const notifications = createNotifications({
  list: find('notifications', HTMLElement),
  unread: find('unread', HTMLElement),
  newest: find('newest', HTMLElement),
  read: find('read', HTMLButtonElement),
});
const stream = createNotificationStream(
  (notification) => {
    if (notification.event !== 'new_message') rooms.refreshSoon();
    // What happens in the open room is seen there.
    if (notification.roomId !== roomView.room?.id) notifications.add(notification);
  },
  // A browser does not say why it was refused. When it was the token, this request ends the session.
  () => void api.whoAmI().catch(() => {}),
);

find('log-out', HTMLButtonElement).addEventListener('click', () => end(''));

/** @param {import('./session.js').Session} session */
function begin({ token, username }) {
  name.textContent = username;
  showChat(true);
  stream.open(token);
  void rooms.refresh();
}

/** @param {string} reason shown at the form to log in */
function end(reason) {
  clearSession();
  stream.close();
  roomView.leave();
  rooms.clear();
  notifications.clear();
  roomSection.hidden = true;
  showChat(false);
  signIn.showProblem(reason);
  signIn.focus();
}

/** @param {import('./protocol.js').Room} room */
function enter(room) {
  const session = loadSession();
  if (!session) return;
  roomSection.hidden = false;
  roomView.enter(room, session);
  text.focus();
}

/** @param {boolean} isLoggedIn */
function showChat(isLoggedIn) {
  account.hidden = !isLoggedIn;
  chat.hidden = !isLoggedIn;
  signInSection.hidden = isLoggedIn;
}

/**
 * @param {import('./chat-connection.js').State} state
 * @param {string} detail
 */
function showState(state, detail) {
  status.dataset.state = state;
  status.textContent = detail === '' ? state : `${state}, ${detail}`;
  if (state === 'connected') rooms.refreshSoon();
}

const session = loadSession();
if (session) begin(session);
else showChat(false);
