-- Of the rows that a dispatcher has claimed, the one that it is sending: when the dispatcher dies, the others were not tried.
alter table outbox add column begun boolean default false not null;
update outbox set begun = true where state = 'SENDING';
