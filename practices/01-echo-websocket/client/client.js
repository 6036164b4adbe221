// @ts-check
import { createConnection } from './connection.js';
import { parseHex } from './hex.js';
import { createLog } from './log.js';

/** @typedef {import('./connection.js').State} State */

const endpointSelect = find('endpoint', HTMLSelectElement);
const connectButton = find('connect', HTMLButtonElement);
const disconnectButton = find('disconnect', HTMLButtonElement);
const reconnectButton = find('reconnect', HTMLButtonElement);
const status = find('status', HTMLElement);

const textForm = find('text-form', HTMLFormElement);
const textInput = find('text', HTMLInputElement);

const jsonForm = find('json-form', HTMLFormElement);
const sampleSelect = find('sample', HTMLSelectElement);
const jsonInput = find('json', HTMLTextAreaElement);

const binaryForm = find('binary-form', HTMLFormElement);
const binaryInput = find('binary', HTMLInputElement);
const binaryProblem = find('binary-problem', HTMLElement);

/** What the page offers to send to /ws/json. @type {Record<string, string>} */
const samples = {
  message: '{"type":"message","text":"hello"}',
  ping: '{"type":"ping"}',
  time: '{"type":"command","command":"time"}',
  help: '{"type":"command","command":"help"}',
  info: '{"type":"command","command":"info"}',
  free: 'not json',
};

const log = createLog(find('log', HTMLElement), find('log-entries', HTMLElement));
const connection = createConnection(showState, (data) => log.addMessage('received', data));

connectButton.addEventListener('click', () => connection.connect(endpointSelect.value));
disconnectButton.addEventListener('click', () => connection.disconnect());
reconnectButton.addEventListener('click', () => connection.reconnect(endpointSelect.value));
find('clear-log', HTMLButtonElement).addEventListener('click', () => log.clear());

textForm.addEventListener('submit', (event) => {
  event.preventDefault();
  send(textInput.value);
  // The next text replaces this one, and Enter sends this one again.
  textInput.select();
});

jsonForm.addEventListener('submit', (event) => {
  event.preventDefault();
  send(jsonInput.value);
});

jsonInput.addEventListener('keydown', (event) => {
  // While a word is composed, as in Japanese, Enter only confirms the word.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  jsonForm.requestSubmit();
});

jsonInput.addEventListener('input', () => {
  // What was typed is kept as a sample, so that choosing another one does not lose it.
  samples['free'] = jsonInput.value;
  sampleSelect.value = 'free';
});

sampleSelect.addEventListener('change', showSample);
showSample();

binaryForm.addEventListener('submit', (event) => {
  event.preventDefault();
  const bytes = parseHex(binaryInput.value);
  showBinaryProblem(bytes === undefined ? 'Write each byte as two hex digits, such as ff fe 00.' : '');
  if (bytes !== undefined) send(bytes.buffer);
});

binaryInput.addEventListener('input', () => showBinaryProblem(''));

/** @param {string | ArrayBuffer} data */
function send(data) {
  if (connection.send(data)) {
    log.addMessage('sent', data);
  } else {
    log.addInfo('Nothing was sent: there is no connection.');
  }
}

/**
 * @param {State} state
 * @param {string} detail
 */
function showState(state, detail) {
  status.dataset['state'] = state;
  status.textContent = `${state} ${detail}`;
  log.addInfo(`${state} ${detail}`);

  connectButton.disabled = state !== 'disconnected';
  disconnectButton.disabled = state !== 'connecting' && state !== 'connected';
  reconnectButton.disabled = state !== 'connected' && state !== 'disconnected';
  for (const button of document.querySelectorAll('button.send')) {
    button.toggleAttribute('disabled', state !== 'connected');
  }
}

function showSample() {
  jsonInput.value = samples[sampleSelect.value] ?? '';
}

/** @param {string} problem empty when there is none */
function showBinaryProblem(problem) {
  binaryProblem.textContent = problem;
  binaryInput.setAttribute('aria-invalid', String(problem !== ''));
}

/**
 * Finds an element of the page by its id.
 * @template {HTMLElement} Type
 * @param {string} id
 * @param {new () => Type} type
 * @returns {Type}
 */
function find(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} with the id ${id}.`);
  return element;
}
