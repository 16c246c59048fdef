-- What was carried, by minute, hour and day. `subject` is a tunnel, an account (the sum of its
-- tunnels) or an edge (the sum of what it carried; all edges together are the server). A report adds
-- to every level and subject in its one transaction, so each sum is right as soon as it is counted,
-- however late it came, and a chart reads one row a step.
--
-- Partitioned by time, so that what is too old goes as a whole: minutes by day, hours by month, days
-- by year.
alter table usage_minute rename to usage_v1;
alter index usage_minute_pkey rename to usage_v1_pkey;
alter index usage_minute_account rename to usage_v1_account;

create table usage_minute (
    subject     uuid        not null,
    at          timestamptz not null,
    bytes_in    bigint      not null check (bytes_in >= 0),
    bytes_out   bigint      not null check (bytes_out >= 0),
    connections bigint      not null check (connections >= 0),
    requests    bigint      not null check (requests >= 0),
    status_1xx  bigint      not null check (status_1xx >= 0),
    status_2xx  bigint      not null check (status_2xx >= 0),
    status_3xx  bigint      not null check (status_3xx >= 0),
    status_4xx  bigint      not null check (status_4xx >= 0),
    status_5xx  bigint      not null check (status_5xx >= 0),
    primary key (subject, at)
) partition by range (at);
create table usage_hour (like usage_minute including constraints including indexes)
    partition by range (at);
create table usage_day (like usage_minute including constraints including indexes)
    partition by range (at);

create function usage_partition_span(level text) returns text language sql immutable as $$
    select case level when 'minute' then 'day' when 'hour' then 'month' when 'day' then 'year' end
$$;

-- The partition of a level that a time lies in; true if it was not there yet. Attached rather than
-- created in place: that does not wait for those who read and write the other partitions.
create function make_usage_partition(level text, at timestamptz) returns boolean
language plpgsql as $$
declare
    span     text      := usage_partition_span(level);
    first    timestamp := date_trunc(span, at at time zone 'UTC');
    last     timestamp := first + ('1 ' || span)::interval;
    parent   text      := 'usage_' || level;
    part     text      := parent || to_char(first, '_YYYYMMDD');
begin
    perform pg_advisory_xact_lock(hashtext('usage_partitions'));
    if to_regclass(part) is not null then
        return false;
    end if;
    -- Rows are updated in place for a while: room on the page saves the index.
    execute format('create table %I (like %I including all) with (fillfactor = 80)', part, parent);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)',
        parent, part, first || 'Z', last || 'Z');
    return true;
end $$;

-- Removes the partitions of a level that end by then, at most so many; says how many.
create function drop_usage_partitions(level text, before timestamptz, most integer)
returns integer language plpgsql as $$
declare
    span    text    := usage_partition_span(level);
    part    text;
    dropped integer := 0;
begin
    for part in
        select c.relname from pg_inherits i
        join pg_class c on c.oid = i.inhrelid
        where i.inhparent = to_regclass('usage_' || level)
          and to_timestamp(right(c.relname, 8), 'YYYYMMDD')::timestamp
              + ('1 ' || span)::interval <= before at time zone 'UTC'
        order by c.relname limit most
    loop
        execute format('drop table %I', part);
        dropped := dropped + 1;
    end loop;
    return dropped;
end $$;

do $$
declare
    day timestamptz;
begin
    for day in select distinct date_trunc('day', minute, 'UTC') from usage_v1 loop
        perform make_usage_partition('minute', day);
        perform make_usage_partition('hour', day);
        perform make_usage_partition('day', day);
    end loop;
end $$;

create view usage_v1_subjects as
    select u.*, s.edge_id from usage_v1 u
    join tunnel t on t.id = u.tunnel_id join agent_session s on s.id = t.session_id;
create view usage_v1_by_subject as
    select tunnel_id as subject, v.* from usage_v1_subjects v
    union all select account_id, v.* from usage_v1_subjects v
    union all select edge_id, v.* from usage_v1_subjects v;
insert into usage_minute
    select subject, minute, sum(bytes_in), sum(bytes_out), sum(connections), sum(requests),
        sum(status_1xx), sum(status_2xx), sum(status_3xx), sum(status_4xx), sum(status_5xx)
    from usage_v1_by_subject group by 1, 2;
insert into usage_hour
    select subject, date_trunc('hour', at, 'UTC'), sum(bytes_in), sum(bytes_out),
        sum(connections), sum(requests), sum(status_1xx), sum(status_2xx), sum(status_3xx),
        sum(status_4xx), sum(status_5xx)
    from usage_minute group by 1, 2;
insert into usage_day
    select subject, date_trunc('day', at, 'UTC'), sum(bytes_in), sum(bytes_out),
        sum(connections), sum(requests), sum(status_1xx), sum(status_2xx), sum(status_3xx),
        sum(status_4xx), sum(status_5xx)
    from usage_hour group by 1, 2;
drop view usage_v1_by_subject;
drop view usage_v1_subjects;
drop table usage_v1;

-- What is forgotten is forgotten with its usage. An edge's stays: it is the server's.
create function forget_usage() returns trigger language plpgsql as $$
begin
    delete from usage_minute where subject = old.id;
    delete from usage_hour where subject = old.id;
    delete from usage_day where subject = old.id;
    return null;
end $$;
create trigger account_forgotten after delete on account
    for each row execute function forget_usage();
create trigger tunnel_forgotten after delete on tunnel
    for each row execute function forget_usage();

-- Lists of what is live, and of what ended; and what ended long ago, oldest first.
create index tunnel_account_live on tunnel (account_id, opened_at desc, id desc)
    where closed_at is null;
create index tunnel_account_closed on tunnel (account_id, opened_at desc, id desc)
    where closed_at is not null;
create index tunnel_closed_at on tunnel (closed_at) where closed_at is not null;
create index agent_session_account_live on agent_session (account_id, started_at desc, id desc)
    where ended_at is null;
create index agent_session_account_ended on agent_session (account_id, started_at desc, id desc)
    where ended_at is not null;
create index agent_session_ended_at on agent_session (ended_at) where ended_at is not null;

-- How far an account is with its monthly bytes, as its edges were told last.
create table account_quota (
    account_id uuid primary key references account on delete cascade,
    level      text        not null check (level in ('ok', 'notice', 'throttled', 'refused')),
    changed_at timestamptz not null
);
create index account_quota_level on account_quota (level) where level <> 'ok';
