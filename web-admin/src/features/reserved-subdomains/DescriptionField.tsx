import { t } from '@/lib/i18n';
import { TextField } from '@/ui/TextField';

export function DescriptionField({ defaultValue = '' }: { defaultValue?: string }) {
  return (
    <TextField
      name="description"
      label={t('reserved.description')}
      hint={t('reserved.descriptionHint')}
      maxLength={500}
      autoComplete="off"
      defaultValue={defaultValue}
    />
  );
}
