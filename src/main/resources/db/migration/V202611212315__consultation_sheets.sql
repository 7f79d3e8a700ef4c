-- What each coordinator prepares for the consultation, and what the workshop decided.
create table consultation_sheet (
    cycle_id bigint not null references training_cycle (id),
    province varchar(40) not null,
    state varchar(8) not null,
    places varchar(2000),
    proposed_dates varchar(2000),
    logistics varchar(2000),
    expected_beneficiaries integer,
    remarks varchar(2000),
    filled_by varchar(80),
    filled_at timestamp with time zone,
    primary key (cycle_id, province),
    constraint consultation_sheet_state check (state in ('OPEN', 'FILLED', 'MISSING')),
    constraint consultation_sheet_expected check (expected_beneficiaries >= 0)
);

create table consultation_workshop (
    cycle_id bigint primary key references training_cycle (id),
    working_method varchar(4000),
    logistics varchar(4000),
    notes varchar(4000),
    held_by varchar(80) not null,
    held_at timestamp with time zone not null
);
