-- Papers are deflated and letters base64 already: PostgreSQL's own compression gains nothing and took longer than storing.
alter table document alter column bytes set storage external;
alter table outbox_content alter column bytes set storage external;
