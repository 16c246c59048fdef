import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { logOut, meQuery, signUp, useLoginState } from '@/api/account';
import { chooseAccount } from '@/api/chosen-account';
import { api, body, publicApi } from '@/api/client';
import { loading } from '@/api/loading';
import { messageOf } from '@/api/messages';
import { t } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { roleName } from '@/lib/roles';
import { Button, buttonClass } from '@/ui/Button';
import { FormActions } from '@/ui/Form';
import { Loaded } from '@/ui/Loaded';
import { Notice } from '@/ui/Notice';
import { AuthLayout } from './AuthLayout';
import { CredentialsForm } from './CredentialsForm';
import { isDeadLink, useLinkSecret } from './link-secret';

/** What a mailed invitation leads to: joining as who one is, or signing up. */
export function InvitationPage() {
  const token = useLinkSecret();
  const login = useLoginState();
  const preview = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => body(publicApi.POST('/api/v1/auth/invitation', { body: { token } })),
    staleTime: Infinity,
  });
  const lead = preview.data && {
    lead: t('invitation.lead', { account: preview.data.account, role: roleName(preview.data.role) }),
  };
  return (
    <AuthLayout title={t('invitation.title')} {...lead}>
      {isDeadLink(preview.error) ? (
        <DeadInvitation loggedIn={login === 'in'} />
      ) : (
        <Loaded {...loading(preview)} skeleton={null}>
          {({ email, account }) =>
            login === 'in' ? (
              <Join token={token} invited={email} account={account} />
            ) : (
              <SignUp token={token} invited={email} />
            )
          }
        </Loaded>
      )}
    </AuthLayout>
  );
}

function DeadInvitation({ loggedIn }: { loggedIn: boolean }) {
  return (
    <>
      <Notice tone="danger">{t('invitation.bad')}</Notice>
      <FormActions>
        <Link to={loggedIn ? paths.overview : paths.login} className={buttonClass({ wide: true })}>
          {t(loggedIn ? 'error.home' : 'login.title')}
        </Link>
      </FormActions>
    </>
  );
}

interface Props {
  token: string;
  invited: string;
}

function Join({ token, invited, account }: Props & { account: string }) {
  const me = useQuery(meQuery).data;
  const client = useQueryClient();
  const join = useMutation({
    mutationFn: () => body(api.POST('/api/v1/me/invitations/accept', { body: { token } })),
    onSuccess: ({ id }) => {
      client.clear();
      chooseAccount(id);
    },
  });
  if (!me) return null;
  if (me.email.toLowerCase() !== invited.toLowerCase())
    return (
      <>
        <Notice tone="warning">{t('invitation.asOther', { email: me.email, invited })}</Notice>
        <FormActions>
          <Button wide onClick={() => void logOut().catch(() => undefined)}>
            {t('account.logOut')}
          </Button>
        </FormActions>
      </>
    );
  return (
    <>
      {join.error && <Notice tone="danger">{messageOf(join.error)}</Notice>}
      <FormActions>
        <Button variant="primary" wide busy={join.isPending} onClick={() => join.mutate()}>
          {t('invitation.accept', { account })}
        </Button>
      </FormActions>
    </>
  );
}

function SignUp({ token, invited }: Props) {
  const navigate = useNavigate();
  return (
    <>
      <CredentialsForm
        password="new"
        email={invited}
        submit={t('invitation.signUp')}
        onSubmit={async (credentials) => {
          await signUp(credentials, token);
          await navigate(paths.overview, { replace: true });
        }}
      />
      <p>
        <Link to={paths.login} state={{ from: `${paths.invitation}#${token}` }}>
          {t('invitation.logIn')}
        </Link>
      </p>
    </>
  );
}
