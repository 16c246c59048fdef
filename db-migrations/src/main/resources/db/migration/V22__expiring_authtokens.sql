-- Every few seconds it is looked which authtokens have expired; few expire at all.
create index authtoken_expires_at on authtoken (expires_at) where expires_at is not null;
