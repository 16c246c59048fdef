import { authtokenCommand } from '@/lib/command';
import { t } from '@/lib/i18n';
import { Fields } from '@/ui/Fields';
import { Snippet } from '@/ui/Snippet';

/** A new authtoken, as the command to paste and on its own. */
export function AuthtokenSecret({ token }: { token: string }) {
  return (
    <Fields
      fields={[
        [
          t('authtokens.command'),
          <Snippet key="command" command text={authtokenCommand(token)} what={t('authtokens.command')} />,
        ],
        [t('authtokens.secretOnly'), <Snippet key="secret" text={token} what={t('authtokens.secret')} />],
      ]}
    />
  );
}
