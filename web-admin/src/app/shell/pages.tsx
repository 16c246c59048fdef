import {
  ChartColumn,
  Gauge,
  Globe,
  History,
  KeyRound,
  KeySquare,
  LayoutDashboard,
  Link2,
  type LucideIcon,
  MonitorSmartphone,
  Network,
  ScrollText,
  Server,
  Settings,
  UserRound,
  UserRoundCog,
  UsersRound,
  Waypoints,
} from 'lucide-react';
import type { Me } from '@/api/types';
import { t } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { manages } from '@/lib/roles';

export interface PageLink {
  to: string;
  text: string;
  Icon: LucideIcon;
  /** Whether only those see it who manage the account. */
  managers?: boolean;
}

export interface PageGroup {
  /** Absent for the first group, which needs none. */
  title?: string;
  administrators?: boolean;
  pages: readonly PageLink[];
}

/** The pages as the navigation and the command palette list them. */
export const pageGroups: readonly PageGroup[] = [
  {
    pages: [
      { to: paths.overview, text: t('nav.overview'), Icon: LayoutDashboard },
      { to: paths.tunnels, text: t('nav.tunnels'), Icon: Waypoints },
      { to: paths.sessions, text: t('nav.sessions'), Icon: MonitorSmartphone },
      { to: paths.usage, text: t('nav.usage'), Icon: ChartColumn },
    ],
  },
  {
    title: t('nav.access'),
    pages: [
      { to: paths.authtokens, text: t('nav.authtokens'), Icon: KeyRound },
      { to: paths.apiKeys, text: t('nav.apiKeys'), Icon: KeySquare },
    ],
  },
  {
    title: t('nav.names'),
    pages: [
      { to: paths.reservedSubdomains, text: t('nav.reservedSubdomains'), Icon: Globe },
      { to: paths.domains, text: t('nav.domains'), Icon: Link2 },
      { to: paths.addresses, text: t('nav.addresses'), Icon: Network },
    ],
  },
  {
    title: t('nav.account'),
    pages: [
      { to: paths.members, text: t('nav.members'), Icon: UsersRound },
      { to: paths.activity, text: t('nav.activity'), Icon: History, managers: true },
      { to: paths.profile, text: t('nav.profile'), Icon: UserRound },
    ],
  },
  {
    title: t('nav.server'),
    administrators: true,
    pages: [
      { to: paths.adminUsage, text: t('nav.serverUsage'), Icon: Gauge },
      { to: paths.adminUsers, text: t('nav.users'), Icon: UserRoundCog },
      { to: paths.adminAccounts, text: t('nav.accounts'), Icon: UsersRound },
      { to: paths.adminTunnels, text: t('nav.allTunnels'), Icon: Waypoints },
      { to: paths.adminEdges, text: t('nav.edges'), Icon: Server },
      { to: paths.adminSettings, text: t('nav.settings'), Icon: Settings },
      { to: paths.adminAudit, text: t('nav.audit'), Icon: ScrollText },
    ],
  },
];

/** What somebody is, as far as it decides on pages. */
export interface Standing {
  administrator: boolean;
  manager: boolean;
}

export function standingOf(me: Me | undefined): Standing {
  return { administrator: me?.serverAdmin ?? false, manager: manages(me?.account.role) };
}

export function groupsFor({ administrator, manager }: Standing): readonly PageGroup[] {
  return pageGroups
    .filter((group) => administrator || !group.administrators)
    .map((group) => ({ ...group, pages: group.pages.filter((page) => manager || !page.managers) }));
}
