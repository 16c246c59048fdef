import { t } from '@/lib/i18n';
import { ApiError, UnreachableError } from './errors';

type Text = () => string;

const byCode: Record<string, Text> = {
  account_suspended: () => t('error.suspended'),
  credentials_invalid: () => t('error.credentials'),
  email_taken: () => t('error.emailTaken'),
  forbidden: () => t('error.forbidden'),
  internal_error: () => t('error.internal'),
  limit_reached: () => t('error.limitReached'),
  name_forbidden: () => t('error.nameForbidden'),
  name_taken: () => t('error.nameTaken'),
  not_found: () => t('error.gone'),
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

/** The form field that a problem is about where its code alone says so. */
const fieldOfCode: Record<string, string> = {
  email_taken: 'email',
  name_taken: 'name',
  name_forbidden: 'name',
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
  const field = fieldOfCode[error.code];
  if (field && names.includes(field)) return { fields: { [field]: messageOf(error) }, form: null };
  const fields = Object.fromEntries(Object.entries(error.fields).filter(([name]) => names.includes(name)));
  return { fields, form: Object.keys(fields).length > 0 ? null : messageOf(error) };
}
