-- Print files are made of the first rows without one, again and again, also where there are 100,000.
create index certificate_unprinted on certificate (meeting_id, print_id, province, ordinal);
