import { useQuery } from '@tanstack/react-query';
import { Globe, KeySquare, Link2, type LucideIcon, UsersRound } from 'lucide-react';
import { Link } from 'react-router';
import { meQuery } from '@/api/account';
import { t } from '@/lib/i18n';
import { paths, withParams } from '@/lib/paths';
import styles from './NextSteps.module.css';

interface Step {
  to: string;
  title: string;
  lead: string;
  Icon: LucideIcon;
}

const create = (path: string) => withParams(path, { new: '1' });

const reserve: Step = {
  to: create(paths.reservedSubdomains),
  title: t('overview.nextReserve'),
  lead: t('overview.nextReserveLead'),
  Icon: Globe,
};
const domain: Step = {
  to: create(paths.domains),
  title: t('overview.nextDomain'),
  lead: t('overview.nextDomainLead'),
  Icon: Link2,
};
const invite: Step = {
  to: create(paths.members),
  title: t('overview.nextInvite'),
  lead: t('overview.nextInviteLead'),
  Icon: UsersRound,
};
const automate: Step = {
  to: create(paths.apiKeys),
  title: t('overview.nextApi'),
  lead: t('overview.nextApiLead'),
  Icon: KeySquare,
};

/** What somebody with a live tunnel may want next. */
export function NextSteps() {
  const role = useQuery(meQuery).data?.account.role;
  const manages = role === 'owner' || role === 'admin';
  const steps = [reserve, domain, ...(manages ? [invite] : []), automate];
  return (
    <section aria-labelledby="next">
      <h2 id="next" className={styles.title}>
        {t('overview.next')}
      </h2>
      <ul className={styles.steps}>
        {steps.map(({ to, title, lead, Icon }) => (
          <li key={to}>
            <Link to={to} className={styles.step}>
              <Icon aria-hidden="true" />
              <span className={styles.name}>{title}</span>
              <span className={styles.lead}>{lead}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
