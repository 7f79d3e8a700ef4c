-- H2 writes a row again each time its page is written while it is not committed, and once more when it is. What is large is
-- written once, apart from its row.
set max_length_inplace_lob 2048;
alter table document alter column bytes blob;
alter table outbox_content alter column bytes blob not null;
