import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { serverQuery } from '@/api/account';
import { formProblem } from '@/api/messages';
import { all, filled, labelPattern, matches } from '@/lib/checks';
import { t } from '@/lib/i18n';
import { FormDialog } from '@/ui/FormDialog';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { DescriptionField } from './DescriptionField';
import { useReserveSubdomain } from './queries';

export function ReserveSubdomainDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const reserve = useReserveSubdomain();
  const [name, setName] = useState('');
  const domain = useQuery(serverQuery).data?.domain;
  const problem = formProblem(reserve.error, ['name', 'description']);
  const close = () => {
    onClose();
    setName('');
    reserve.reset();
  };
  const submit = (values: Record<string, string>) =>
    reserve.mutate(
      { name: values.name ?? '', description: values.description ?? '' },
      {
        onSuccess: ({ hostname }) => {
          close();
          toast(t('reserved.reserved', { hostname }));
        },
      },
    );
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={t('reserved.create')}
      problem={problem}
      busy={reserve.isPending}
      onSubmit={submit}
    >
      <TextField
        name="name"
        label={t('reserved.name')}
        hint={domain && t('reserved.nameHint', { example: `${name || 'name'}.${domain}` })}
        verbatim
        required
        maxLength={63}
        autoComplete="off"
        onValueChange={setName}
        check={all(filled(t('reserved.nameMissing')), matches(labelPattern, t('reserved.nameMalformed')))}
      />
      <DescriptionField />
    </FormDialog>
  );
}
