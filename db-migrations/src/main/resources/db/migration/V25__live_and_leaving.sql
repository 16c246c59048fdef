-- Who belongs to no account, having deleted the own one and then left that of others, could not log in: another own one.
with homeless as (
    select id, email, gen_random_uuid() as account_id from app_user u
    where not exists (select from membership m where m.user_id = u.id)),
made as (
    insert into account (id, name, created_at) select account_id, email, now() from homeless)
insert into membership (account_id, user_id, role, created_at)
    select account_id, id, 'owner', now() from homeless;

-- What goes with a user, an account or a membership is found whether it is in use or not: the lists' indexes hold only what is.
create index login_session_of_user on login_session (user_id);
create index authtoken_created_by on authtoken (created_by);
create index api_key_created_by on api_key (account_id, created_by);
create index invitation_of_account on invitation (account_id);
create index invitation_invited_by on invitation (invited_by);
drop index authtoken_creator;

-- All live tunnels, newest first.
create index tunnel_live on tunnel (opened_at desc, id desc) where closed_at is null;
