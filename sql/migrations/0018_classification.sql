-- Why: fields and kinds are proposed by what is learnt from labelled sentences and from what officers confirmed; every state of that
-- learning is kept. An officer can correct the field a case came in under.
-- Old code: runs on; it reads neither table and does not know the new verb. The files are loaded again for the sentences.

-- table sentence: owned by routing; what sentences.csv has, in its order
create table sentence (
    place int primary key,
    family text not null check (family <> ''),
    kind text not null check (kind in ('PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI', 'KHIEU_NAI', 'TO_CAO')),
    field text not null references field (code),
    text text not null check (text <> '')
);

-- table text_model: owned by routing; the highest version is the one in use
-- `confirmed`: texts of cases whose field an officer confirmed, besides the sentences; `learnt_from`: a digest of all it learnt from
create table text_model (
    version int primary key,
    trained_at timestamptz not null,
    sentences int not null,
    confirmed int not null,
    learnt_from text not null,
    measures jsonb not null,
    weights bytea not null
);

insert into case_transition (kind, from_state, verb, to_state)
select kind, state, 'CLASSIFY', state
from unnest(array['PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI', 'KHIEU_NAI', 'TO_CAO']) as kind
cross join unnest(array['RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO']) as state;

create index case_event_confirmed on case_event (at) where verb in ('ACCEPT', 'CLASSIFY') and kind <> 'TO_CAO';

delete from reference_load;
