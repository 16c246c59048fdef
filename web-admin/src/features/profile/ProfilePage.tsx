import { useQuery } from '@tanstack/react-query';
import { meQuery } from '@/api/account';
import { loading } from '@/api/loading';
import { t } from '@/lib/i18n';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { AboutCard } from './AboutCard';
import { LoginsSection } from './LoginsSection';
import { PasswordCard } from './PasswordCard';
import { PreferencesCard } from './PreferencesCard';
import styles from './ProfilePage.module.css';

export function ProfilePage() {
  const me = useQuery(meQuery);
  return (
    <>
      <PageHeader title={t('profile.title')} lead={t('profile.lead')} />
      <div className={styles.cards}>
        <Loaded {...loading(me)}>{(person) => <AboutCard me={person} />}</Loaded>
        <PasswordCard />
        <PreferencesCard />
      </div>
      <LoginsSection />
    </>
  );
}
