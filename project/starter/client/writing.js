// @ts-check

/** How often the others are told that somebody still types. */
const TYPING_SIGN_MS = 2500;

/**
 * The form in which messages are written.
 * @param {{ form: HTMLFormElement, to: HTMLSelectElement, text: HTMLInputElement, problem: HTMLElement }} elements
 * @param {(message: import('./protocol.js').ClientMessage) => boolean} send tells whether it could be sent
 */
export function createWriting({ form, to, text, problem }, send) {
  let lastSign = Number.NEGATIVE_INFINITY;
  let isTyping = false;

  text.addEventListener('input', () => setTyping(text.value !== ''));
  text.addEventListener('blur', () => setTyping(false));

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (text.value === '') return;
    const sent = send(
      to.value === ''
        ? { type: 'message', text: text.value }
        : { type: 'private', to: to.value, text: text.value },
    );
    showProblem(sent ? '' : 'There is no connection yet: your text was not sent.');
    if (!sent) return;
    text.value = '';
    setTyping(false);
  });

  /** @param {boolean} typing */
  function setTyping(typing) {
    const isNews = typing !== isTyping || (typing && Date.now() - lastSign > TYPING_SIGN_MS);
    if (!isNews) return;
    isTyping = typing;
    lastSign = Date.now();
    send({ type: 'typing', typing });
  }

  /** @param {string} message */
  function showProblem(message) {
    problem.textContent = message;
  }

  return { showProblem };
}
