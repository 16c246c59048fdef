import { authtokenCommand } from '@/lib/command';
import { t } from '@/lib/i18n';
import { Snippet } from '@/ui/Snippet';
import styles from './AuthtokenSecret.module.css';

/** A new authtoken, as the command to paste and on its own. */
export function AuthtokenSecret({ token }: { token: string }) {
  return (
    <dl className={styles.secret}>
      <dt>{t('authtokens.command')}</dt>
      <dd>
        <Snippet command text={authtokenCommand(token)} what={t('authtokens.command')} />
      </dd>
      <dt>{t('authtokens.secretOnly')}</dt>
      <dd>
        <Snippet text={token} what={t('authtokens.secret')} />
      </dd>
    </dl>
  );
}
