-- Invitations into accounts, and links that prove an email address or let a password be set anew.

create table invitation (
    id          uuid primary key,
    account_id  uuid        not null references account on delete cascade,
    email       text        not null check (length(email) <= 254),
    role        text        not null check (role in ('owner', 'admin', 'member', 'viewer')),
    hash        bytea       not null unique check (octet_length(hash) = 32),
    invited_by  uuid references app_user on delete set null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    accepted_at timestamptz,
    revoked_at  timestamptz
);
create index invitation_account on invitation (account_id, created_at desc, id desc)
    where accepted_at is null and revoked_at is null;

-- Good once. `email` is the address that it was sent to: it proves that one and no other.
create table mail_link (
    id         uuid primary key,
    user_id    uuid        not null references app_user on delete cascade,
    purpose    text        not null check (purpose in ('verify_email', 'reset_password')),
    email      text        not null,
    hash       bytea       not null unique check (octet_length(hash) = 32),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index mail_link_user on mail_link (user_id, purpose);
create index mail_link_expiry on mail_link (expires_at);
