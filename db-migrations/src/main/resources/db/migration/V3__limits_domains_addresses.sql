-- What an administrator set for one account; an absent limit is the server's default, which is the
-- setting `default_limits`, else the operator's.
create table account_limits (
    account_id uuid primary key references account on delete cascade,
    limits     jsonb       not null check (jsonb_typeof(limits) = 'object'),
    changed_at timestamptz not null
);

-- A domain of the account's own. Any number of accounts may try to prove one; it belongs to the one
-- that did: only then `host` is set, which refers to the owner's row in `hostname`.
create table reserved_domain (
    id          uuid primary key,
    account_id  uuid        not null references account on delete cascade,
    hostname    text        not null check (hostname = lower(hostname) and length(hostname) <= 253),
    proof       text        not null unique check (proof ~ '^[a-z0-9]{20,40}$'),
    host        text unique check (host = hostname),
    verified_at timestamptz,
    checked_at  timestamptz,
    description text        not null default '' check (length(description) <= 500),
    created_at  timestamptz not null,
    check ((host is null) = (verified_at is null)),
    unique (account_id, hostname),
    foreign key (host, account_id) references hostname (host, account_id)
);
create index reserved_domain_account on reserved_domain (account_id, created_at desc, id desc);

create table reserved_address (
    id          uuid primary key,
    account_id  uuid        not null references account on delete cascade,
    port        integer     not null unique,
    description text        not null default '' check (length(description) <= 500),
    created_at  timestamptz not null,
    foreign key (port, account_id) references tcp_port (port, account_id)
);
create index reserved_address_account on reserved_address (account_id, created_at desc, id desc);

create or replace function free_hostname() returns trigger language plpgsql as $$
begin
    perform from hostname where host = old.host for update;
    delete from hostname
        where host = old.host
          and not exists (select from claim where host = old.host)
          and not exists (select from reserved_subdomain where host = old.host)
          and not exists (select from reserved_domain where host = old.host);
    return null;
end $$;
create trigger reserved_domain_ended after delete on reserved_domain
    for each row when (old.host is not null) execute function free_hostname();
create trigger reserved_domain_lost after update of host on reserved_domain
    for each row when (old.host is not null and new.host is null) execute function free_hostname();

create or replace function free_tcp_port() returns trigger language plpgsql as $$
begin
    perform from tcp_port where port = old.port for update;
    delete from tcp_port
        where port = old.port
          and not exists (select from claim where port = old.port)
          and not exists (select from reserved_address where port = old.port);
    return null;
end $$;
create trigger reserved_address_ended after delete on reserved_address
    for each row execute function free_tcp_port();

-- How many tunnels an account has open.
create index claim_account on claim (account_id);
