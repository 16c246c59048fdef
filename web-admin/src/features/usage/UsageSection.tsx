import { useQuery } from '@tanstack/react-query';
import { loading } from '@/api/loading';
import { type Range, type Subject, usageQuery } from '@/api/usage';
import { Figures } from '@/ui/Figures';
import { Loaded } from '@/ui/Loaded';
import { RangePicker, useRange } from './RangePicker';
import { UsageCharts } from './UsageCharts';
import styles from './UsageCharts.module.css';
import { UsageFigures } from './UsageFigures';

interface Props {
  subject: Subject;
  range?: Range;
  /** Whether there can be requests. */
  http?: boolean;
}

/** What a subject carried over a range of time, in figures and charts. */
export function UsageSection({ subject, range: initial = 'day', http = true }: Props) {
  const [range, setRange] = useRange(initial);
  const query = useQuery({ ...usageQuery(subject, range), placeholderData: (last) => last });
  return (
    <div>
      <RangePicker subject={subject} range={range} onRange={setRange} />
      <Loaded {...loading(query)}>
        {(usage) => (
          <div className={styles.section}>
            <Figures>
              <UsageFigures total={usage.total} />
            </Figures>
            <UsageCharts usage={usage} http={http} />
          </div>
        )}
      </Loaded>
    </div>
  );
}
