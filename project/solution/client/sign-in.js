// @ts-check
import { RequestError } from './api.js';
import { find } from './elements.js';

/**
 * The form to log in and to register.
 * @param {import('./api.js').Api} api
 * @param {(session: import('./session.js').Session) => void} onLogIn
 */
export function createSignIn(api, onLogIn) {
  const form = find('sign-in-form', HTMLFormElement);
  const username = find('username', HTMLInputElement);
  const email = find('email', HTMLInputElement);
  const password = find('password', HTMLInputElement);
  const inputs = [username, email, password];
  const problem = find('sign-in-problem', HTMLElement);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const isNew = event.submitter instanceof HTMLButtonElement && event.submitter.value === 'register';
    void submit(isNew);
  });

  /** @param {boolean} isNew */
  async function submit(isNew) {
    showProblem('');
    const credentials = { username: username.value, password: password.value };
    try {
      if (isNew) await api.register({ ...credentials, email: email.value });
      const { token, user } = await api.logIn(credentials);
      form.reset();
      onLogIn({ token, username: user.username });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const wrong = error instanceof RequestError && inputs.find(({ id }) => id === error.field);
      if (wrong) showWrong(wrong, message);
      else showProblem(message);
    }
  }

  /**
   * @param {HTMLInputElement} input
   * @param {string} message
   */
  function showWrong(input, message) {
    showProblem(`${input.labels?.[0]?.textContent}: ${message}`);
    input.setAttribute('aria-invalid', 'true');
    input.focus();
  }

  /** @param {string} message */
  function showProblem(message) {
    for (const input of inputs) input.removeAttribute('aria-invalid');
    problem.textContent = message;
  }

  return { showProblem, focus: () => username.focus() };
}
