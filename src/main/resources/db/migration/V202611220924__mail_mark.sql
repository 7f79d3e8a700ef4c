-- The data folders that have sent from this database. A folder that knows more than the database, a database that does not
-- know the folder, and a folder that was copied tell that something was restored from a backup.
create table mail_mark (
    id      varchar(36) primary key,
    stamp   varchar(200) not null,
    seen_at timestamp with time zone not null
);
