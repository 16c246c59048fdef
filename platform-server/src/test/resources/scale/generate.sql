-- Fills an empty, migrated database, for looking at plans and times: so many accounts with a user,
-- a membership, an authtoken, a login, an API key and an invitation each; reserved names, most of them of few accounts; past and live
-- sessions and tunnels; and usage of one account's tunnels, minute by minute.
-- Parameters: :accounts, :reservations, :tunnels, :days, :every (a minute in so many has traffic).
create temporary table scale as select
    :accounts::int as accounts, :reservations::int as reservations, :tunnels::int as tunnels,
    :days::int as days, :every::int as every, date_trunc('day', now(), 'UTC') as today;

create function scale_id(kind text, n bigint) returns uuid language sql immutable as
    $$ select md5(kind || n)::uuid $$;

insert into account (id, name, created_at)
    select scale_id('account', n), 'account ' || n, today - n * interval '1 minute'
    from scale, generate_series(1, accounts) n;
insert into app_user (id, email, password_hash, created_at)
    select scale_id('user', n), 'user' || n || '@example.test', 'none', today
    from scale, generate_series(1, accounts) n;
insert into membership (account_id, user_id, role, created_at)
    select scale_id('account', n), scale_id('user', n), 'owner', today
    from scale, generate_series(1, accounts) n;
insert into authtoken (id, account_id, created_by, name, prefix, hash, created_at)
    select scale_id('authtoken', n), scale_id('account', n), scale_id('user', n), 'laptop',
        'tt_scale', sha256(('token' || n)::bytea), today
    from scale, generate_series(1, accounts) n;

-- Each user has logged in, made an API key, and invited somebody; half of that is over.
insert into login_session (id, user_id, created_at, last_used_at, ended_at)
    select scale_id('login', n), scale_id('user', n), today, today,
        case when n % 2 = 0 then today end
    from scale, generate_series(1, accounts) n;
insert into api_key (id, account_id, created_by, name, prefix, hash, scope, created_at, revoked_at)
    select scale_id('key', n), scale_id('account', n), scale_id('user', n), 'ci', 'tk_scale',
        sha256(('key' || n)::bytea), 'read', today, case when n % 2 = 0 then today end
    from scale, generate_series(1, accounts) n;
insert into invitation (id, account_id, email, role, hash, invited_by, created_at, expires_at,
        revoked_at)
    select scale_id('invitation', n), scale_id('account', n), 'guest@example.test', 'member',
        sha256(('invitation' || n)::bytea), scale_id('user', n), today, today + interval '7 days',
        case when n % 2 = 0 then today end
    from scale, generate_series(1, accounts) n;

-- Half of the names are the first account's hundredth part of all: long lists, and short ones.
create temporary table scale_name as
    select n, case when n % 2 = 0 then n % greatest(accounts / 100, 1) else n % accounts end + 1
        as owner
    from scale, generate_series(1, reservations) n;
insert into hostname (host, account_id)
    select 'name-' || n || '.tunnel.test', scale_id('account', owner) from scale_name;
insert into reserved_subdomain (id, account_id, name, host, created_at)
    select scale_id('reservation', n), scale_id('account', owner), 'name-' || n,
        'name-' || n || '.tunnel.test', today - n * interval '1 second'
    from scale_name, scale;

insert into edge (id, name, key_hash, key_prefix, created_at, domain, http_port, https_port,
        agent_host, agent_port, tcp_port_from, tcp_port_to, last_seen_at, lease_until)
    select scale_id('edge', n), 'edge-' || n, sha256(('edge' || n)::bytea), 'te_scale', today,
        'tunnel.test', 80, 443, 'tunnel.test', 4443, 20000, 20999, now(), now() + interval '1 day'
    from scale, generate_series(1, 4) n;

-- The first account has all tunnels with usage; each other one has a past session and tunnel.
insert into agent_session (id, account_id, authtoken_id, edge_id, generation, secret_hash,
        agent_version, os, arch, instance, client_ip, started_at, granted_at, ended_at, end_reason)
    select scale_id('session', n), scale_id('account', owner), scale_id('authtoken', owner),
        scale_id('edge', n % 4 + 1), 1, sha256(('session' || n)::bytea), '1', 'linux', 'amd64',
        'machine-' || n, '192.0.2.1', today - n * interval '1 minute',
        today - n * interval '1 minute', case when n > tunnels / 2 then today end,
        case when n > tunnels / 2 then 'closed' end
    from scale, generate_series(1, tunnels + accounts) n,
        lateral (select case when n <= tunnels then 1 else n - tunnels end as owner) o;
insert into tunnel (id, account_id, session_id, generation, tunnel_key, proto, host, urls, target,
        opened_at, claimed_at, closed_at, close_reason)
    select scale_id('tunnel', n), s.account_id, s.id, 1, 'web', 'http',
        'open-' || n || '.tunnel.test', array['https://open-' || n || '.tunnel.test'], '8080',
        s.started_at, s.started_at, s.ended_at, s.end_reason
    from scale, generate_series(1, tunnels + accounts) n
    join agent_session s on s.id = scale_id('session', n);
insert into hostname (host, account_id)
    select host, account_id from tunnel where closed_at is null;
insert into claim (tunnel_id, account_id, host)
    select id, account_id, host from tunnel where closed_at is null;

-- Ten acts of each user.
insert into audit_event (at, actor, account_id, action, subject, ip)
    select today - n * interval '1 second', 'user:' || scale_id('user', n % accounts + 1),
        scale_id('account', n % accounts + 1),
        (array['user.logged_in', 'authtoken.created', 'authtoken.revoked', 'tunnel.closed'])[n % 4 + 1],
        scale_id('authtoken', n % accounts + 1)::text, '192.0.2.1'
    from scale, generate_series(1, 10 * accounts) n;

do $$
declare
    day timestamptz;
begin
    for day in select today - n * interval '1 day' from scale, generate_series(0, days) n loop
        perform make_usage_partition('minute', day);
        perform make_usage_partition('hour', day);
        perform make_usage_partition('day', day);
        insert into usage_minute
            select scale_id('tunnel', t), day + m * interval '1 minute', 1000 + t, 2000 + m, 1, 3,
                0, 2, 0, 1, 0
            from scale, generate_series(1, tunnels) t, generate_series(0, 1439) m
            where (t + m) % every = 0 and day < now();
    end loop;
end $$;
insert into usage_hour
    select subject, date_trunc('hour', at, 'UTC'), sum(bytes_in), sum(bytes_out), sum(connections),
        sum(requests), sum(status_1xx), sum(status_2xx), sum(status_3xx), sum(status_4xx),
        sum(status_5xx)
    from usage_minute group by 1, 2;

-- The account has the sum of its tunnels, each edge a quarter of it.
create temporary table scale_share as
    select scale_id('account', 1) as subject, 1 as share
    union all select scale_id('edge', n), 4 from generate_series(1, 4) n;
insert into usage_minute
    select s.subject, u.at, u.bytes_in / share, u.bytes_out / share, u.connections / share,
        u.requests / share, 0, u.requests / share, 0, 0, 0
    from scale_share s, (
        select at, sum(bytes_in) as bytes_in, sum(bytes_out) as bytes_out,
            sum(connections) as connections, sum(requests) as requests
        from usage_minute group by at) u;
insert into usage_hour
    select s.subject, u.at, u.bytes_in / share, u.bytes_out / share, u.connections / share,
        u.requests / share, 0, u.requests / share, 0, 0, 0
    from scale_share s, (
        select at, sum(bytes_in) as bytes_in, sum(bytes_out) as bytes_out,
            sum(connections) as connections, sum(requests) as requests
        from usage_hour group by at) u;
insert into usage_day
    select subject, date_trunc('day', at, 'UTC'), sum(bytes_in), sum(bytes_out), sum(connections),
        sum(requests), sum(status_1xx), sum(status_2xx), sum(status_3xx), sum(status_4xx),
        sum(status_5xx)
    from usage_hour group by 1, 2;

drop function scale_id(text, bigint);
analyze;
