import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, useLocation } from 'react-router';
import { serverQuery, signUp, useLoginState } from '@/api/account';
import { loading } from '@/api/loading';
import { t } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { Loaded } from '@/ui/Loaded';
import { AuthLayout } from './AuthLayout';
import { CredentialsForm } from './CredentialsForm';
import { returnPath } from './return-path';

/** Sign-up; on a server without any account, the greeting of the person who becomes its administrator. */
export function SignUpPage() {
  const location = useLocation();
  const login = useLoginState();
  const server = useQuery(serverQuery);
  const client = useQueryClient();
  if (login === 'in') return <Navigate to={returnPath(location.state)} replace />;
  const setup = server.data?.setupRequired ?? false;
  const closed = server.data ? !server.data.signupOpen && !setup : false;
  const toLogin = (
    <>
      {t('signup.haveAccount')}{' '}
      <Link to={paths.login} state={location.state as unknown}>
        {t('signup.logIn')}
      </Link>
    </>
  );
  return (
    <AuthLayout
      title={setup ? t('setup.title') : closed ? t('signup.closedTitle') : t('signup.title')}
      lead={setup ? t('setup.lead') : t('signup.lead', { server: window.location.host })}
      footer={setup ? null : toLogin}
    >
      <Loaded {...loading(server)} skeleton={null}>
        {() =>
          closed ? (
            <p>{t('signup.closed')}</p>
          ) : (
            <CredentialsForm
              password="new"
              submit={setup ? t('setup.submit') : t('signup.submit')}
              onSubmit={async (credentials) => {
                await signUp(credentials);
                void client.invalidateQueries(serverQuery);
              }}
            />
          )
        }
      </Loaded>
    </AuthLayout>
  );
}
