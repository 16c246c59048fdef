import type { ReactNode } from 'react';
import { formProblem } from '@/api/messages';
import type { Settings, SettingsChange } from '@/api/types';
import { limitNames, limitsOf } from '@/features/admin/limits/limits';
import { LimitsFields } from '@/features/admin/limits/LimitsFields';
import { labelPattern } from '@/lib/checks';
import { t } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { RadioField } from '@/ui/Choice';
import { Form, FormActions } from '@/ui/Form';
import { TextArea } from '@/ui/TextArea';
import { toast } from '@/ui/toast';
import { useChangeSettings } from './queries';

const signups = ['open', 'invite', 'closed'] as const;

export function SignUpCard({ settings }: { settings: Settings }) {
  return (
    <SettingsCard
      title={t('settings.signup')}
      lead={t('settings.signupLead')}
      fields={['signup']}
      changeOf={({ signup }) => ({ signup: signups.find((one) => one === signup) ?? 'open' })}
    >
      <RadioField
        legend={t('settings.signup')}
        name="signup"
        defaultValue={settings.signup}
        options={signups.map((value) => ({
          value,
          label: t(`settings.${value}`),
          hint: t(`settings.${value}Hint`),
        }))}
      />
    </SettingsCard>
  );
}

export function DefaultLimitsCard({ settings }: { settings: Settings }) {
  return (
    <SettingsCard
      title={t('settings.limits')}
      lead={`${t('settings.limitsLead')} ${t('admin.limitsHint')}`}
      fields={limitNames}
      changeOf={(values) => ({ defaultLimits: limitsOf(values) })}
    >
      <LimitsFields limits={settings.defaultLimits} />
    </SettingsCard>
  );
}

export function ForbiddenNamesCard({ settings }: { settings: Settings }) {
  return (
    <SettingsCard
      title={t('settings.names')}
      lead={t('settings.namesLead')}
      fields={['forbiddenNames']}
      changeOf={({ forbiddenNames = '' }) => ({ forbiddenNames: namesOf(forbiddenNames) })}
    >
      <TextArea
        name="forbiddenNames"
        label={t('settings.namesLabel')}
        hint={t('settings.namesHint')}
        defaultValue={settings.forbiddenNames.join('\n')}
        check={(text) => {
          const wrong = namesOf(text).find((name) => !labelPattern.test(name));
          return wrong === undefined ? null : t('settings.namesMalformed', { name: wrong });
        }}
      />
    </SettingsCard>
  );
}

function namesOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
}

interface Props {
  title: string;
  lead: string;
  fields: readonly string[];
  changeOf: (values: Record<string, string>) => SettingsChange;
  children: ReactNode;
}

/** Settings that are saved together. */
function SettingsCard({ title, lead, fields, changeOf, children }: Props) {
  const change = useChangeSettings();
  const problem = formProblem(change.error, fields);
  return (
    <Card title={title} lead={lead}>
      <Form
        onSubmit={(values) =>
          change.mutate(changeOf(values), { onSuccess: () => toast(t('settings.saved')) })
        }
        errors={problem.fields}
        error={problem.form}
      >
        {children}
        <FormActions>
          <Button type="submit" busy={change.isPending}>
            {t('settings.save')}
          </Button>
        </FormActions>
      </Form>
    </Card>
  );
}
