import { useState } from 'react';
import { formProblem, messageOf } from '@/api/messages';
import type { Me } from '@/api/types';
import { t } from '@/lib/i18n';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Form, FormActions } from '@/ui/Form';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { ChangeEmailDialog } from './ChangeEmailDialog';
import styles from './ProfilePage.module.css';
import { useRename, useSendVerification } from './queries';

export function AboutCard({ me }: { me: Me }) {
  const rename = useRename();
  const problem = formProblem(rename.error, ['displayName']);
  return (
    <Card title={t('profile.about')}>
      <Email me={me} />
      <Form
        onSubmit={({ displayName = '' }) =>
          rename.mutate(displayName, { onSuccess: () => toast(t('profile.saved')) })
        }
        errors={problem.fields}
        error={problem.form}
      >
        <TextField
          name="displayName"
          label={t('profile.name')}
          hint={t('profile.nameHint')}
          maxLength={100}
          autoComplete="name"
          defaultValue={me.displayName}
        />
        <FormActions>
          <Button type="submit" busy={rename.isPending}>
            {t('profile.save')}
          </Button>
        </FormActions>
      </Form>
    </Card>
  );
}

function Email({ me: { email, emailVerified } }: { me: Me }) {
  const send = useSendVerification();
  const [changing, setChanging] = useState(false);
  return (
    <>
      <div className={styles.email}>
        <b>{email}</b>
        {emailVerified ? (
          <Badge tone="ok">{t('profile.emailVerified')}</Badge>
        ) : (
          <Badge>{t('profile.emailUnverified')}</Badge>
        )}
      </div>
      <div className={styles.emailActions}>
        <Button size="small" onClick={() => setChanging(true)}>
          {t('profile.changeEmail')}
        </Button>
        {!emailVerified && (
          <Button
            size="small"
            busy={send.isPending}
            onClick={() =>
              send.mutate(undefined, {
                onSuccess: () => toast(t('profile.verificationSent', { email })),
                onError: (error) => toast(messageOf(error)),
              })
            }
          >
            {t('profile.sendVerification')}
          </Button>
        )}
      </div>
      <ChangeEmailDialog open={changing} onClose={() => setChanging(false)} />
    </>
  );
}
