import { storage } from '@/lib/storage';

const key = 'tunnel.account';

/** The account that this browser acts in where that is not the person's usual one. */
export function chosenAccount(): string | null {
  return storage.read(key);
}

/** Acts in that account from now on: everything on the page is about another one, so it begins anew. */
export function chooseAccount(id: string | null): void {
  if (id) storage.write(key, id);
  else storage.remove(key);
  location.assign('/');
}

export function forgetAccount(): void {
  storage.remove(key);
}
