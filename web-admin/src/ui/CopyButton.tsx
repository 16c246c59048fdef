import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { copyText } from '@/lib/clipboard';
import { t } from '@/lib/i18n';
import { IconButton } from './IconButton';
import styles from './CopyButton.module.css';

interface Props {
  text: string;
  /** What is copied, in words: it names the button. */
  what: string;
  icon?: ReactNode;
}

export function CopyButton({ text, what, icon = <Copy /> }: Props) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <IconButton
        label={t('action.copyOf', { what })}
        icon={copied ? <Check className={styles.copied} /> : icon}
        onClick={() => void copyText(text).then(setCopied)}
      />
      <span role="status" className="visually-hidden">
        {copied ? t('action.copied') : ''}
      </span>
    </>
  );
}
