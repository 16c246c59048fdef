/** A day as people write it everywhere and as the address keeps it: `2026-01-31`. */
export const dayPattern = /^\d{4}-\d\d-\d\d$/;

/** When a day begins where the person is, or when the one so many later does; nothing for a day that is none. */
export function startOfDay(day: string, later = 0): Date | null {
  if (!dayPattern.test(day)) return null;
  const at = new Date(`${day}T00:00`);
  // What comes after the end of a month is taken for the beginning of the next.
  if (at.getDate() !== Number(day.slice(-2))) return null;
  at.setDate(at.getDate() + later);
  return at;
}
