import { useQuery } from '@tanstack/react-query';
import { Outlet } from 'react-router';
import { meQuery } from '@/api/account';
import { loading } from '@/api/loading';
import { Loaded } from '@/ui/Loaded';
import { NotFoundPage } from './NotFoundPage';

/** Pages of the server's administrators; to others they are not there. The server refuses the calls in any case. */
export function AdminOnly() {
  const me = useQuery(meQuery);
  return (
    <Loaded {...loading(me)}>{({ serverAdmin }) => (serverAdmin ? <Outlet /> : <NotFoundPage />)}</Loaded>
  );
}
