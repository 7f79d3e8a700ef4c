-- For whom the task waited (a group as coordinator-<province>), so that a comment on a task that is done can still be placed.
alter table task_comment add column waited_for varchar(120);
