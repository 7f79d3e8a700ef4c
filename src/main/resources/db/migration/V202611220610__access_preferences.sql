-- What people have chosen for themselves; whoever has no row has the defaults.
create table account_preference (
    user_id varchar(64) primary key,
    digest boolean not null,
    digest_hour integer not null,
    deputy varchar(64)
);
create index account_preference_deputy on account_preference (deputy);
