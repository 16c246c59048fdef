import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './IconButton';
import { Menu } from './Menu';

/** What can be done with a row, where that is more than a button or two. */
export function RowMenu({ label, children }: { label: string; children: ReactNode }) {
  return <Menu trigger={<IconButton label={label} icon={<Ellipsis />} />}>{children}</Menu>;
}
