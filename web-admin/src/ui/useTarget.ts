import { useCallback, useState } from 'react';

export interface Target<T> {
  open: boolean;
  /** What the dialog is about; stays while the dialog fades out. */
  value: T | null;
  show: (value: T) => void;
  hide: () => void;
}

/** The state of a dialog that is about one thing of a list. */
export function useTarget<T>(): Target<T> {
  const [state, setState] = useState<{ open: boolean; value: T | null }>({ open: false, value: null });
  const show = useCallback((value: T) => setState({ open: true, value }), []);
  const hide = useCallback(() => setState((last) => ({ ...last, open: false })), []);
  return { ...state, show, hide };
}
