import { stepLengths } from '@/api/usage';
import type { Usage, UsageCounts, UsageItem } from '@/api/types';

const nothing: UsageCounts = {
  bytesIn: 0,
  bytesOut: 0,
  connections: 0,
  requests: 0,
  status1xx: 0,
  status2xx: 0,
  status3xx: 0,
  status4xx: 0,
  status5xx: 0,
};

export type Point = UsageCounts & { time: number };

/** Every step of the period: the server leaves out those in which nothing was carried. */
export function everyStep({ from, to, step, items }: Usage): Point[] {
  const size = stepLengths[step];
  const known = new Map(items.map((item) => [floor(item, size), item]));
  const points: Point[] = [];
  const start = Math.floor(Date.parse(from) / size) * size;
  for (let time = start; time < Date.parse(to); time += size) {
    points.push({ ...(known.get(time) ?? nothing), time });
  }
  return points;
}

function floor({ at }: UsageItem, size: number): number {
  return Math.floor(Date.parse(at) / size) * size;
}
