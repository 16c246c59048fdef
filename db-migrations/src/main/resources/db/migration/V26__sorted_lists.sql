-- What administrators sort users and accounts by; every page of such a list begins in the index.
create index app_user_sorted_email on app_user (lower(email), id);
create index app_user_sorted_name on app_user (lower(coalesce(nullif(display_name, ''), email)), id);
create index app_user_sorted_login on app_user (coalesce(last_login_at, '-infinity'), id);
create index account_sorted_name on account (lower(name), id);
