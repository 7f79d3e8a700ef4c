-- What somebody has begun to write into a task's form: read by its writer alone, gone with the task. May hold personal
-- data, as whatever is written into a form may; erasure looks into it (ADR 0028).
create table task_draft (
    task_id  varchar(64)              not null,
    user_id  varchar(80)              not null,
    fields   text                     not null,
    saved_at timestamp with time zone not null,
    primary key (task_id, user_id)
);
create index task_draft_user on task_draft (user_id);
