import { type Language, language, languages, setLanguage, t } from '@/lib/i18n';
import { isTheme, setTheme, themes, useTheme } from '@/lib/theme';
import { Card } from '@/ui/Card';
import { SelectField } from '@/ui/Choice';
import styles from './ProfilePage.module.css';

const languageOptions = Object.entries(languages).map(([value, label]) => ({ value, label }));
const themeOptions = themes.map((value) => ({ value, label: t(`theme.${value}`) }));

/** What the person likes, kept by the browser. */
export function PreferencesCard() {
  const theme = useTheme();
  return (
    <Card title={t('profile.preferences')} lead={t('profile.preferencesLead')}>
      <div className={styles.rows}>
        <SelectField
          label={t('language.label')}
          value={language}
          options={languageOptions}
          onChange={(next) => setLanguage(next as Language)}
        />
        <SelectField
          label={t('theme.label')}
          value={theme}
          options={themeOptions}
          onChange={(next) => isTheme(next) && setTheme(next)}
        />
      </div>
    </Card>
  );
}
