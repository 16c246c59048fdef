import { useQuery } from '@tanstack/react-query';
import { loading } from '@/api/loading';
import { t } from '@/lib/i18n';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { settingsQuery } from './queries';
import { DefaultLimitsCard, ForbiddenNamesCard, SignUpCard } from './SettingsCards';
import styles from './SettingsPage.module.css';

export function SettingsPage() {
  const query = useQuery(settingsQuery);
  return (
    <>
      <PageHeader title={t('settings.title')} lead={t('settings.lead')} />
      <Loaded {...loading(query)}>
        {(settings) => (
          <div className={styles.cards}>
            <SignUpCard settings={settings} />
            <DefaultLimitsCard settings={settings} />
            <ForbiddenNamesCard settings={settings} />
          </div>
        )}
      </Loaded>
    </>
  );
}
