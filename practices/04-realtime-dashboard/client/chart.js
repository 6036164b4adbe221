// @ts-check
import uPlot from 'uplot';

const MOST_SAMPLES = 60;
/** A chart of next to nothing shall not look dramatic. */
const LOWEST_TOP = 5;

/**
 * Draws one figure over time. The colour of the line is that of the element, so the style sheet decides, in light and dark.
 * @param {HTMLElement} element
 * @param {{ name: string, unit: string, highest?: number }} figure the axis ends at `highest`, or fits itself to what comes
 */
export function createChart(element, { name, unit, highest }) {
  /** @type {number[]} */
  const times = [];
  /** @type {number[]} */
  const values = [];

  const colour = () => getComputedStyle(element).color;
  const quiet = () => getComputedStyle(element.parentElement ?? element).color;
  const axis = {
    stroke: quiet,
    grid: { stroke: 'rgb(128 128 128 / 25%)' },
    ticks: { show: false },
    font: '12px system-ui',
  };

  const chart = new uPlot(
    {
      width: element.clientWidth,
      height: element.clientHeight,
      legend: { show: false },
      cursor: { show: false },
      scales: { y: { range: (_chart, _low, high) => [0, highest ?? Math.max(LOWEST_TOP, high * 1.1)] } },
      axes: [
        { ...axis, size: 24, space: 64, values: (_chart, ticks) => ticks.map(describeClock) },
        { ...axis, size: 48, space: 32, values: (_chart, ticks) => ticks.map((tick) => `${tick} ${unit}`) },
      ],
      series: [{}, { stroke: colour, width: 2, points: { show: false } }],
    },
    [[], []],
    element,
  );

  new ResizeObserver(() => {
    chart.setSize({ width: element.clientWidth, height: element.clientHeight });
  }).observe(element);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => chart.redraw());

  /**
   * @param {string} time ISO 8601
   * @param {number} value
   */
  function add(time, value) {
    times.push(Date.parse(time) / 1000);
    values.push(value);
    if (times.length > MOST_SAMPLES) times.shift();
    if (values.length > MOST_SAMPLES) values.shift();
    chart.setData([times, values]);
    element.dataset['samples'] = String(values.length);
    element.ariaLabel = `${name}: ${describe(value)} now, ${describe(Math.min(...values))} to ${describe(Math.max(...values))} in ${values.length} samples`;
  }

  /** @param {number} value */
  function describe(value) {
    return `${value.toFixed(1)} ${unit}`;
  }

  return { add };
}

/** @param {number} seconds since 1970 */
function describeClock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { minute: '2-digit', second: '2-digit' });
}
