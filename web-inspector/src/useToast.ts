import { useCallback, useEffect, useState } from 'react';

const SHOWN_MILLIS = 5000;

/** A line that goes by itself. */
export function useToast(): [string, (text: string) => void] {
  const [toast, setToast] = useState({ text: '' });
  useEffect(() => {
    if (toast.text === '') return undefined;
    const timer = setTimeout(() => setToast({ text: '' }), SHOWN_MILLIS);
    return () => clearTimeout(timer);
  }, [toast]);
  return [toast.text, useCallback((text: string) => setToast({ text }), [])];
}
