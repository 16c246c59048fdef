import { useEffect, useEffectEvent, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useColorScheme } from '@/lib/theme';
import styles from './Chart.module.css';
import { options, points } from './plot-options';
import type { ChartData } from './series';

interface Props {
  data: ChartData;
  at: number | null;
  onAt: (at: number | null) => void;
}

/** The drawing itself. It is made anew for other series or colours, and only filled anew for other values. */
export function Plot({ data, at, onAt }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const scheme = useColorScheme();
  const shape = `${scheme}|${data.stacked ?? false}|${data.series.map(({ label }) => label).join()}`;
  const draw = useEffectEvent(
    (into: HTMLDivElement) => new uPlot(options(data, into, onAt), points(data), into),
  );
  useEffect(() => {
    const into = host.current;
    if (!into) return;
    const made = draw(into);
    plot.current = made;
    const observer = new ResizeObserver(() => {
      made.setSize({ width: into.clientWidth, height: into.clientHeight });
    });
    observer.observe(into);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [shape]);
  useEffect(() => plot.current?.setData(points(data)), [data]);
  useEffect(() => {
    const drawn = plot.current;
    const time = at === null ? undefined : drawn?.data[0][at];
    if (!drawn || drawn.cursor.idx === at) return;
    drawn.setCursor({ left: time === undefined ? -10 : drawn.valToPos(time, 'x'), top: 10 }, false);
  }, [at]);
  return <div ref={host} className={styles.host} aria-hidden="true" />;
}
