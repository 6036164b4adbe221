// @ts-check
import uPlot from 'uplot';

const MOST_SAMPLES = 60;

/**
 * Draws one figure over time. The colour of the line is that of the element, so the style sheet decides, in light and dark.
 * @param {HTMLElement} element
 * @param {{ name: string, unit: string, smallestTop: number }} figure the axis always reaches up to `smallestTop`
 */
export function createChart(element, { name, unit, smallestTop }) {
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
      scales: { y: { range: (_chart, _low, high) => [0, Math.max(smallestTop, high * 1.1)] } },
      axes: [
        { ...axis, size: 24, space: 80 },
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
