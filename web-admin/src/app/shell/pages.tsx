import {
  ChartColumn,
  Gauge,
  Globe,
  KeyRound,
  KeySquare,
  LayoutDashboard,
  Link2,
  type LucideIcon,
  MonitorSmartphone,
  Network,
  ScrollText,
  Settings,
  UserRound,
  UserRoundCog,
  UsersRound,
  Waypoints,
} from 'lucide-react';
import { t } from '@/lib/i18n';
import { paths } from '@/lib/paths';

export interface PageLink {
  to: string;
  text: string;
  Icon: LucideIcon;
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
      { to: paths.adminSettings, text: t('nav.settings'), Icon: Settings },
      { to: paths.adminAudit, text: t('nav.audit'), Icon: ScrollText },
    ],
  },
];

export function groupsFor(administrator: boolean): readonly PageGroup[] {
  return pageGroups.filter((group) => administrator || !group.administrators);
}
