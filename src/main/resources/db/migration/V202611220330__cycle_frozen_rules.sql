-- Which version of each decision table a cycle decides by. Until now there was one of each, tagged 1.
create table cycle_rule (
    cycle_id bigint not null references training_cycle (id),
    decision_key varchar(100) not null,
    version_tag varchar(100) not null,
    primary key (cycle_id, decision_key)
);

insert into cycle_rule (cycle_id, decision_key, version_tag)
select id, 'certificate-eligibility', '1' from training_cycle;

insert into cycle_rule (cycle_id, decision_key, version_tag)
select id, 'nominee-eligibility', '1' from training_cycle;
