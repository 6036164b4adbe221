// @ts-check
import { createActivityConnection } from './activity-connection.js';
import { createChart } from './chart.js';
import { createFeed } from './feed.js';
import { createMetricsStream } from './metrics-stream.js';
import { describeMetrics } from './tiles.js';

const pause = find('pause', HTMLButtonElement);
const more = find('more', HTMLButtonElement);
const text = find('text', HTMLInputElement);
const problem = find('problem', HTMLElement);

const charts = {
  cpu: createChart(find('cpu-chart', HTMLElement), { name: 'CPU', unit: '%', highest: 100 }),
  memory: createChart(find('memory-chart', HTMLElement), { name: 'Memory', unit: '%', highest: 100 }),
  delay: createChart(find('delay-chart', HTMLElement), {
    name: 'Event-loop delay',
    unit: 'ms',
  }),
};
const feed = createFeed(find('feed', HTMLElement));

const stream = createMetricsStream((state) => showState('metrics-state', state), showMetrics);
const activity = createActivityConnection((state) => {
  showState('activity-state', state);
  more.disabled = state !== 'live';
}, showMessage);

stream.listen();
activity.connect();

pause.addEventListener('click', () => {
  const isPaused = pause.ariaPressed === 'true';
  pause.ariaPressed = String(!isPaused);
  if (isPaused) stream.listen();
  else stream.pause();
});

more.addEventListener('click', () => activity.send({ type: 'get_history', limit: 100 }));

find('simulate-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  if (event.submitter instanceof HTMLButtonElement) void simulate(event.submitter.value);
});

/** @param {string} path */
async function simulate(path) {
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify({ text: text.value });
  try {
    const response = await fetch(path, { method: 'POST', headers, body });
    problem.textContent = response.ok ? '' : (await response.json()).error;
  } catch {
    problem.textContent = 'The server does not answer. Is it running?';
  }
}

/** @param {import('./metrics-stream.js').Metrics} metrics */
function showMetrics(metrics) {
  charts.cpu.add(metrics.time, metrics.cpu.percent);
  charts.memory.add(metrics.time, metrics.memory.percent);
  charts.delay.add(metrics.time, metrics.eventLoop.delayMs);
  for (const [id, figure] of Object.entries(describeMetrics(metrics))) {
    find(id, HTMLElement).textContent = figure;
  }
}

/** @param {import('./activity-connection.js').ServerMessage} message */
function showMessage(message) {
  switch (message.type) {
    case 'history':
      feed.replaceAll(message.activities);
      break;
    case 'activity':
      feed.add(message);
      break;
    case 'error':
      problem.textContent = message.message;
      break;
  }
}

/**
 * @param {string} id
 * @param {string} state
 */
function showState(id, state) {
  const element = find(id, HTMLElement);
  element.dataset['state'] = state;
  element.textContent = state;
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
