// @ts-check

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Milliseconds before the next attempt: twice as long after each failure, so that a server in trouble is left alone, and
 * random, so that all pages of a server that comes back do not arrive in the same instant.
 * @param {number} failures attempts that failed since the connection was lost
 */
export function pauseBefore(failures) {
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
  return longest / 2 + (Math.random() * longest) / 2;
}
