-- Rows that nobody has chained yet; written with the row itself, deleted when it has its link.
create table audit_pending (
    entry_id bigint primary key
);

-- The chain: its own sequence, since a row that commits late has a lower id than one that is chained already.
create table audit_chain (
    chain_position bigint primary key,
    entry_id bigint not null unique,
    hash varchar(64) not null
);

-- The head of a day, as managers receive it.
create table audit_head (
    head_day date primary key,
    chain_position bigint not null,
    hash varchar(64) not null,
    taken_at timestamp with time zone not null
);

-- Whoever holds the lock on its one row seals; nothing is written to it.
create table audit_sealer (
    id int primary key
);
insert into audit_sealer (id) values (1);

-- What was recorded before there was a chain.
insert into audit_pending (entry_id) select id from audit_entry;

create index audit_entry_actor on audit_entry (actor, id);
create index audit_entry_deed on audit_entry (deed, id);
create index audit_entry_at on audit_entry (at);
