-- Why: an answer says what it found, what will be put right and by when, and later that it was; inspectors draw and judge again what was
-- rejected as unfounded. From these, and from the cases, the results K are counted. What was answered before has no verdict.
-- Old code: runs on; what it answers meanwhile has no outcome and stands only among the cases answered in time or late.

alter table case_draft add column verdict text check (verdict in ('SUBSTANTIATED', 'PARTLY', 'UNFOUNDED', 'NOT_OURS'));
alter table case_draft add column remedy text not null default '';
alter table case_draft add column remedy_due date;
alter table case_draft add column upheld boolean;

-- table case_outcome: owned by casework; what each answer to feedback and each decision on a complaint found; never praise, never a denunciation
create table case_outcome (
    case_id bigint not null references case_file (id),
    round int not null check (round > 0),
    -- whose answer it is, wherever the case went afterwards
    agency_code text not null references agency (code),
    at timestamptz not null,
    -- none: answered before verdicts were asked for
    verdict text check (verdict in ('SUBSTANTIATED', 'PARTLY', 'UNFOUNDED', 'NOT_OURS')),
    -- of a second answer: whether its sender was right to go on
    upheld boolean,
    remedy text not null default '',
    remedy_due date,
    report text not null default '',
    reported_by int references account (id),
    reported_at timestamptz,
    verified_by int references account (id),
    verified_at timestamptz,
    -- when somebody was not content with it: asked to look again, went to the second level or to court
    again_at timestamptz,
    primary key (case_id, round),
    check (coalesce(verdict in ('SUBSTANTIATED', 'PARTLY'), false) = (remedy_due is not null)),
    check (verified_at is null or reported_at is not null)
);
create index case_outcome_agency on case_outcome (agency_code, at);
create index case_outcome_at on case_outcome (at);
create index case_outcome_remedy on case_outcome (remedy_due) where remedy_due is not null;

insert into case_outcome (case_id, round, agency_code, at, again_at)
select
    answer.case_id, answer.round, answer.agency_code, answer.at,
    (
        select min(e.at)
        from case_event e
        where e.case_id = answer.case_id
        and e.verb in ('REOPEN', 'APPEAL')
        and e.at >= answer.at
        and e.at < coalesce(answer.next_at, 'infinity')
    )
from (
    select
        case_id, agency_code, at,
        row_number() over (partition by case_id order by at, id) as round,
        lead(at) over (partition by case_id order by at, id) as next_at
    from case_event
    where (kind = 'PHAN_ANH_KIEN_NGHI' and verb = 'SEND')
    or (kind = 'KHIEU_NAI' and verb = 'DECIDE')
) as answer;

insert into case_transition (kind, from_state, verb, to_state)
select kind, state, verb, state
from unnest(array['PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI']) as kind
cross join unnest(array['ANSWERED', 'CLOSED']) as state
cross join unnest(array['REMEDY', 'CONFIRM']) as verb
union all
select 'KHIEU_NAI', state, verb, state
from unnest(array['DECIDED', 'ANSWERED', 'EFFECTIVE', 'CLOSED']) as state
cross join unnest(array['REMEDY', 'CONFIRM']) as verb;

-- table audit_draw: owned by results; rejections to be looked at again by an outsider. The hash of the seed is told before the frame is
-- fixed, the seed itself once all are judged: then everybody can draw the same
create table audit_draw (
    id int generated always as identity primary key,
    -- of the rejections: answered from the one day until before the other
    first date not null,
    after date not null check (after > first),
    -- whose; none: of all bodies
    agency_code text references agency (code),
    each int not null check (each between 1 and 500),
    seed text not null,
    seed_hash text not null,
    made_by int not null references account (id),
    made_at timestamptz not null,
    drawn_at timestamptz,
    ended_at timestamptz,
    check (ended_at is null or drawn_at is not null)
);

-- table audit_case: owned by results; the frame of a draw in its order, and which of it were drawn
create table audit_case (
    draw_id int not null references audit_draw (id),
    stratum text not null,
    place int not null,
    case_id bigint not null,
    round int not null,
    drawn boolean not null,
    judged text check (judged in ('RIGHT', 'WRONG')),
    reason text not null default '',
    judged_by int references account (id),
    judged_at timestamptz,
    primary key (draw_id, stratum, place),
    foreign key (case_id, round) references case_outcome (case_id, round),
    check (judged is null or (drawn and reason <> '' and judged_at is not null))
);
create index audit_case_case on audit_case (case_id, round);
