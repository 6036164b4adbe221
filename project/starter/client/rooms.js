// @ts-check
import { create } from './elements.js';

/** @typedef {import('./protocol.js').Room} Room */

/** Several changes in this time are read at once. */
const REFRESH_MS = 500;

/**
 * The list of rooms, with a button for each, and the form to create one.
 * @param {import('./api.js').Api} api
 * @param {{ list: HTMLElement, form: HTMLFormElement, name: HTMLInputElement, problem: HTMLElement }} elements
 * @param {(room: Room) => void} onEnter
 */
export function createRooms(api, { list, form, name, problem }, onEnter) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let nextRefresh;
  /** @type {number | undefined} */
  let openId;

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void createRoom();
  });

  async function createRoom() {
    try {
      await api.createRoom(name.value);
      name.value = '';
      await refresh();
    } catch (error) {
      showProblem(error);
    }
  }

  /** Reads the list from the server. */
  async function refresh() {
    clearTimeout(nextRefresh);
    nextRefresh = undefined;
    try {
      const { rooms } = await api.listRooms();
      problem.textContent = '';
      show(rooms);
    } catch (error) {
      showProblem(error);
    }
  }

  /** Reads the list soon. */
  function refreshSoon() {
    nextRefresh ??= setTimeout(refresh, REFRESH_MS);
  }

  /** @param {readonly import('./protocol.js').ListedRoom[]} rooms */
  function show(rooms) {
    const focusedId =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset.roomId : '';
    list.replaceChildren(...rooms.map(createRow));
    // Whoever moves through the list with the keyboard stays where they are.
    const focused = list.querySelector(`[data-room-id="${focusedId}"]`);
    if (focused instanceof HTMLElement) focused.focus();
  }

  /** @param {import('./protocol.js').ListedRoom} room */
  function createRow({ id, name: roomName, users }) {
    const button = create('button', roomName);
    button.type = 'button';
    button.dataset.roomId = String(id);
    button.ariaCurrent = String(id === openId);
    button.addEventListener('click', () => {
      setOpen(id);
      onEnter({ id, name: roomName });
    });
    const row = create('li', '');
    row.append(button, create('span', `${users} here`, 'count'));
    return row;
  }

  /**
   * Marks the room that is open.
   * @param {number | undefined} id
   */
  function setOpen(id) {
    openId = id;
    for (const button of list.querySelectorAll('button')) {
      button.ariaCurrent = String(button.dataset.roomId === String(id));
    }
  }

  /** @param {unknown} error */
  function showProblem(error) {
    problem.textContent = error instanceof Error ? error.message : String(error);
  }

  function clear() {
    clearTimeout(nextRefresh);
    nextRefresh = undefined;
    openId = undefined;
    problem.textContent = '';
    list.replaceChildren();
  }

  return { refresh, refreshSoon, clear };
}
