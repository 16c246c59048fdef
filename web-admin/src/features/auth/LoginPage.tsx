import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useLocation } from 'react-router';
import { logIn, serverQuery, useLoginState } from '@/api/account';
import { t } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { Notice } from '@/ui/Notice';
import { AuthLayout } from './AuthLayout';
import styles from './AuthLayout.module.css';
import { CredentialsForm } from './CredentialsForm';
import { returnPath } from './return-path';

export function LoginPage() {
  const location = useLocation();
  const login = useLoginState();
  const server = useQuery(serverQuery).data;
  if (login === 'in') return <Navigate to={returnPath(location.state)} replace />;
  if (server?.setupRequired) return <Navigate to={paths.signup} replace />;
  return (
    <AuthLayout
      title={t('login.title')}
      lead={t('login.lead', { server: window.location.host })}
      footer={
        server?.signupOpen && (
          <>
            {t('login.noAccount')}{' '}
            <Link to={paths.signup} state={location.state as unknown}>
              {t('login.signUp')}
            </Link>
          </>
        )
      }
    >
      {login === 'ended' && <Notice>{t('login.ended')}</Notice>}
      <CredentialsForm password="existing" submit={t('login.submit')} onSubmit={logIn} />
      <p className={styles.forgot}>
        <Link to={paths.forgot}>{t('login.forgot')}</Link>
      </p>
    </AuthLayout>
  );
}
