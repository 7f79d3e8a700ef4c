-- What this database is for, decided once: a sample database never becomes the real one.
create table installation (
    id int primary key,
    sample boolean not null,
    constraint installation_once check (id = 1)
);
