-- Cases, their events, clocks, drafts and transfers. New tables only: code of before runs on.

-- table case_transition: owned by casework; the lawful ways between states, which every event must name
create table case_transition (
    kind text not null check (kind in ('PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI')),
    from_state text not null,
    verb text not null,
    to_state text not null,
    primary key (kind, from_state, verb, to_state)
);

insert into case_transition (kind, from_state, verb, to_state)
select kind, step.from_state, step.verb, step.to_state
from unnest(array['PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI']) as kind
cross join (
    values
        ('NEW', 'FILE', 'RECEIVED'),
        ('RECEIVED', 'ACCEPT', 'IN_PROGRESS'),
        ('RECEIVED', 'REFUSE', 'REFUSED'),
        ('RECEIVED', 'ASK_MORE', 'NEEDS_INFO'),
        ('IN_PROGRESS', 'ASK_MORE', 'NEEDS_INFO'),
        ('NEEDS_INFO', 'SUPPLY', 'RECEIVED'),
        ('NEEDS_INFO', 'SUPPLY', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'ACCEPT', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'REFUSE', 'REFUSED'),
        ('RECEIVED', 'TRANSFER', 'RECEIVED'),
        ('IN_PROGRESS', 'TRANSFER', 'RECEIVED'),
        ('RECEIVED', 'ASSIGN', 'RECEIVED'),
        ('IN_PROGRESS', 'ASSIGN', 'IN_PROGRESS'),
        ('IN_PROGRESS', 'DRAFT', 'IN_PROGRESS'),
        ('IN_PROGRESS', 'SUBMIT', 'AWAITING_APPROVAL'),
        ('NEEDS_INFO', 'DRAFT', 'NEEDS_INFO'),
        ('NEEDS_INFO', 'SUBMIT', 'AWAITING_APPROVAL'),
        ('AWAITING_APPROVAL', 'RETURN_DRAFT', 'IN_PROGRESS'),
        ('AWAITING_APPROVAL', 'APPROVE', 'APPROVED'),
        ('APPROVED', 'SEND', 'ANSWERED'),
        ('APPROVED', 'RETURN_DRAFT', 'IN_PROGRESS'),
        ('IN_PROGRESS', 'STATUS', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'STATUS', 'NEEDS_INFO'),
        ('AWAITING_APPROVAL', 'STATUS', 'AWAITING_APPROVAL'),
        ('APPROVED', 'STATUS', 'APPROVED'),
        ('ANSWERED', 'REVIEW', 'ANSWERED'),
        ('CLOSED', 'REVIEW', 'CLOSED'),
        ('ANSWERED', 'REOPEN', 'IN_PROGRESS'),
        ('ANSWERED', 'CLOSE', 'CLOSED'),
        ('RECEIVED', 'RECOMPUTE', 'RECEIVED'),
        ('IN_PROGRESS', 'RECOMPUTE', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'RECOMPUTE', 'NEEDS_INFO'),
        ('AWAITING_APPROVAL', 'RECOMPUTE', 'AWAITING_APPROVAL'),
        ('APPROVED', 'RECOMPUTE', 'APPROVED'),
        ('ANSWERED', 'RECOMPUTE', 'ANSWERED')
) as step (from_state, verb, to_state);

create sequence case_number_seq;

-- table case_file: owned by casework
create table case_file (
    id bigint generated always as identity primary key,
    number text not null unique,
    submission_key uuid not null unique,
    code_hash bytea not null unique,
    kind text not null,
    state text not null check (state in ('RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'AWAITING_APPROVAL', 'APPROVED', 'ANSWERED', 'REFUSED', 'CLOSED')),
    field_code text not null references field (code),
    area_code text not null references area (code),
    agency_code text not null references agency (code),
    handler_id int references account (id),
    content text not null check (length(content) between 1 and 10000),
    language text not null default 'vi',
    filed_at timestamptz not null,
    accepted_at timestamptz,
    -- when it was first answered or refused: a second answer does not make it later
    answered_at timestamptz,
    -- the last day promised when it was filed: what "on time" is measured by, whatever happens to the clocks later
    original_due date not null,
    -- the next duty of the body that has it: null when nothing is owed
    next_step text,
    next_due date,
    version int not null default 1
);
-- an officer's two lists: what they filter by lies in the index, so that only the cases of one page are fetched, whatever the filter
create index case_file_inbox on case_file (agency_code, next_due, id)
    include (state, kind, field_code, area_code, handler_id, number) where next_due is not null;
create index case_file_done on case_file (agency_code, filed_at desc, id desc)
    include (state, kind, field_code, area_code, handler_id, number) where next_due is null;
create index case_file_agency_filed on case_file (agency_code, filed_at desc, id desc);
create index case_file_open on case_file (agency_code, original_due, id) include (filed_at, answered_at)
    where state in ('RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'AWAITING_APPROVAL', 'APPROVED');
create index case_file_answered on case_file (answered_at) where state = 'ANSWERED';
create index case_file_by_number on case_file (number text_pattern_ops);

-- table case_party: owned by casework; who sent it, apart from what they said
create table case_party (
    case_id bigint primary key references case_file (id),
    name text not null default '',
    phone text not null default '',
    address text not null default ''
);

-- table case_event: owned by casework; timeline, outbox and record of who did what at once, partitioned by month
create table case_event (
    id bigint generated always as identity,
    at timestamptz not null,
    case_id bigint not null,
    kind text not null,
    from_state text not null,
    verb text not null,
    to_state text not null,
    actor_kind text not null check (actor_kind in ('resident', 'officer', 'system')),
    account_id int,
    agency_code text not null,
    -- what people may read of it: text for the resident, reason, agencies; never who the sender is
    data jsonb not null default '{}',
    -- readers of the outbox take only what no running transaction can still precede
    tx xid8 not null default pg_current_xact_id(),
    primary key (id, at)
) partition by range (at);
alter table case_event add constraint case_event_lawful
    foreign key (kind, from_state, verb, to_state) references case_transition (kind, from_state, verb, to_state);
create index case_event_case on case_event (case_id, at);
create index case_event_tx on case_event (tx);
-- what no month holds; a later migration adds months in time, before 2029
create table case_event_rest partition of case_event default;

do $$
declare month date;
begin
    for month in select generate_series('2025-01-01'::date, '2028-12-01'::date, '1 month')::date loop
        execute format('create table case_event_%s partition of case_event for values from (%L) to (%L)',
            to_char(month, 'YYYY_MM'), month, (month + interval '1 month')::date);
    end loop;
end $$;

-- table case_clock: owned by casework; every time limit that runs or ran on a case, raw and rolled
create table case_clock (
    id bigint generated always as identity primary key,
    case_id bigint not null references case_file (id),
    step text not null,
    limit_code text not null,
    started_on date not null,
    raw_due date not null,
    due date not null,
    done_at timestamptz,
    -- a step runs at most once at a time
    constraint case_clock_once exclude using btree (case_id with =, step with =) where (done_at is null) deferrable initially deferred
);
create index case_clock_case on case_clock (case_id);
create index case_clock_open on case_clock (started_on) where done_at is null;

-- table case_draft: owned by casework; the answer as it grows, one row a version
create table case_draft (
    case_id bigint not null references case_file (id),
    version int not null,
    body text not null,
    author_id int not null references account (id),
    at timestamptz not null,
    approved_by int references account (id),
    approved_at timestamptz,
    sent_at timestamptz,
    primary key (case_id, version)
);

-- table case_transfer: owned by casework; a body may hand one content to another only once (Luật Tiếp công dân Điều 26; TT 05/2021)
create table case_transfer (
    case_id bigint not null references case_file (id),
    from_agency text not null references agency (code),
    to_agency text not null references agency (code),
    at timestamptz not null,
    primary key (case_id, from_agency),
    check (from_agency <> to_agency)
);
