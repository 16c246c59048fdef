import { tMaybe } from '@/lib/i18n';

/** What an action is called; null for one that this version does not know. */
export function actionName(action: string): string | null {
  return tMaybe(`audit.action.${action.replace('.', '_')}`);
}
