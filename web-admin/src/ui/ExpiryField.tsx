import { t, tCount } from '@/lib/i18n';
import { SelectField } from './Choice';

const days = [1, 7, 30, 90, 365];

/** When a secret ends, as `expires` of a form: a number of days, or nothing for never. */
export function ExpiryField() {
  const options = [
    { value: '', label: t('expiry.never') },
    ...days.map((count) => ({ value: String(count), label: tCount('expiry.days', count) })),
  ];
  return <SelectField name="expires" label={t('expiry.label')} options={options} defaultValue="" />;
}
