import { Fragment } from 'react';
import { CopyButton } from './CopyButton';
import styles from './Snippet.module.css';

interface Props {
  text: string;
  /** What the text is, for the copy button's name. */
  what: string;
  /** Shows a prompt before it, which is not copied. */
  command?: boolean;
}

/** Breaks lines between words only, as long as a word fits: a `--` on the next line is another command. */
function Words({ text }: { text: string }) {
  return text.split(' ').map((word, index) => (
    <Fragment key={index}>
      {index > 0 && ' '}
      <span className={styles.word}>{word}</span>
    </Fragment>
  ));
}

/** A line to copy: one press on the button, or by hand, where the whole line selects at once. */
export function Snippet({ text, what, command = false }: Props) {
  return (
    <div className={styles.snippet}>
      <code className={styles.text} data-prompt={command || undefined}>
        <Words text={text} />
      </code>
      <CopyButton text={text} what={what} />
    </div>
  );
}
