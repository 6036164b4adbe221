// @ts-check

const MOST_LINES = 500;

/**
 * Shows what was said. Everything is inserted as text, so nothing that people write can become part of the page.
 * @param {HTMLElement} log
 */
export function createLog(log) {
  /**
   * @param {'message' | 'private' | 'system' | 'error'} kind
   * @param {string} text
   * @param {string} [time] ISO 8601
   */
  function add(kind, text, time = new Date().toISOString()) {
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 4;

    const line = document.createElement('p');
    line.className = kind;
    const clock = document.createElement('time');
    clock.dateTime = time;
    clock.textContent = new Date(time).toLocaleTimeString();
    line.append(clock, text);
    log.append(line);

    while (log.childElementCount > MOST_LINES) log.firstElementChild?.remove();
    // Whoever has scrolled up to read is left there.
    if (isAtEnd) log.scrollTop = log.scrollHeight;
  }

  return { add };
}
