import { Languages, LogOut, type LucideIcon, Moon, Plus, Sun, Waypoints } from 'lucide-react';
import { logOut } from '@/api/account';
import type { Tunnel } from '@/api/types';
import { type Language, language, languages, setLanguage, t } from '@/lib/i18n';
import { paths, pathTo, withParams } from '@/lib/paths';
import { setTheme } from '@/lib/theme';
import { groupsFor, type Standing } from './pages';

/** Something to go to or to do. */
export interface Entry {
  id: string;
  group: string;
  text: string;
  context?: string | undefined;
  Icon: LucideIcon;
  run: () => void;
}

interface Situation {
  standing: Standing;
  tunnels: readonly Tunnel[];
  go: (to: string) => void;
}

const creations = [
  [t('authtokens.create'), paths.authtokens],
  [t('apiKeys.create'), paths.apiKeys],
  [t('reserved.create'), paths.reservedSubdomains],
  [t('domains.create'), paths.domains],
  [t('addresses.create'), paths.addresses],
] as const;

export function commands({ standing, tunnels, go }: Situation): Entry[] {
  const pages = groupsFor(standing).flatMap(({ title, pages: links }) =>
    links.map(({ to, text, Icon }) => ({
      id: to,
      group: t('palette.pages'),
      text,
      context: title,
      Icon,
      run: () => go(to),
    })),
  );
  const live = tunnels.map(({ id, urls, target }) => ({
    id,
    group: t('palette.live'),
    text: urls[0] ?? target,
    context: target,
    Icon: Waypoints,
    run: () => go(pathTo(paths.tunnel, { id })),
  }));
  return [...pages, ...live, ...actions(go)];
}

function actions(go: (to: string) => void): Entry[] {
  const action = (id: string, text: string, Icon: LucideIcon, run: () => void, context?: string): Entry => ({
    id,
    group: t('palette.actions'),
    text,
    context,
    Icon,
    run,
  });
  const others = (Object.keys(languages) as Language[]).filter((one) => one !== language);
  return [
    ...creations.map(([text, path]) =>
      action(`new:${path}`, text, Plus, () => go(withParams(path, { new: '1' }))),
    ),
    action('light', t('theme.light'), Sun, () => setTheme('light'), t('theme.label')),
    action('dark', t('theme.dark'), Moon, () => setTheme('dark'), t('theme.label')),
    ...others.map((one) =>
      action(one, languages[one], Languages, () => setLanguage(one), t('language.label')),
    ),
    action('log-out', t('account.logOut'), LogOut, () => void logOut().catch(() => undefined)),
  ];
}

/** Those that hold every word typed. */
export function matching(entries: readonly Entry[], query: string): Entry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ text, context }) => {
    const all = `${text} ${context ?? ''}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
