import { useMemo } from 'react';
import type { Usage } from '@/api/types';
import { t } from '@/lib/i18n';
import { Card } from '@/ui/Card';
import { Chart } from '@/ui/chart/Chart';
import { connectionsChart, statusChart } from './charts';
import { TrafficChart } from './TrafficChart';
import styles from './UsageCharts.module.css';

/** Bytes, requests by status and connections over time. */
export function UsageCharts({ usage, http = true }: { usage: Usage; http?: boolean }) {
  const status = useMemo(() => statusChart(usage), [usage]);
  const connections = useMemo(() => connectionsChart(usage), [usage]);
  return (
    <div className={styles.charts}>
      <Card title={t('usage.bytes')}>
        <TrafficChart usage={usage} />
      </Card>
      {http && (
        <Card title={t('usage.status')}>
          <Chart {...status} />
        </Card>
      )}
      <Card title={t('usage.connections')}>
        <Chart {...connections} />
      </Card>
    </div>
  );
}
