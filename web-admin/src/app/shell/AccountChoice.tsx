import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { accountsQuery } from '@/api/account';
import { chooseAccount } from '@/api/chosen-account';
import { t } from '@/lib/i18n';
import { MenuChoice, MenuItem, MenuSeparator } from '@/ui/Menu';

/** The accounts that the person belongs to, to change between. */
export function AccountChoice({ current, onCreate }: { current: string | undefined; onCreate: () => void }) {
  const accounts = useQuery(accountsQuery).data ?? [];
  return (
    <>
      <MenuSeparator />
      {accounts.length > 1 && (
        <MenuChoice
          label={t('accounts.switch')}
          value={current ?? ''}
          options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={chooseAccount}
        />
      )}
      <MenuItem icon={<Plus />} onSelect={onCreate}>
        {t('accounts.create')}
      </MenuItem>
      <MenuSeparator />
    </>
  );
}
