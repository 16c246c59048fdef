import { t } from '@/lib/i18n';
import { Fields } from '@/ui/Fields';
import { SecretDialog } from '@/ui/Secret';
import { Snippet } from '@/ui/Snippet';
import type { Target } from '@/ui/useTarget';

export interface IssuedKey {
  name: string;
  key: string;
}

/** An edge's key: the only time that it can be seen. */
export function EdgeKeyDialog({ target }: { target: Target<IssuedKey> }) {
  if (!target.value) return null;
  const { name, key } = target.value;
  return (
    <SecretDialog
      open={target.open}
      onClose={target.hide}
      title={t('edges.keyTitle', { name })}
      lead={t('edges.keyLead')}
    >
      <Fields fields={[[t('edges.key'), <Snippet key="key" text={key} what={t('edges.key')} />]]} />
    </SecretDialog>
  );
}
