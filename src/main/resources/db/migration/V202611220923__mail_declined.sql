-- The hash of the code in the link by which a person declines further mail of a kind.
alter table outbox add column decline_hash varchar(64);
-- What becomes of further ones then: NO_MORE or BY_HAND.
alter table outbox add column decline varchar(10);
create unique index outbox_decline on outbox (decline_hash);
-- Which message somebody declined by, and so which kind. To whom it went stands in outbox_content alone, and goes with it.
create table mail_declined (
    outbox_id bigint primary key references outbox (id),
    topic     varchar(60) not null,
    at        timestamp with time zone not null
);
create index mail_declined_topic on mail_declined (topic);
