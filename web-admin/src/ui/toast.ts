import { Toast } from '@base-ui/react/toast';

export const toastManager = Toast.createToastManager();

/** Confirms in a sentence what has just been done. */
export function toast(text: string): void {
  toastManager.add({ title: text, timeout: 4000 });
}
