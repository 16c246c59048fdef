import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { done, publicApi } from '@/api/client';
import { loading } from '@/api/loading';
import { t } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { buttonClass } from '@/ui/Button';
import { FormActions } from '@/ui/Form';
import { Notice } from '@/ui/Notice';
import { AuthLayout } from './AuthLayout';
import { isDeadLink, useLinkSecret } from './link-secret';

/** Confirms an email address by opening its link. */
export function VerifyEmailPage() {
  const token = useLinkSecret();
  const verified = useQuery({
    queryKey: ['verify-email', token],
    queryFn: async () => {
      await done(publicApi.POST('/api/v1/auth/verify-email', { body: { token } }));
      return true;
    },
    staleTime: Infinity,
  });
  const title = t('verify.title');
  return (
    <AuthLayout title={title}>
      {verified.data && <Notice tone="ok">{t('verify.done', { title })}</Notice>}
      {verified.error && (
        <Notice tone="danger">
          {isDeadLink(verified.error) ? t('verify.bad') : loading(verified).problem}
        </Notice>
      )}
      <FormActions>
        <Link to={paths.overview} className={buttonClass({ wide: true })}>
          {t('verify.goOn')}
        </Link>
      </FormActions>
    </AuthLayout>
  );
}
