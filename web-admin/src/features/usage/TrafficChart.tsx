import { useMemo } from 'react';
import type { Usage } from '@/api/types';
import { Chart } from '@/ui/chart/Chart';
import { bytesChart } from './charts';

/** Bytes in and out over time. */
export function TrafficChart({ usage }: { usage: Usage }) {
  const data = useMemo(() => bytesChart(usage), [usage]);
  return <Chart {...data} />;
}
