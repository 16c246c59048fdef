import { Monitor, Moon, Sun } from 'lucide-react';
import { t } from '@/lib/i18n';
import { setTheme, useTheme } from '@/lib/theme';
import { IconButton } from './IconButton';
import { Menu, MenuChoice } from './Menu';

const icons = { system: <Monitor />, light: <Sun />, dark: <Moon /> };

export function ThemeMenu({ side = 'bottom' }: { side?: 'top' | 'bottom' }) {
  const theme = useTheme();
  return (
    <Menu side={side} trigger={<IconButton label={t('theme.label')} icon={icons[theme]} />}>
      <MenuChoice
        label={t('theme.label')}
        value={theme}
        onChange={setTheme}
        options={[
          { value: 'system', label: t('theme.system'), icon: icons.system },
          { value: 'light', label: t('theme.light'), icon: icons.light },
          { value: 'dark', label: t('theme.dark'), icon: icons.dark },
        ]}
      />
    </Menu>
  );
}
