import { access } from './access';
import { admin } from './admin';
import { audit } from './audit';
import { auth } from './auth';
import { edges } from './edges';
import { names } from './names';
import { shell } from './shell';
import { team } from './team';
import { traffic } from './traffic';

/** Every text of the web admin. `{name}` is filled in; `key_one` / `key_other` are chosen by `count`. */
export const en = {
  ...access,
  ...admin,
  ...audit,
  ...auth,
  ...edges,
  ...names,
  ...shell,
  ...team,
  ...traffic,
} as const;
