import type { Tunnel } from '@/api/types';
import { tMaybe } from '@/lib/i18n';

/** The URL by which a tunnel is called where there is room for one. */
export function mainUrl(tunnel: Tunnel): string {
  return tunnel.urls[0] ?? tunnel.target;
}

/** Why a tunnel or session ended, in words where there are some. */
export function reasonText(reason: string): string {
  return tMaybe(`reason.${reason}`) ?? reason.replaceAll('_', ' ');
}
