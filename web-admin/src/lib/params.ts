import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

type Others = Record<string, string>;

/** A part of the page's state that the address keeps, so that it can be linked to; empty where it has none. */
export function useParam(name: string): [string, (value: string, others?: Others) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (value: string, others: Others = {}) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [key, text] of Object.entries({ ...others, [name]: value })) {
            if (text) after.set(key, text);
            else after.delete(key);
          }
          return after;
        },
        { replace: true, preventScrollReset: true },
      ),
    [name, setParams],
  );
  return [params.get(name) ?? '', set];
}

/** Whether a dialog is open that the address can ask for: `?new=1`. */
export function useOpenParam(name: string): { open: boolean; show: () => void; hide: () => void } {
  const [value, set] = useParam(name);
  const show = useCallback(() => set('1'), [set]);
  const hide = useCallback(() => set(''), [set]);
  return { open: value === '1', show, hide };
}
