import { useEffect, useState } from 'react';

/** A value that keeps still while it changes quickly, as while somebody types. */
export function useLater<T>(value: T, delay = 250): T {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return later;
}
