import { Compass } from 'lucide-react';
import { Link } from 'react-router';
import { t } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { buttonClass } from '@/ui/Button';
import { EmptyState } from '@/ui/States';

export function NotFoundPage() {
  return (
    <>
      <title>{`${t('error.notFoundTitle')} · ${t('app.name')}`}</title>
      <EmptyState heading="h1" icon={<Compass />} title={t('error.notFoundTitle')} lead={t('error.notFound')}>
        <Link to={paths.overview} className={buttonClass({})}>
          {t('error.home')}
        </Link>
      </EmptyState>
    </>
  );
}
