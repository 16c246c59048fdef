/** One line or one part of the bars of a chart. */
export interface Series {
  label: string;
  values: readonly number[];
  /** Which of the chart colours in the design tokens. */
  tone: 1 | 2 | 3 | 4 | 5;
}

export interface ChartData {
  /** What the chart shows, in a few words. */
  label: string;
  /** Milliseconds since the epoch, ascending. */
  times: readonly number[];
  series: readonly Series[];
  /** Bars whose parts add up, instead of a line each. */
  stacked?: boolean;
  /** Counts: the marks of the axis are whole numbers. */
  whole?: boolean;
  format: (value: number) => string;
}

/** Values as they are drawn: stacked, each on top of those before it. */
export function heights(data: ChartData): number[][] {
  if (!data.stacked) return data.series.map(({ values }) => [...values]);
  const sums = data.times.map(() => 0);
  return data.series.map(({ values }) => {
    values.forEach((value, index) => {
      sums[index] = (sums[index] ?? 0) + value;
    });
    return [...sums];
  });
}

export function total(series: Series): number {
  return series.values.reduce((sum, value) => sum + value, 0);
}
