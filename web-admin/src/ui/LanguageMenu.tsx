import { Languages } from 'lucide-react';
import { language, languages, setLanguage, t, type Language } from '@/lib/i18n';
import { IconButton } from './IconButton';
import { Menu, MenuChoice } from './Menu';

const options = (Object.keys(languages) as Language[]).map((value) => ({ value, label: languages[value] }));

export function LanguageMenu({ side = 'bottom' }: { side?: 'top' | 'bottom' }) {
  return (
    <Menu side={side} trigger={<IconButton label={t('language.label')} icon={<Languages />} />}>
      <MenuChoice label={t('language.label')} value={language} onChange={setLanguage} options={options} />
    </Menu>
  );
}
