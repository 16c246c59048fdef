import { formatMoment } from '@/lib/format';
import { t } from '@/lib/i18n';
import styles from './Chart.module.css';
import type { ChartData } from './series';

/** The values of a chart in rows, the newest first. */
export function ChartTable({ label, times, series, format }: ChartData) {
  const rows = times.map((time, index) => ({ time, index })).reverse();
  return (
    // Scrolls, so the keyboard must be able to get there.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.rows} role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('chart.time')}</th>
            {series.map((one) => (
              <th key={one.label} scope="col">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ time, index }) => (
            <tr key={time}>
              <th scope="row">{formatMoment(time)}</th>
              {series.map((one) => (
                <td key={one.label}>{format(one.values[index] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
