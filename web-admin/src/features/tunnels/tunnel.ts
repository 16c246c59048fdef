import type { Tunnel } from '@/api/types';

/** The URL by which a tunnel is called where there is room for one. */
export function mainUrl(tunnel: Tunnel): string {
  return tunnel.urls[0] ?? tunnel.target;
}

export interface Totals {
  bytesIn: number;
  bytesOut: number;
  connections: number;
  requests: number;
}

export function totalsOf(tunnels: readonly Tunnel[]): Totals {
  const totals = { bytesIn: 0, bytesOut: 0, connections: 0, requests: 0 };
  for (const tunnel of tunnels) {
    totals.bytesIn += tunnel.bytesIn;
    totals.bytesOut += tunnel.bytesOut;
    totals.connections += tunnel.connections;
    totals.requests += tunnel.requests;
  }
  return totals;
}
