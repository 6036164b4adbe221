// @ts-check
import { createList } from './list.js';
import { createStream } from './stream.js';

const user = find('user', HTMLInputElement);
const stop = find('stop', HTMLButtonElement);
const state = find('state', HTMLElement);
const to = find('to', HTMLInputElement);
const message = find('message', HTMLInputElement);
const problem = find('problem', HTMLElement);

const list = createList({
  list: find('list', HTMLElement),
  toasts: find('toasts', HTMLElement),
  unread: find('unread', HTMLElement),
});
const stream = createStream(showState, list.add, () => {
  problem.textContent = 'Some notifications may be missing: the server could not tell which came last.';
});

find('listen-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  stream.listen(user.value);
});

stop.addEventListener('click', () => stream.stop());
find('read', HTMLButtonElement).addEventListener('click', () => list.markAsRead());

find('post-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  const type = event.submitter instanceof HTMLButtonElement ? event.submitter.value : 'info';
  void post(type, message.value);
});

/**
 * @param {string} type
 * @param {string} text
 */
async function post(type, text) {
  const path = to.value === '' ? '/broadcast' : `/notify/${encodeURIComponent(to.value)}`;
  const body = JSON.stringify({ type, message: text });
  const headers = { 'Content-Type': 'application/json' };
  try {
    const response = await fetch(path, { method: 'POST', headers, body });
    problem.textContent = response.ok ? '' : (await response.json()).error;
  } catch {
    problem.textContent = 'The server does not answer. Is it running?';
  }
}

/** @param {import('./stream.js').State} now */
function showState(now) {
  state.dataset.state = now;
  state.textContent = now;
  stop.disabled = now === 'disconnected';
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
