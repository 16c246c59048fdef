import { expect, it } from 'vitest';
import { type ChartData, heights, total } from './series';

const data: ChartData = {
  label: 'Requests',
  times: [0, 1],
  series: [
    { label: '2xx', values: [1, 2], tone: 1 },
    { label: '5xx', values: [3, 0], tone: 5 },
  ],
  format: String,
};

it('draws lines as they are, and puts the parts of bars on top of each other', () => {
  expect(heights(data)).toEqual([
    [1, 2],
    [3, 0],
  ]);
  expect(heights({ ...data, stacked: true })).toEqual([
    [1, 2],
    [4, 2],
  ]);
});

it('adds up a series', () => {
  expect(data.series.map(total)).toEqual([3, 3]);
});
