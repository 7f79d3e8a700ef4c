-- Who has collected the paper certificate: a row for each version that was handed over, none when it was ticked by mistake.
create table certificate_collected (
    certificate_id bigint                   not null references certificate (id),
    version_number integer                  not null,
    collected_at   timestamp with time zone not null,
    ticked_by      varchar(80)              not null,
    constraint certificate_collected_once primary key (certificate_id, version_number)
);
