import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';

interface Props extends ComponentProps<'button'> {
  look?: 'primary' | 'quiet';
  icon?: ReactNode;
}

export function Button({ look, icon, children, ...rest }: Props) {
  return (
    <button type="button" {...rest} className={`${styles.button ?? ''} ${look ? (styles[look] ?? '') : ''}`}>
      {icon}
      {children}
    </button>
  );
}
