import type { Detail } from '@/api/types';
import { duration } from '@/lib/format';
import styles from './Detail.module.css';

interface Phase {
  label: string;
  from: number;
  to: number;
  look: string;
}

function phases({ times, entry }: Detail): Phase[] {
  const now = entry.duration;
  const requestEnd = times.requestEnd < 0 ? now : times.requestEnd;
  const responseStart = times.responseStart < 0 ? now : times.responseStart;
  return [
    { label: 'Connect to the service', from: -times.connect, to: 0, look: 'connect' },
    { label: 'Request, edge → agent', from: 0, to: requestEnd, look: 'request' },
    { label: 'Local service', from: Math.min(requestEnd, responseStart), to: responseStart, look: 'service' },
    {
      label: 'Answer, service → edge',
      from: responseStart,
      to: times.responseEnd < 0 ? now : times.responseEnd,
      look: 'answer',
    },
  ];
}

/** Where the time went. */
export function Timing({ detail }: { detail: Detail }) {
  const all = phases(detail);
  const start = -detail.times.connect;
  const total = Math.max(...all.map(({ to }) => to)) - start || 1;
  return (
    <>
      <table className={styles.timing} aria-label="Timing">
        <tbody>
          {all.map(({ label, from, to, look }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className={styles.bars}>
                <svg width="100%" height="12" aria-hidden="true">
                  <rect
                    className={styles[look]}
                    x={`${((from - start) / total) * 100}%`}
                    width={`${Math.max(((to - from) / total) * 100, 0.4)}%`}
                    height="12"
                    rx="3"
                  />
                </svg>
              </td>
              <td className={styles.number}>{duration(Math.max(to - from, 0))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {detail.edgeRoundTrip !== undefined && (
        <p className={styles.faint}>
          The round trip between agent and edge takes {duration(detail.edgeRoundTrip)} now; a visitor waits
          for it in addition.
        </p>
      )}
    </>
  );
}
