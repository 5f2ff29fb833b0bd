-- Why: a denunciation names bodies in its letter, in words about the accused and in what is added later; none of them may learn of it, at any
-- later step. They are kept as they were named, for who reads on without the words. And denunciations told at a reception are written into a
-- register of their own: a veiled line or a gap in the other would tell of them. Lines written before stay where they are.
-- Old code: forgets what was named of a case it moves, and writes no visits: end it before this runs.

alter table case_matter add column accused_agencies text[] not null default '{}';

-- a case that a denunciation was taken out of, and that goes on with what is left
insert into case_transition (kind, from_state, verb, to_state)
select kind, 'RECEIVED', 'SPLIT', 'RECEIVED'
from unnest(array['PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI', 'KHIEU_NAI', 'TO_CAO']) as kind;

alter table visit_book add column secret boolean not null default false;
alter table visit_book drop constraint visit_book_pkey;
alter table visit_book add constraint visit_book_pkey primary key (agency_code, year, secret);
alter table visit add column secret boolean not null default false check (not secret or type = 'TO_CAO');
alter table visit drop constraint visit_numbered_once;
alter table visit add constraint visit_numbered_once unique (agency_code, year, no, secret);
