import { api, body, done } from '@/api/client';
import type { Edge } from '@/api/types';
import type { Act } from '@/features/admin/ConfirmAct';
import { t } from '@/lib/i18n';
import type { IssuedKey } from './EdgeKeyDialog';

const itemPath = '/api/v1/admin/edges/{id}';
const hour = 3600;
const of = (id: string) => ({ params: { path: { id } } });

export function registerEdge(name: string): Promise<IssuedKey> {
  return body(api.POST('/api/v1/admin/edges', { body: { name } }));
}

/** Another key, which is shown; the present one stays good for an hour. */
export function rotation({ id, name, health }: Edge, show: (issued: IssuedKey) => void): Act {
  const revoked = health === 'revoked';
  return {
    title: t(revoked ? 'edges.readmitTitle' : 'edges.rotateTitle', { name }),
    lead: t(revoked ? 'edges.readmitLead' : 'edges.rotateLead'),
    confirm: t(revoked ? 'edges.readmit' : 'edges.rotate'),
    run: async () =>
      show(
        await body(
          api.POST('/api/v1/admin/edges/{id}/rotate-key', { ...of(id), body: { overlapSeconds: hour } }),
        ),
      ),
  };
}

export function draining({ id, name }: Edge): Act {
  return {
    title: t('edges.drainTitle', { name }),
    lead: t('edges.drainLead'),
    confirm: t('edges.drain'),
    told: t('edges.drained', { name }),
    run: () => body(api.POST('/api/v1/admin/edges/{id}/drain', of(id))),
  };
}

export function revocation({ id, name }: Edge): Act {
  return {
    title: t('edges.revokeTitle', { name }),
    lead: t('edges.revokeLead'),
    confirm: t('edges.revoke'),
    told: t('edges.revoked', { name }),
    run: () => done(api.DELETE(itemPath, of(id))),
  };
}
