import { t } from '@/lib/i18n';
import { Button } from '@/ui/Button';
import { SelectField } from '@/ui/Choice';
import { DateField } from '@/ui/DateField';
import { Form, FormActions } from '@/ui/Form';
import { TextField } from '@/ui/TextField';
import styles from './AuditPage.module.css';
import { fields, type Kind } from './filter';

interface Props {
  kinds: readonly Kind[];
  params: URLSearchParams;
  onFilter: (params: Record<string, string>) => void;
}

export function FilterForm({ kinds, params, onFilter }: Props) {
  const value = (name: (typeof fields)[number]) => params.get(name) ?? '';
  return (
    <div className={styles.filter}>
      <Form
        onSubmit={(values) => onFilter(Object.fromEntries(Object.entries(values).filter(([, text]) => text)))}
      >
        <div className={styles.fields}>
          <SelectField
            label={t('audit.filterKind')}
            name="kind"
            defaultValue={value('kind')}
            options={[
              { value: '', label: t('audit.allKinds') },
              ...kinds.map((kind) => ({ value: kind, label: t(`audit.kind.${kind}`) })),
            ]}
          />
          <TextField
            name="actor"
            label={t('audit.filterActor')}
            defaultValue={value('actor')}
            verbatim
            maxLength={100}
          />
          <TextField
            name="subject"
            label={t('audit.filterSubject')}
            defaultValue={value('subject')}
            verbatim
            maxLength={100}
          />
          <DateField name="from" label={t('audit.filterFrom')} defaultValue={value('from')} />
          <DateField name="to" label={t('audit.filterTo')} defaultValue={value('to')} />
          <FormActions>
            <Button type="submit">{t('audit.apply')}</Button>
            {fields.some((name) => value(name)) && (
              <Button variant="quiet" onClick={() => onFilter({})}>
                {t('audit.reset')}
              </Button>
            )}
          </FormActions>
        </div>
      </Form>
    </div>
  );
}
