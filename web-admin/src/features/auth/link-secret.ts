import { useState } from 'react';

/** The secret behind the `#` of a mailed link, which browsers keep to themselves; taken out of the address bar. */
export function useLinkSecret(): string {
  const [secret] = useState(() => location.hash.slice(1));
  return secret;
}
