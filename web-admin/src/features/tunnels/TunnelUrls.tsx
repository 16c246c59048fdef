import { CornerDownRight } from 'lucide-react';
import type { Tunnel } from '@/api/types';
import { t } from '@/lib/i18n';
import { CopyButton } from '@/ui/CopyButton';
import { ExternalLink } from '@/ui/ExternalLink';
import { LiveDot } from '@/ui/LiveDot';
import styles from './TunnelUrls.module.css';

/** The public URLs of a tunnel, each to open or to copy, and the local service behind them. */
export function TunnelUrls({ tunnel }: { tunnel: Tunnel }) {
  return (
    <div className={styles.tunnel}>
      {!tunnel.closedAt && <LiveDot />}
      <div className={styles.lines}>
        {tunnel.urls.map((url) => (
          <div key={url} className={styles.url}>
            <ExternalLink href={url} className={styles.link}>
              {url}
            </ExternalLink>
            <CopyButton text={url} what={url} />
          </div>
        ))}
        <div className={styles.target}>
          <CornerDownRight aria-hidden="true" />
          <span className="visually-hidden">{t('tunnels.target')}</span>
          {tunnel.target}
        </div>
      </div>
    </div>
  );
}
