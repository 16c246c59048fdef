const waiting = new Map<string, Promise<unknown>>();

/**
 * Runs `work` while no other tab of this origin runs work of the same name. Plain HTTP from another machine has no
 * Web Locks; there the tab at least waits for itself.
 */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  // Missing outside secure contexts, whatever the DOM's types say.
  const locks = navigator.locks as LockManager | undefined;
  if (locks) return locks.request(name, work);
  const previous = waiting.get(name) ?? Promise.resolve();
  const mine = previous.then(work, work);
  waiting.set(name, mine);
  return mine;
}
