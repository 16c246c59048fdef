import { t } from '@/lib/i18n';
import { Fields } from '@/ui/Fields';
import { SecretDialog } from '@/ui/Secret';
import { Snippet } from '@/ui/Snippet';
import type { Target } from '@/ui/useTarget';

export function PasswordLinkDialog({ target }: { target: Target<{ email: string; link: string }> }) {
  if (!target.value) return null;
  const { email, link } = target.value;
  return (
    <SecretDialog
      open={target.open}
      onClose={target.hide}
      title={t('users.resetTitle', { email })}
      lead={t('users.resetLead')}
    >
      <Fields
        fields={[
          [t('users.resetPassword'), <Snippet key="link" text={link} what={t('users.resetPassword')} />],
        ]}
      />
    </SecretDialog>
  );
}
