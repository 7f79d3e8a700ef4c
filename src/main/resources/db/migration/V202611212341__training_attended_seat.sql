alter table attendance add constraint attendance_seat foreign key (seat_id) references seat (id);
alter table attendance_draft add constraint attendance_draft_seat foreign key (seat_id) references seat (id);

-- The one list of who has taken part: seats present at one confirmed half-day or more. Survey, draw and certificates read it.
create view attended_seat (cycle_id, meeting_id, seat_id, province, institution_id, half_days) as
select s.cycle_id, s.meeting_id, s.id, s.province, s.institution_id, count(*)
from seat s
join attendance a on a.seat_id = s.id
join half_day h on h.id = a.half_day_id and h.meeting_id = s.meeting_id
where a.present and h.confirmed_at is not null
group by s.cycle_id, s.meeting_id, s.id, s.province, s.institution_id;
