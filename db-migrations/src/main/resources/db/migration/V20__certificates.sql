-- Certificates that edges order by ACME. Private keys are sealed by the platform (AES-256-GCM) with a key
-- that is not in the database. One row a name; whoever holds its lease may order, nobody else meanwhile.
create table certificate (
    name          text primary key check (name = lower(name) and length(name) between 3 and 253),
    own           boolean     not null,
    account_id    uuid references account on delete set null,
    chain         text,
    sealed_key    bytea,
    not_after     timestamptz,
    renew_at      timestamptz,
    lease_id      uuid,
    lease_edge    uuid references edge,
    lease_until   timestamptz,
    order_url     text,
    sealed_order  bytea,
    ordered_at    timestamptz,
    failures      integer     not null default 0 check (failures >= 0),
    retry_at      timestamptz,
    last_error    text check (length(last_error) <= 500),
    changed_at    timestamptz not null,
    check ((chain is null) = (sealed_key is null)),
    check ((chain is null) = (not_after is null)),
    check ((chain is null) = (renew_at is null)),
    check ((lease_id is null) = (lease_until is null)),
    check ((order_url is null) = (sealed_order is null))
);
create index certificate_renew on certificate (renew_at);
create index certificate_account on certificate (account_id, ordered_at);

-- What a certificate authority asks for, so that any edge can answer it.
create table acme_challenge (
    kind       text        not null check (kind in ('http', 'tls_alpn')),
    question   text        not null check (length(question) <= 253),
    answer     text        not null check (length(answer) <= 512),
    name       text        not null references certificate on delete cascade,
    expires_at timestamptz not null,
    primary key (kind, question)
);
create index acme_challenge_name on acme_challenge (name);

-- The key with which all edges are one customer of a directory.
create table acme_account (
    directory  text primary key check (length(directory) <= 500),
    sealed_key bytea       not null,
    created_at timestamptz not null
);
