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
      showProblem(error instanceof Error ? error.message : String(error));
      if (error instanceof RequestError) markWrong(error.field);
    }
  }

  /** @param {string | undefined} field */
  function markWrong(field) {
    const wrong = [username, email, password].find(({ id }) => id === field);
    wrong?.setAttribute('aria-invalid', 'true');
    wrong?.focus();
  }

  /** @param {string} message */
  function showProblem(message) {
    for (const input of [username, email, password]) input.removeAttribute('aria-invalid');
    problem.textContent = message;
  }

  return { showProblem, focus: () => username.focus() };
}
