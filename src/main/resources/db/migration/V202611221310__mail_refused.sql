-- A server that answers, and takes nothing from our sender: its three digits, and what it says, without addresses. Null while it is silent, and when it takes mail.
alter table mail_line add column refused_status integer;
alter table mail_line add column refused_said varchar(250);
