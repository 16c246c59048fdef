import uPlot from 'uplot';
import { formatDay, formatTimeOfDay } from '@/lib/format';
import { type ChartData, heights } from './series';

const oneDay = 86_400;
/** Between the marks of what comes in whole numbers only. */
const wholeSteps = Array.from({ length: 15 }, (_, power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
).flat();

/** The values as they are drawn. Parts of bars come from the top down, so that each covers the foot of the one before. */
export function points(data: ChartData): uPlot.AlignedData {
  const lines = heights(data);
  if (data.stacked) lines.reverse();
  return [data.times.map((time) => time / 1000), ...lines];
}

export function options(
  data: ChartData,
  host: HTMLElement,
  onAt: (at: number | null) => void,
): uPlot.Options {
  const colour = (name: string) => resolve(host, name);
  const drawn = data.stacked ? [...data.series].reverse() : data.series;
  const font = `12px ${getComputedStyle(host).fontFamily}`;
  const axis = { font, stroke: colour('--text-2'), ticks: { show: false } };
  return {
    width: host.clientWidth,
    height: host.clientHeight,
    legend: { show: false },
    padding: [8, 26, 0, 0],
    cursor: { y: false, drag: { x: false, y: false }, points: { show: !data.stacked, size: 7 } },
    scales: { y: { range: (_, __, max) => [0, Math.max(max, 1)] } },
    axes: [
      { ...axis, grid: { show: false }, space: 70, size: 34, gap: 12, values: (_, at) => times(at) },
      {
        ...axis,
        grid: { stroke: colour('--border'), width: 1 },
        space: 36,
        size: 64,
        values: (_, at) => at.map(data.format),
        ...(data.whole && { incrs: wholeSteps }),
      },
    ],
    series: [{}, ...drawn.map(({ tone }) => look(colour(`--chart-${tone}`), data))],
    hooks: { setCursor: [({ cursor }) => onAt(cursor.idx ?? null)] },
  };
}

function look(colour: string, { stacked, times: at }: ChartData): uPlot.Series {
  if (stacked) {
    const paths = uPlot.paths.bars?.({ size: [0.8, 40] });
    return { fill: colour, width: 0, points: { show: false }, ...(paths && { paths }) };
  }
  return { stroke: colour, width: 1.5, points: { show: at.length === 1, size: 6, fill: colour } };
}

/** Times of day where the marks are less than a day apart, dates otherwise. */
function times(marks: number[]): string[] {
  const [first = 0, second = first + oneDay] = marks;
  const format = second - first < oneDay ? formatTimeOfDay : formatDay;
  return marks.map((mark) => format(mark * 1000));
}

/** A design token as a colour that a canvas takes. */
function resolve(host: HTMLElement, name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  host.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
