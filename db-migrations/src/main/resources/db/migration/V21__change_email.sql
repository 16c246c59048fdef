-- A link that is mailed to a new address makes it the user's.
alter table mail_link
    drop constraint mail_link_purpose_check,
    add constraint mail_link_purpose_check
        check (purpose in ('verify_email', 'reset_password', 'change_email'));
