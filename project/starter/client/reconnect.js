// @ts-check

const LONGEST_PAUSE_MS = 30_000;

/**
 * Milliseconds before the next attempt: twice as long after each failure, so that a server in trouble is left alone, and
 * random, so that all pages of a server that comes back do not arrive in the same instant.
 * @param {number} failures attempts that failed since the connection was lost
 */
export function pauseBefore(failures) {
  // TODO(RF-05): a random time between half and the whole of a pause that doubles, from one second to LONGEST_PAUSE_MS.
  return LONGEST_PAUSE_MS;
}
