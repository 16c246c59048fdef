import { useQuery } from '@tanstack/react-query';
import { loading } from '@/api/loading';
import { formatDate } from '@/lib/format';
import { t } from '@/lib/i18n';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { Meter } from '@/ui/Meter';
import { Notice } from '@/ui/Notice';
import { linesOf, quotaQuery } from './quota';
import styles from './QuotaCard.module.css';

const levels = { notice: 'warning', throttled: 'warning', refused: 'danger' } as const;

/** What the account may use, and how much of it is used. */
export function QuotaCard() {
  const query = useQuery(quotaQuery);
  return (
    <div className={styles.quota}>
      <Loaded {...loading(query)}>
        {(use) => (
          <Card title={t('quota.title')} lead={t('quota.lead')}>
            {use.level !== 'ok' && <Notice tone={levels[use.level]}>{t(`quota.${use.level}`)}</Notice>}
            <div className={styles.meters}>
              {linesOf(use).map(({ name, ...line }) => (
                <Meter key={name} {...line} />
              ))}
            </div>
            {use.limits.bytesPerMonth >= 0 && (
              <p className={styles.resets}>
                {t('quota.resets', { date: formatDate(new Date(use.resetsAt)) })}
              </p>
            )}
          </Card>
        )}
      </Loaded>
    </div>
  );
}
