import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ExternalLink } from './ExternalLink';

it('links to HTTP without telling where the visitor comes from', () => {
  render(<ExternalLink href="https://shop.tunnel.test">shop</ExternalLink>);
  expect(screen.getByRole('link', { name: 'shop' })).toHaveAttribute('rel', 'noreferrer');
});

it.each(['javascript:alert(1)', 'data:text/html,x', ' javascript:alert(1)', 'tcp://host:20000'])(
  'shows %s as text',
  (href) => {
    render(<ExternalLink href={href}>{href}</ExternalLink>);
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  },
);
