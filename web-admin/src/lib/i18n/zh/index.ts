import type { Messages } from '..';
import { access } from './access';
import { admin } from './admin';
import { audit } from './audit';
import { auth } from './auth';
import { edges } from './edges';
import { names } from './names';
import { shell } from './shell';
import { team } from './team';
import { traffic } from './traffic';

/** Every text in Simplified Chinese, which has one form for any count. */
export const zh: Messages = {
  ...access,
  ...admin,
  ...audit,
  ...auth,
  ...edges,
  ...names,
  ...shell,
  ...team,
  ...traffic,
};
