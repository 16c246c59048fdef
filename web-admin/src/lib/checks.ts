/** What is wrong with a value, in words for the person who typed it; nothing when it is right. */
export type Check = (value: string) => string | null;

/** The first complaint of several checks. */
export function all(...checks: Check[]): Check {
  return (value) => {
    for (const check of checks) {
      const complaint = check(value);
      if (complaint) return complaint;
    }
    return null;
  };
}

export function filled(complaint: string): Check {
  return (value) => (value === '' ? complaint : null);
}

export function atLeast(length: number, complaint: string): Check {
  return (value) => (value.length < length ? complaint : null);
}

export function matches(pattern: RegExp, complaint: string): Check {
  return (value) => (pattern.test(value) ? null : complaint);
}

/** Something before and after an at sign: whether mail arrives there is not for a form to know. */
export const emailPattern = /^[^\s@]+@[^\s@]+$/;

/** A DNS label in lower case (RFC 1123), as the platform takes it. */
export const labelPattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** A hostname of at least two labels, in either case. */
export const hostnamePattern = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
