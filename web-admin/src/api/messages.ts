import { t } from '@/lib/i18n';
import { ApiError, UnreachableError } from './errors';

type Text = () => string;

const byCode: Record<string, Text> = {
  account_suspended: () => t('error.suspended'),
  credentials_invalid: () => t('error.credentials'),
  domain_not_verified: () => t('error.domainNotVerified'),
  email_taken: () => t('error.emailTaken'),
  forbidden: () => t('error.forbidden'),
  internal_error: () => t('error.internal'),
  invitation_required: () => t('error.invitationRequired'),
  last_admin: () => t('error.lastAdmin'),
  last_owner: () => t('error.lastOwner'),
  limit_reached: () => t('error.limitReached'),
  name_forbidden: () => t('error.nameForbidden'),
  name_taken: () => t('error.nameTaken'),
  not_found: () => t('error.gone'),
  password_wrong: () => t('profile.passwordWrong'),
  port_out_of_range: () => t('error.portOutOfRange'),
  port_taken: () => t('error.portTaken'),
  ports_exhausted: () => t('error.portsExhausted'),
  rate_limited: () => t('error.rateLimited'),
  signup_closed: () => t('error.signupClosed'),
  unavailable: () => t('error.unreachableAction'),
};

/** What to tell a person about a failed call; a code this version does not know speaks for itself. */
export function messageOf(error: unknown): string {
  if (error instanceof UnreachableError) return t('error.unreachableAction');
  if (!(error instanceof ApiError)) return t('error.internal');
  return byCode[error.code]?.() ?? error.message;
}

const names = ['name', 'hostname'];

/** The form fields that a problem may be about where its code alone says so. */
const fieldsOfCode: Record<string, readonly string[]> = {
  email_taken: ['email'],
  name_taken: names,
  name_forbidden: names,
  password_wrong: ['oldPassword', 'password'],
  port_out_of_range: ['port'],
  port_taken: ['port'],
};

export interface FormProblem {
  fields: Record<string, string>;
  /** What concerns the form as a whole, or a field that it does not have. */
  form: string | null;
}

/** Sorts a failed call into the fields of a form with these names. */
export function formProblem(error: unknown, names: readonly string[]): FormProblem {
  if (error === null) return { fields: {}, form: null };
  if (!(error instanceof ApiError)) return { fields: {}, form: messageOf(error) };
  const field = fieldsOfCode[error.code]?.find((one) => names.includes(one));
  if (field) return { fields: { [field]: messageOf(error) }, form: null };
  const fields = Object.fromEntries(Object.entries(error.fields).filter(([name]) => names.includes(name)));
  return { fields, form: Object.keys(fields).length > 0 ? null : messageOf(error) };
}
