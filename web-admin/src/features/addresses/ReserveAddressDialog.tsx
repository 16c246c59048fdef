import { useQuery } from '@tanstack/react-query';
import { serverQuery } from '@/api/account';
import { formProblem } from '@/api/messages';
import { t } from '@/lib/i18n';
import { FormDialog } from '@/ui/FormDialog';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { useReserveAddress } from './queries';

const portPattern = /^([1-9]\d{0,4})?$/;

export function ReserveAddressDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const reserve = useReserveAddress();
  const ports = useQuery(serverQuery).data?.ports;
  const problem = formProblem(reserve.error, ['port', 'description']);
  const close = () => {
    onClose();
    reserve.reset();
  };
  const submit = ({ port = '', description = '' }: Record<string, string>) =>
    reserve.mutate(
      { ...(port && { port: Number(port) }), description },
      {
        onSuccess: ({ address }) => {
          close();
          toast(t('addresses.reserved', { address }));
        },
      },
    );
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={t('addresses.create')}
      problem={problem}
      busy={reserve.isPending}
      onSubmit={submit}
    >
      <TextField
        name="port"
        label={t('addresses.port')}
        hint={
          ports
            ? t('addresses.portHintRange', { from: ports.tcpFrom, to: ports.tcpTo })
            : t('addresses.portHint')
        }
        verbatim
        inputMode="numeric"
        maxLength={5}
        autoComplete="off"
        check={(port) => (portPattern.test(port) ? null : t('addresses.portMalformed'))}
      />
      <TextField
        name="description"
        label={t('reserved.description')}
        hint={t('reserved.descriptionHint')}
        maxLength={500}
        autoComplete="off"
      />
    </FormDialog>
  );
}
