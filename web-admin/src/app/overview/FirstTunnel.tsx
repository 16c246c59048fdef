import { useState } from 'react';
import { CreateAuthtokenDialog } from '@/features/authtokens/CreateAuthtokenDialog';
import { authtokenCommand, httpCommand, serveCommand } from '@/lib/command';
import { t } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { LiveDot } from '@/ui/LiveDot';
import { Step, Steps } from './Steps';
import styles from './FirstTunnel.module.css';

const port = 8080;

/** The three commands that open a tunnel, completed with an authtoken when one is created here. */
export function FirstTunnel({ live }: { live: boolean }) {
  const [creating, setCreating] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  return (
    <Card title={live ? t('first.titleAgain') : t('first.title')} lead={t('first.lead')}>
      <Steps>
        <Step
          title={t('first.connect')}
          hint={token ? t('first.connectReady') : t('first.connectHint')}
          command={authtokenCommand(token ?? 'AUTHTOKEN')}
          action={
            token ? null : (
              <Button size="small" onClick={() => setCreating(true)}>
                {t('first.create')}
              </Button>
            )
          }
        />
        <Step title={t('first.serve')} hint={t('first.serveHint')} command={serveCommand(port)} />
        <Step title={t('first.open')} hint={t('first.openHint')} command={httpCommand(port)} />
      </Steps>
      {!live && (
        <p className={styles.waiting} role="status">
          <LiveDot waiting />
          <span>
            {t('first.waiting')} <span className={styles.hint}>{t('first.waitingHint')}</span>
          </span>
        </p>
      )}
      <CreateAuthtokenDialog
        open={creating}
        onClose={() => setCreating(false)}
        onCreated={(created) => setToken(created.token)}
      />
    </Card>
  );
}
