-- Why: who succeeds whom is no more only a file: administrators record mergers, divisions, new names and moved duties ahead of their day.
-- `written` is what a reorganisation changed in the tables of agencies and routing, before and after, so that it can be taken back exactly.
-- A commune keeps its code under a new name, as agencies do. And a case whose body ended goes on at the successor: the ways for it.
-- Old code: runs; it shows a moved case as the new body's and knows no word for the event.

-- table reorganisation: owned by administration
create table reorganisation (
    id int generated always as identity primary key,
    kind text not null check (kind in ('MERGE', 'SPLIT', 'RENAME', 'MOVE_DUTY')),
    decision text not null check (decision <> ''),
    decided_on date not null,
    effective date not null check (effective >= decided_on),
    plan jsonb not null,
    written jsonb not null,
    account_id int not null references account (id),
    at timestamptz not null,
    undone_at timestamptz,
    undone_by int references account (id),
    -- on its day: bodies and officers first, then the cases
    begun_at timestamptz,
    carried_out_at timestamptz,
    check ((undone_at is null) = (undone_by is null)),
    check (undone_at is null or begun_at is null),
    check (carried_out_at is null or begun_at is not null)
);
-- what changed the duties, or took that back
alter table duty_change add column reorganisation_id int references reorganisation (id);
create index reorganisation_to_come on reorganisation (effective, id) where undone_at is null and carried_out_at is null;

-- table area_name: owned by agencies
-- Names of communes as agency_name has those of agencies: by the day they were taken, the one before the first other name too.
create table area_name (
    area_code text not null references area (code),
    since date not null,
    name text not null check (name <> ''),
    key text not null generated always as (
        lower(translate(regexp_replace(normalize(name, nfd), '[\u0300-\u036f]', '', 'g'), 'Đđ', 'dd'))
    ) stored,
    decision text not null check (decision <> ''),
    primary key (area_code, since)
);

-- what a body leaves behind when it ends: few among all its cases
create index case_file_unfinished on case_file (agency_code, id) include (kind, field_code)
    where next_due is not null
    or state not in ('REFUSED', 'GUIDED', 'PASSED_ON', 'FILED_AWAY', 'TERMINATED', 'WITHDRAWN', 'SPLIT', 'JOINED', 'CLOSED');

insert into case_transition (kind, from_state, verb, to_state)
select kind, state, 'SUCCEED', state
from unnest(array['PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI', 'KHIEU_NAI', 'TO_CAO']) as kind
cross join unnest(array[
    'AWAITING_SIGNATURE', 'RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'SUSPENDED', 'AWAITING_APPROVAL', 'APPROVED', 'DECIDED', 'ANSWERED',
    'APPEALED', 'EFFECTIVE', 'REFUSED', 'TERMINATED', 'PASSED_ON', 'FILED_AWAY', 'CLOSED'
]) as state;
