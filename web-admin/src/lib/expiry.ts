/** The moment that the field's value means. */
export function expiryOf(value: string | undefined, now: number): { expiresAt?: string } {
  const count = Number(value);
  return count > 0 ? { expiresAt: new Date(now + count * 86_400_000).toISOString() } : {};
}
