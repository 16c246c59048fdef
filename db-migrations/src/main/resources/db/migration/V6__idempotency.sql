-- What calls with an Idempotency-Key answered, for a day. `id` is a hash of caller and key; `answer`
-- is encrypted with the key, which is not stored: an answer may hold a secret that is shown once.
create table idempotency (
    id         bytea primary key check (octet_length(id) = 32),
    request    bytea       not null check (octet_length(request) = 32),
    started_at timestamptz not null,
    status     integer,
    answer     bytea,
    check ((status is null) = (answer is null))
);
create index idempotency_started on idempotency (started_at);
