-- Logins that can be listed and ended, API keys, and what administrators need to find people.

-- Searching for a part of an email or name needs trigrams to be quick.
create extension if not exists pg_trgm;

alter table app_user
    add column display_name      text not null default '' check (length(display_name) <= 100),
    add column email_verified_at timestamptz,
    add column last_login_at     timestamptz;
create index app_user_created on app_user (created_at desc, id desc);
create index app_user_search on app_user using gin (lower(email || ' ' || display_name) gin_trgm_ops);

-- The owner with whose suspension the account was suspended, and with whose return it returns.
alter table account add column suspended_with uuid;
create index account_created on account (created_at desc, id desc);
create index account_search on account using gin (lower(name) gin_trgm_ops);
create index account_suspended_with on account (suspended_with) where suspended_with is not null;

-- One login: the family of refresh tokens has its id.
create table login_session (
    id           uuid primary key,
    user_id      uuid        not null references app_user on delete cascade,
    created_at   timestamptz not null,
    last_used_at timestamptz not null,
    ip           text,
    user_agent   text        not null default '' check (length(user_agent) <= 300),
    ended_at     timestamptz
);
create index login_session_user on login_session (user_id, created_at desc, id desc) where ended_at is null;
insert into login_session (id, user_id, created_at, last_used_at, ended_at)
    select family, user_id, min(created_at), max(created_at), max(revoked_at)
    from refresh_token group by family, user_id;
alter table refresh_token
    add foreign key (family) references login_session on delete cascade;
create index refresh_token_expiry on refresh_token (expires_at);

alter table authtoken add column expires_at timestamptz;
create index authtoken_creator on authtoken (created_by) where revoked_at is null;

-- A key acts for the member who made it: it goes when the membership goes.
create table api_key (
    id           uuid primary key,
    account_id   uuid        not null references account on delete cascade,
    created_by   uuid        not null,
    name         text        not null check (length(name) between 1 and 100),
    prefix       text        not null,
    hash         bytea       not null unique check (octet_length(hash) = 32),
    scope        text        not null check (scope in ('read', 'write')),
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    last_used_ip text,
    revoked_at   timestamptz,
    foreign key (account_id, created_by) references membership (account_id, user_id) on delete cascade
);
create index api_key_account on api_key (account_id, created_at desc, id desc) where revoked_at is null;

-- The key before the present one is good until then, so that an edge can be given its new one in peace.
-- `settings_key_hash` is the key that the platform's settings gave it last.
alter table edge
    add column settings_key_hash  bytea check (octet_length(settings_key_hash) = 32),
    add column previous_key_hash  bytea unique check (octet_length(previous_key_hash) = 32),
    add column previous_key_until timestamptz,
    add column draining_at        timestamptz,
    add check ((previous_key_hash is null) = (previous_key_until is null));

-- With what a user did something: an API key, if it was one.
alter table audit_event add column via text;
create index audit_event_at on audit_event (at desc, id desc);
create index audit_event_of_account on audit_event (account_id, at desc, id desc);
create index audit_event_actor on audit_event (actor, at desc, id desc);
create index audit_event_action on audit_event (action text_pattern_ops, at desc, id desc);
create index audit_event_subject on audit_event (subject, at desc, id desc);
drop index audit_event_account;
