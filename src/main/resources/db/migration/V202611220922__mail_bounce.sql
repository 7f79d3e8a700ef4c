-- Why a message that a server had taken came back: the status code of RFC 3463 alone, as 5.1.1.
alter table outbox add column bounce varchar(12);
