import { useState } from 'react';
import { labelPattern } from '@/lib/checks';
import { t } from '@/lib/i18n';
import { CheckField } from '@/ui/Choice';
import { TextField } from '@/ui/TextField';
import { kinds, listOf } from './scope';
import styles from './ScopeFields.module.css';

const kindLabels = {
  http: t('authtokens.kindHttp'),
  tls: t('authtokens.kindTls'),
  tcp: t('authtokens.kindTcp'),
};
const portsPattern = /^\d{1,5}(-\d{1,5})?$/;

/** What an authtoken may open; out of the way until somebody wants to restrict it. */
export function ScopeFields() {
  const [restricted, setRestricted] = useState(false);
  return (
    <>
      <CheckField name="restrict" label={t('authtokens.restrict')} onChange={setRestricted} />
      {restricted && (
        <div className={styles.scope}>
          <fieldset className={styles.kinds}>
            <legend>{t('authtokens.kinds')}</legend>
            {kinds.map((kind) => (
              <CheckField key={kind} name={`kind-${kind}`} label={kindLabels[kind]} defaultChecked />
            ))}
          </fieldset>
          <TextField
            name="subdomains"
            label={t('authtokens.subdomains')}
            hint={t('authtokens.subdomainsHint')}
            verbatim
            autoComplete="off"
            check={(text) =>
              listOf(text.toLowerCase()).every((name) => labelPattern.test(name))
                ? null
                : t('authtokens.subdomainsMalformed')
            }
          />
          <TextField
            name="ports"
            label={t('authtokens.ports')}
            hint={t('authtokens.portsHint')}
            verbatim
            autoComplete="off"
            check={(text) =>
              listOf(text).every((range) => portsPattern.test(range)) ? null : t('authtokens.portsMalformed')
            }
          />
        </div>
      )}
    </>
  );
}
