-- What is new in a trigram index waits in a list that every search reads whole; the planner then prefers the whole table.
-- People and accounts change seldom: new ones go where they belong at once.
alter index app_user_search set (fastupdate = off);
alter index account_search set (fastupdate = off);
select gin_clean_pending_list('app_user_search'), gin_clean_pending_list('account_search');
