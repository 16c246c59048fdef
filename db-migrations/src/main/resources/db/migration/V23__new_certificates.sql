-- When a name was last ordered without ever having had a certificate: what the weekly limit of an account counts. Renewals
-- are not new names. Until now they were, so what was ordered within the last week counts once more.
alter table certificate add column new_at timestamptz;
update certificate set new_at = ordered_at;
create index certificate_new on certificate (account_id, new_at);
drop index certificate_account;
