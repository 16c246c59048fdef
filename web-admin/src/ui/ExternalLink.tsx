import type { ReactNode } from 'react';
import { classes } from './classes';
import styles from './ExternalLink.module.css';

interface Props {
  href: string;
  className?: string | undefined;
  children: ReactNode;
}

/**
 * A link to a public URL of a tunnel, in a tab of its own; what is behind it is a stranger to this site. Anything but
 * HTTP is shown as text: browsers cannot open it, and `javascript:` must not be.
 */
export function ExternalLink({ href, className, children }: Props) {
  if (!/^https?:\/\//i.test(href)) return <span className={className}>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noreferrer" className={classes(styles.link, className)}>
      {children}
    </a>
  );
}
