-- Ownership is enforced here, not only in code: what belongs to an account carries account_id, and
-- references between owned rows are composite, so a row of one account can never point at another's.

create table account (
    id           uuid primary key,
    name         text        not null check (length(name) between 1 and 254),
    created_at   timestamptz not null,
    suspended_at timestamptz
);

create table app_user (
    id            uuid primary key,
    email         text        not null check (length(email) <= 254),
    password_hash text        not null,
    server_admin  boolean     not null default false,
    created_at    timestamptz not null,
    suspended_at  timestamptz
);
create unique index app_user_email on app_user (lower(email));

create table membership (
    account_id uuid        not null references account on delete cascade,
    user_id    uuid        not null references app_user on delete cascade,
    role       text        not null check (role in ('owner', 'admin', 'member', 'viewer')),
    created_at timestamptz not null,
    primary key (account_id, user_id)
);
create index membership_user on membership (user_id);

-- One login is a family of rotating refresh tokens; a used one that comes again ends the family.
create table refresh_token (
    id         uuid primary key,
    family     uuid        not null,
    user_id    uuid        not null references app_user on delete cascade,
    hash       bytea       not null unique check (octet_length(hash) = 32),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    revoked_at timestamptz
);
create index refresh_token_family on refresh_token (family);
create index refresh_token_user on refresh_token (user_id);

create table signing_key (
    id          text primary key,
    private_key bytea       not null,
    public_key  bytea       not null,
    created_at  timestamptz not null
);

create table authtoken (
    id           uuid primary key,
    account_id   uuid        not null references account on delete cascade,
    created_by   uuid references app_user on delete set null,
    name         text        not null check (length(name) between 1 and 100),
    prefix       text        not null,
    hash         bytea       not null unique check (octet_length(hash) = 32),
    scope        jsonb       not null default '{}',
    created_at   timestamptz not null,
    last_used_at timestamptz,
    last_used_ip text,
    revoked_at   timestamptz,
    unique (account_id, id)
);
create index authtoken_account on authtoken (account_id, created_at desc, id desc);

create table edge (
    id             uuid primary key,
    name           text        not null unique,
    key_hash       bytea       not null unique check (octet_length(key_hash) = 32),
    key_prefix     text        not null,
    created_at     timestamptz not null,
    revoked_at     timestamptz,
    version        text,
    last_seen_at   timestamptz,
    lease_until    timestamptz,
    domain         text,
    http_port      integer,
    https_port     integer,
    agent_host     text,
    agent_port     integer,
    tcp_port_from  integer,
    tcp_port_to    integer,
    ca_certificate text,
    check (tcp_port_from <= tcp_port_to)
);

-- Who owns a public name or port right now. Reservations and live tunnels both reference it together
-- with their account, so one name can never serve two accounts, whatever races. A row goes when
-- nothing refers to it any more (triggers below), also when its account is deleted: hence deferred.
create table hostname (
    host       text primary key check (host = lower(host) and length(host) <= 253),
    account_id uuid not null references account deferrable initially deferred,
    unique (host, account_id)
);
create index hostname_account on hostname (account_id);

create table tcp_port (
    port       integer primary key check (port between 1 and 65535),
    account_id uuid not null references account deferrable initially deferred,
    unique (port, account_id)
);
create index tcp_port_account on tcp_port (account_id);

create table reserved_subdomain (
    id          uuid primary key,
    account_id  uuid        not null references account on delete cascade,
    name        text        not null unique check (name ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    host        text        not null unique,
    description text        not null default '' check (length(description) <= 500),
    created_at  timestamptz not null,
    foreign key (host, account_id) references hostname (host, account_id)
);
create index reserved_subdomain_account on reserved_subdomain (account_id, created_at desc, id desc);

-- `ordinal` says which of two sessions began later; the clocks of two platforms may differ.
-- `granted_at` is when its present generation was granted.
create table agent_session (
    id            uuid primary key,
    ordinal       bigint      not null generated always as identity,
    account_id    uuid        not null references account on delete cascade,
    authtoken_id  uuid        not null,
    edge_id       uuid        not null references edge,
    generation    bigint      not null check (generation > 0),
    secret_hash   bytea       not null check (octet_length(secret_hash) = 32),
    agent_version text        not null,
    os            text        not null,
    arch          text        not null,
    instance      text        not null,
    client_ip     text        not null,
    started_at    timestamptz not null,
    granted_at    timestamptz not null,
    ended_at      timestamptz,
    end_reason    text,
    check ((ended_at is null) = (end_reason is null)),
    unique (account_id, id),
    foreign key (account_id, authtoken_id) references authtoken (account_id, id) on delete cascade
);
create index agent_session_account on agent_session (account_id, started_at desc, id desc);
create index agent_session_live on agent_session (edge_id) where ended_at is null;
create index agent_session_authtoken on agent_session (authtoken_id);

-- `host` and `port` are what the tunnel was opened under, kept for history; claim is what it holds.
-- `generation` is the generation of the session that claimed it last, `claimed_at` when it did.
create table tunnel (
    id           uuid primary key,
    account_id   uuid        not null references account on delete cascade,
    session_id   uuid        not null,
    generation   bigint      not null check (generation > 0),
    tunnel_key   text        not null,
    proto        text        not null check (proto in ('http', 'tls', 'tcp')),
    host         text,
    port         integer,
    urls         text[]      not null,
    target       text        not null,
    opened_at    timestamptz not null,
    claimed_at   timestamptz not null,
    closed_at    timestamptz,
    close_reason text,
    check ((host is null) <> (port is null)),
    check ((closed_at is null) = (close_reason is null)),
    unique (account_id, id),
    foreign key (account_id, session_id) references agent_session (account_id, id) on delete cascade
);
create index tunnel_account on tunnel (account_id, opened_at desc, id desc);
create index tunnel_session on tunnel (session_id);
create unique index tunnel_open on tunnel (session_id, tunnel_key) where closed_at is null;

-- The name or port that a live tunnel holds; gone when the tunnel closes.
create table claim (
    tunnel_id  uuid primary key,
    account_id uuid    not null,
    host       text unique,
    port       integer unique,
    check ((host is null) <> (port is null)),
    foreign key (account_id, tunnel_id) references tunnel (account_id, id) on delete cascade,
    foreign key (host, account_id) references hostname (host, account_id),
    foreign key (port, account_id) references tcp_port (port, account_id)
);

create function end_claim() returns trigger language plpgsql as $$
begin
    delete from claim where tunnel_id = new.id;
    return null;
end $$;
create trigger tunnel_closed after update of closed_at on tunnel
    for each row when (new.closed_at is not null) execute function end_claim();

-- The owner's row is locked before it is asked whether anything still refers to it: a transaction
-- that is about to refer to it either is waited for and seen, or waits and makes a row of its own.
create function free_hostname() returns trigger language plpgsql as $$
begin
    perform from hostname where host = old.host for update;
    delete from hostname
        where host = old.host
          and not exists (select from claim where host = old.host)
          and not exists (select from reserved_subdomain where host = old.host);
    return null;
end $$;
create trigger claim_ended after delete on claim
    for each row when (old.host is not null) execute function free_hostname();
create trigger reserved_subdomain_ended after delete on reserved_subdomain
    for each row execute function free_hostname();

create function free_tcp_port() returns trigger language plpgsql as $$
begin
    perform from tcp_port where port = old.port for update;
    delete from tcp_port
        where port = old.port and not exists (select from claim where port = old.port);
    return null;
end $$;
create trigger claim_of_port_ended after delete on claim
    for each row when (old.port is not null) execute function free_tcp_port();

-- What an agent's tunnel was called last time, given back when free.
create table affinity (
    account_id uuid        not null references account on delete cascade,
    instance   text        not null,
    tunnel_key text        not null,
    host       text,
    port       integer,
    used_at    timestamptz not null,
    primary key (account_id, instance, tunnel_key),
    check ((host is null) <> (port is null))
);
create index affinity_port on affinity (port) where port is not null;

-- The reports that were counted already, so that a repeated one is not counted again.
create table usage_report (
    edge_id     uuid        not null references edge,
    sequence    bigint      not null,
    received_at timestamptz not null,
    primary key (edge_id, sequence)
);

create table usage_minute (
    account_id  uuid        not null,
    tunnel_id   uuid        not null,
    minute      timestamptz not null,
    bytes_in    bigint      not null check (bytes_in >= 0),
    bytes_out   bigint      not null check (bytes_out >= 0),
    connections bigint      not null check (connections >= 0),
    requests    bigint      not null check (requests >= 0),
    status_1xx  bigint      not null check (status_1xx >= 0),
    status_2xx  bigint      not null check (status_2xx >= 0),
    status_3xx  bigint      not null check (status_3xx >= 0),
    status_4xx  bigint      not null check (status_4xx >= 0),
    status_5xx  bigint      not null check (status_5xx >= 0),
    primary key (tunnel_id, minute),
    foreign key (account_id, tunnel_id) references tunnel (account_id, id) on delete cascade
);
create index usage_minute_account on usage_minute (account_id, minute);

create table audit_event (
    id         bigint generated always as identity primary key,
    at         timestamptz not null,
    actor      text        not null,
    account_id uuid,
    action     text        not null,
    subject    text        not null,
    detail     jsonb       not null default '{}',
    ip         text
);
create index audit_event_account on audit_event (account_id, id desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'audit_event is append-only';
end $$;
create trigger audit_event_append_only before update or delete on audit_event
    for each row execute function refuse_change();
create trigger audit_event_no_truncate before truncate on audit_event
    for each statement execute function refuse_change();

create table setting (
    name  text primary key,
    value text not null
);
