-- Why: what tells of danger to life, of a child or of a crime stands first, and is told further when nobody takes it up in time.
-- Old code: runs on; what it files has no mark, and what it accepts keeps the one it has until an officer takes it off.

alter table case_file
    -- the emergency numbers its words call for, parted by blanks; and until when somebody must take it up: null once somebody has
    add column danger text not null default '' check (danger ~ '^(11[1345]( 11[1345])*)?$'),
    add column danger_due timestamptz,
    add column danger_told_at timestamptz;

create index case_file_danger on case_file (agency_code, danger_due, id) include (kind) where danger_due is not null;
create index case_file_danger_due on case_file (danger_due) where danger_due is not null and danger_told_at is null;

insert into case_transition (kind, from_state, verb, to_state)
select kind, state, 'MARK_DANGER', state
from unnest(array['PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI', 'KHIEU_NAI', 'TO_CAO']) as kind
cross join unnest(array['RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'AWAITING_APPROVAL', 'APPROVED', 'SUSPENDED']) as state;

insert into case_transition (kind, from_state, verb, to_state)
select kind, 'AWAITING_SIGNATURE', verb, 'AWAITING_SIGNATURE'
from unnest(array['KHIEU_NAI', 'TO_CAO']) as kind
cross join unnest(array['MARK_DANGER', 'ESCALATE']) as verb;

-- so that the files with their new rows are read again
delete from reference_load;
