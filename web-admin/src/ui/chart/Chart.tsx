import { ChartColumn, Table2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { formatMoment } from '@/lib/format';
import { t } from '@/lib/i18n';
import { classes } from '@/ui/classes';
import { IconButton } from '@/ui/IconButton';
import styles from './Chart.module.css';
import { ChartTable } from './ChartTable';
import { type ChartData, total } from './series';

// The drawing library is fetched with the first chart, not with the first page.
const Plot = lazy(async () => ({ default: (await import('./Plot')).Plot }));

/**
 * Values over time, with what they are in words: the sums, or the values at the point under the pointer or chosen with
 * the arrow keys. The same as a table is one press away.
 */
export function Chart(data: ChartData) {
  const [at, setAt] = useState<number | null>(null);
  const [table, setTable] = useState(false);
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <Legend data={data} at={table ? null : at} />
        <IconButton
          label={t(table ? 'chart.asChart' : 'chart.asTable')}
          icon={table ? <ChartColumn /> : <Table2 />}
          onClick={() => setTable(!table)}
        />
      </figcaption>
      {table ? (
        <ChartTable {...data} />
      ) : (
        <div
          className={styles.plot}
          role="slider"
          tabIndex={0}
          aria-label={`${data.label}. ${t('chart.keys')}`}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, data.times.length - 1)}
          aria-valuenow={at ?? Math.max(0, data.times.length - 1)}
          aria-valuetext={words(data, at)}
          onKeyDown={(event) => {
            const next = moved(event.key, at, data.times.length);
            if (next === undefined) return;
            event.preventDefault();
            setAt(next);
          }}
          onBlur={() => setAt(null)}
        >
          <Suspense fallback={null}>
            <Plot data={data} at={at} onAt={setAt} />
          </Suspense>
        </div>
      )}
    </figure>
  );
}

function Legend({ data, at }: { data: ChartData; at: number | null }) {
  const time = at === null ? undefined : data.times[at];
  return (
    <div className={styles.legend}>
      <span className={styles.when}>{time === undefined ? t('chart.total') : formatMoment(time)}</span>
      {data.series.map((series) => (
        <span key={series.label} className={styles.entry}>
          <span className={classes(styles.swatch, styles[`tone${series.tone}`])} aria-hidden="true" />
          {series.label}
          <b>{data.format(at === null ? total(series) : (series.values[at] ?? 0))}</b>
        </span>
      ))}
    </div>
  );
}

function words(data: ChartData, at: number | null): string {
  const time = at === null ? undefined : data.times[at];
  const values = data.series
    .map((series) =>
      t('chart.value', {
        name: series.label,
        value: data.format(at === null ? total(series) : (series.values[at] ?? 0)),
      }),
    )
    .join(', ');
  return t('chart.readAt', { time: time === undefined ? t('chart.total') : formatMoment(time), values });
}

/** Where a key leads to; undefined for one that leads nowhere, null back to the sums. */
function moved(key: string, at: number | null, length: number): number | null | undefined {
  const last = length - 1;
  if (last < 0) return undefined;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, (at ?? length) - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(last, (at ?? last) + 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'Escape':
      return null;
    default:
      return undefined;
  }
}
