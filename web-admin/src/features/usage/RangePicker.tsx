import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { messageOf } from '@/api/messages';
import { isRange, type Range, ranges, type Subject, usageCsv } from '@/api/usage';
import { download } from '@/lib/download';
import { t } from '@/lib/i18n';
import { useParam } from '@/lib/params';
import { Button } from '@/ui/Button';
import { SelectField } from '@/ui/Choice';
import { toast } from '@/ui/toast';
import { Toolbar } from '@/ui/Toolbar';

const options = (Object.keys(ranges) as Range[]).map((value) => ({ value, label: t(`range.${value}`) }));

/** The range that the address asks for. */
export function useRange(otherwise: Range): [Range, (range: string) => void] {
  const [value, set] = useParam('range');
  return [isRange(value) ? value : otherwise, set];
}

interface Props {
  subject: Subject;
  range: Range;
  onRange: (range: string) => void;
}

/** How far back to look, and the same as a file. */
export function RangePicker({ subject, range, onRange }: Props) {
  const csv = useMutation({
    mutationFn: () => usageCsv(subject, range),
    onSuccess: (text) => download(`usage-${range}.csv`, 'text/csv', text),
    onError: (error) => toast(messageOf(error)),
  });
  return (
    <Toolbar>
      <SelectField bare label={t('range.label')} value={range} options={options} onChange={onRange} />
      <Button
        icon={<Download aria-hidden="true" />}
        variant="quiet"
        busy={csv.isPending}
        onClick={() => csv.mutate()}
      >
        {t('usage.export')}
      </Button>
    </Toolbar>
  );
}
