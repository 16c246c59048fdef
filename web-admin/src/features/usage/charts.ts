import type { Usage } from '@/api/types';
import { formatBytes, formatNumber } from '@/lib/format';
import { t } from '@/lib/i18n';
import type { ChartData } from '@/ui/chart/series';
import { everyStep } from './steps';

const statuses = [
  { key: 'status1xx', tone: 3 },
  { key: 'status2xx', tone: 2 },
  { key: 'status3xx', tone: 1 },
  { key: 'status4xx', tone: 4 },
  { key: 'status5xx', tone: 5 },
] as const;

export function bytesChart(usage: Usage): ChartData {
  const points = everyStep(usage);
  return {
    label: t('usage.bytes'),
    times: points.map(({ time }) => time),
    whole: true,
    format: formatBytes,
    series: [
      { label: t('usage.in'), values: points.map(({ bytesIn }) => bytesIn), tone: 1 },
      { label: t('usage.out'), values: points.map(({ bytesOut }) => bytesOut), tone: 2 },
    ],
  };
}

/** Requests by the class of their status; classes that never came are left out. */
export function statusChart(usage: Usage): ChartData {
  const points = everyStep(usage);
  return {
    label: t('usage.status'),
    times: points.map(({ time }) => time),
    stacked: true,
    whole: true,
    format: formatNumber,
    series: statuses
      .filter(({ key }) => usage.total[key] > 0 || key === 'status2xx')
      .map(({ key, tone }) => ({
        label: t(`usage.${key}`),
        values: points.map((point) => point[key]),
        tone,
      })),
  };
}

export function connectionsChart(usage: Usage): ChartData {
  const points = everyStep(usage);
  return {
    label: t('usage.connections'),
    times: points.map(({ time }) => time),
    stacked: true,
    whole: true,
    format: formatNumber,
    series: [
      { label: t('usage.connections'), values: points.map(({ connections }) => connections), tone: 1 },
    ],
  };
}
