import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';
import { classes } from './classes';
import { Spinner } from './Spinner';

interface Look {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  size?: 'small' | 'medium';
  icon?: ReactNode;
  wide?: boolean;
}

interface Props extends ComponentProps<'button'>, Look {
  /** Shows that its action runs, and ignores further presses without losing the focus. */
  busy?: boolean;
}

export function Button({ variant, size, icon, wide, busy = false, className, children, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={classes(buttonClass({ variant, size, wide }), className)}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

/** The class of something that is not a button but looks like one, such as a link. */
export function buttonClass(look: { [K in keyof Look]: Look[K] | undefined }): string {
  const { variant = 'secondary', size = 'medium', wide } = look;
  return classes(styles.button, styles[variant], styles[size], wide && styles.wide);
}
