-- Whoever waits at a screen for a link goes before ten thousand certificates.
alter table outbox add column urgent boolean default false not null;
-- For the cap a minute, which holds over all nodes.
alter table outbox add column attempted_at timestamp with time zone;
drop index outbox_due;
create index outbox_due on outbox (channel, urgent, next_attempt_at, id);
create index outbox_attempted on outbox (attempted_at);
create index outbox_message_id on outbox (message_id);
-- To find a person's messages (the name without vowel marks, with every letter in one of its spellings), and to call whoever a message did not reach. Erased with the rest of the content.
alter table outbox_content add column to_name varchar(300);
alter table outbox_content add column to_address varchar(320);
alter table outbox_content add column phone varchar(20);
-- A channel's way out, for all nodes: since when nobody has answered there, and when one message may try again.
create table mail_line (
    channel       varchar(10) primary key,
    failures      integer not null,
    silent_since  timestamp with time zone,
    next_probe_at timestamp with time zone
);
insert into mail_line (channel, failures) values ('EMAIL', 0);
