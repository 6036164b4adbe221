// @ts-check

/** @typedef {{ token: string, username: string }} Session */

const KEY = 'session';

/**
 * Who is logged in here. A session storage belongs to one tab and survives a reload: two tabs can be two people, and the
 * token is gone when its tab is closed.
 * @returns {Session | undefined}
 */
export function loadSession() {
  const stored = sessionStorage.getItem(KEY);
  return stored === null ? undefined : JSON.parse(stored);
}

/** @param {Session} session */
export function saveSession(session) {
  sessionStorage.setItem(KEY, JSON.stringify(session));
}

export function clearSession() {
  sessionStorage.removeItem(KEY);
}
