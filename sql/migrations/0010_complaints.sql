-- Why: complaints and denunciations: their states and lawful ways, what only they have, several complainants, linked cases, clocks that
-- run longer or shorter than their rule, and alarms that are raised once.
-- Old code: runs on feedback; it does not know the new states, which it never meets there but SPLIT, JOINED and WITHDRAWN.

alter table case_transition drop constraint case_transition_kind_check;
alter table case_transition add constraint case_transition_kind_check
    check (kind in ('PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI', 'KHIEU_NAI', 'TO_CAO'));

-- feedback and praise
insert into case_transition (kind, from_state, verb, to_state)
select kind, step.from_state, step.verb, step.to_state
from unnest(array['PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI']) as kind
cross join (
    values
        ('RECEIVED', 'SPLIT', 'SPLIT'),
        ('RECEIVED', 'JOIN', 'JOINED'),
        ('APPROVED', 'WITHDRAW', 'WITHDRAWN'),
        ('AWAITING_APPROVAL', 'WITHDRAW', 'WITHDRAWN'),
        ('IN_PROGRESS', 'WITHDRAW', 'WITHDRAWN'),
        ('NEEDS_INFO', 'WITHDRAW', 'WITHDRAWN'),
        ('RECEIVED', 'WITHDRAW', 'WITHDRAWN'),
        ('ANSWERED', 'NOTIFY', 'ANSWERED'),
        ('APPROVED', 'NOTIFY', 'APPROVED'),
        ('AWAITING_APPROVAL', 'NOTIFY', 'AWAITING_APPROVAL'),
        ('CLOSED', 'NOTIFY', 'CLOSED'),
        ('DECIDED', 'NOTIFY', 'DECIDED'),
        ('EFFECTIVE', 'NOTIFY', 'EFFECTIVE'),
        ('FILED_AWAY', 'NOTIFY', 'FILED_AWAY'),
        ('IN_PROGRESS', 'NOTIFY', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'NOTIFY', 'NEEDS_INFO'),
        ('PASSED_ON', 'NOTIFY', 'PASSED_ON'),
        ('RECEIVED', 'NOTIFY', 'RECEIVED'),
        ('REFUSED', 'NOTIFY', 'REFUSED'),
        ('SUSPENDED', 'NOTIFY', 'SUSPENDED'),
        ('TERMINATED', 'NOTIFY', 'TERMINATED'),
        ('ANSWERED', 'PUBLISH', 'ANSWERED'),
        ('CLOSED', 'PUBLISH', 'CLOSED'),
        ('ANSWERED', 'URGE', 'ANSWERED'),
        ('APPROVED', 'URGE', 'APPROVED'),
        ('AWAITING_APPROVAL', 'URGE', 'AWAITING_APPROVAL'),
        ('DECIDED', 'URGE', 'DECIDED'),
        ('IN_PROGRESS', 'URGE', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'URGE', 'NEEDS_INFO'),
        ('RECEIVED', 'URGE', 'RECEIVED'),
        ('SUSPENDED', 'URGE', 'SUSPENDED'),
        ('ANSWERED', 'ESCALATE', 'ANSWERED'),
        ('APPROVED', 'ESCALATE', 'APPROVED'),
        ('AWAITING_APPROVAL', 'ESCALATE', 'AWAITING_APPROVAL'),
        ('DECIDED', 'ESCALATE', 'DECIDED'),
        ('EFFECTIVE', 'ESCALATE', 'EFFECTIVE'),
        ('FILED_AWAY', 'ESCALATE', 'FILED_AWAY'),
        ('IN_PROGRESS', 'ESCALATE', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'ESCALATE', 'NEEDS_INFO'),
        ('PASSED_ON', 'ESCALATE', 'PASSED_ON'),
        ('RECEIVED', 'ESCALATE', 'RECEIVED'),
        ('REFUSED', 'ESCALATE', 'REFUSED'),
        ('SUSPENDED', 'ESCALATE', 'SUSPENDED'),
        ('TERMINATED', 'ESCALATE', 'TERMINATED'),
        ('DECIDED', 'RECOMPUTE', 'DECIDED'),
        ('EFFECTIVE', 'RECOMPUTE', 'EFFECTIVE'),
        ('FILED_AWAY', 'RECOMPUTE', 'FILED_AWAY'),
        ('PASSED_ON', 'RECOMPUTE', 'PASSED_ON'),
        ('REFUSED', 'RECOMPUTE', 'REFUSED'),
        ('SUSPENDED', 'RECOMPUTE', 'SUSPENDED'),
        ('TERMINATED', 'RECOMPUTE', 'TERMINATED')
) as step (from_state, verb, to_state);

-- complaints and denunciations alike
insert into case_transition (kind, from_state, verb, to_state)
select kind, step.from_state, step.verb, step.to_state
from unnest(array['KHIEU_NAI', 'TO_CAO']) as kind
cross join (
    values
        ('NEW', 'FILE', 'RECEIVED'),
        ('NEW', 'FILE', 'AWAITING_SIGNATURE'),
        ('AWAITING_SIGNATURE', 'SIGN', 'RECEIVED'),
        ('NEEDS_INFO', 'ACCEPT', 'IN_PROGRESS'),
        ('RECEIVED', 'ACCEPT', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'REFUSE', 'REFUSED'),
        ('RECEIVED', 'REFUSE', 'REFUSED'),
        ('IN_PROGRESS', 'ASK_MORE', 'NEEDS_INFO'),
        ('RECEIVED', 'ASK_MORE', 'NEEDS_INFO'),
        ('NEEDS_INFO', 'SUPPLY', 'RECEIVED'),
        ('NEEDS_INFO', 'SUPPLY', 'IN_PROGRESS'),
        ('RECEIVED', 'SPLIT', 'SPLIT'),
        ('RECEIVED', 'JOIN', 'JOINED'),
        ('ANSWERED', 'ASSIGN', 'ANSWERED'),
        ('APPROVED', 'ASSIGN', 'APPROVED'),
        ('AWAITING_APPROVAL', 'ASSIGN', 'AWAITING_APPROVAL'),
        ('DECIDED', 'ASSIGN', 'DECIDED'),
        ('IN_PROGRESS', 'ASSIGN', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'ASSIGN', 'NEEDS_INFO'),
        ('RECEIVED', 'ASSIGN', 'RECEIVED'),
        ('SUSPENDED', 'ASSIGN', 'SUSPENDED'),
        ('IN_PROGRESS', 'VERIFY', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'VERIFY', 'NEEDS_INFO'),
        ('APPROVED', 'EXTEND', 'APPROVED'),
        ('AWAITING_APPROVAL', 'EXTEND', 'AWAITING_APPROVAL'),
        ('IN_PROGRESS', 'EXTEND', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'EXTEND', 'NEEDS_INFO'),
        ('APPROVED', 'SUSPEND', 'SUSPENDED'),
        ('AWAITING_APPROVAL', 'SUSPEND', 'SUSPENDED'),
        ('IN_PROGRESS', 'SUSPEND', 'SUSPENDED'),
        ('NEEDS_INFO', 'SUSPEND', 'SUSPENDED'),
        ('SUSPENDED', 'CONTINUE', 'IN_PROGRESS'),
        ('APPROVED', 'TERMINATE', 'TERMINATED'),
        ('AWAITING_APPROVAL', 'TERMINATE', 'TERMINATED'),
        ('IN_PROGRESS', 'TERMINATE', 'TERMINATED'),
        ('NEEDS_INFO', 'TERMINATE', 'TERMINATED'),
        ('SUSPENDED', 'TERMINATE', 'TERMINATED'),
        ('APPROVED', 'WITHDRAW', 'APPROVED'),
        ('AWAITING_APPROVAL', 'WITHDRAW', 'AWAITING_APPROVAL'),
        ('AWAITING_SIGNATURE', 'WITHDRAW', 'WITHDRAWN'),
        ('AWAITING_SIGNATURE', 'WITHDRAW', 'AWAITING_SIGNATURE'),
        ('IN_PROGRESS', 'WITHDRAW', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'WITHDRAW', 'NEEDS_INFO'),
        ('RECEIVED', 'WITHDRAW', 'RECEIVED'),
        ('SUSPENDED', 'WITHDRAW', 'SUSPENDED'),
        ('IN_PROGRESS', 'DRAFT', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'DRAFT', 'NEEDS_INFO'),
        ('IN_PROGRESS', 'SUBMIT', 'AWAITING_APPROVAL'),
        ('NEEDS_INFO', 'SUBMIT', 'AWAITING_APPROVAL'),
        ('APPROVED', 'RETURN_DRAFT', 'IN_PROGRESS'),
        ('AWAITING_APPROVAL', 'RETURN_DRAFT', 'IN_PROGRESS'),
        ('AWAITING_APPROVAL', 'APPROVE', 'APPROVED'),
        ('DECIDED', 'SEND', 'ANSWERED'),
        ('ANSWERED', 'NOTIFY', 'ANSWERED'),
        ('APPROVED', 'NOTIFY', 'APPROVED'),
        ('AWAITING_APPROVAL', 'NOTIFY', 'AWAITING_APPROVAL'),
        ('CLOSED', 'NOTIFY', 'CLOSED'),
        ('DECIDED', 'NOTIFY', 'DECIDED'),
        ('EFFECTIVE', 'NOTIFY', 'EFFECTIVE'),
        ('FILED_AWAY', 'NOTIFY', 'FILED_AWAY'),
        ('IN_PROGRESS', 'NOTIFY', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'NOTIFY', 'NEEDS_INFO'),
        ('PASSED_ON', 'NOTIFY', 'PASSED_ON'),
        ('RECEIVED', 'NOTIFY', 'RECEIVED'),
        ('REFUSED', 'NOTIFY', 'REFUSED'),
        ('SUSPENDED', 'NOTIFY', 'SUSPENDED'),
        ('TERMINATED', 'NOTIFY', 'TERMINATED'),
        ('ANSWERED', 'PUBLISH', 'ANSWERED'),
        ('ANSWERED', 'APPEAL', 'APPEALED'),
        ('APPROVED', 'APPEAL', 'APPEALED'),
        ('AWAITING_APPROVAL', 'APPEAL', 'APPEALED'),
        ('IN_PROGRESS', 'APPEAL', 'APPEALED'),
        ('NEEDS_INFO', 'APPEAL', 'APPEALED'),
        ('APPROVED', 'STATUS', 'APPROVED'),
        ('AWAITING_APPROVAL', 'STATUS', 'AWAITING_APPROVAL'),
        ('IN_PROGRESS', 'STATUS', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'STATUS', 'NEEDS_INFO'),
        ('SUSPENDED', 'STATUS', 'SUSPENDED'),
        ('ANSWERED', 'REVIEW', 'ANSWERED'),
        ('CLOSED', 'REVIEW', 'CLOSED'),
        ('EFFECTIVE', 'REVIEW', 'EFFECTIVE'),
        ('ANSWERED', 'URGE', 'ANSWERED'),
        ('APPROVED', 'URGE', 'APPROVED'),
        ('AWAITING_APPROVAL', 'URGE', 'AWAITING_APPROVAL'),
        ('DECIDED', 'URGE', 'DECIDED'),
        ('IN_PROGRESS', 'URGE', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'URGE', 'NEEDS_INFO'),
        ('RECEIVED', 'URGE', 'RECEIVED'),
        ('SUSPENDED', 'URGE', 'SUSPENDED'),
        ('APPROVED', 'ASK_REPORT', 'APPROVED'),
        ('AWAITING_APPROVAL', 'ASK_REPORT', 'AWAITING_APPROVAL'),
        ('DECIDED', 'ASK_REPORT', 'DECIDED'),
        ('IN_PROGRESS', 'ASK_REPORT', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'ASK_REPORT', 'NEEDS_INFO'),
        ('RECEIVED', 'ASK_REPORT', 'RECEIVED'),
        ('SUSPENDED', 'ASK_REPORT', 'SUSPENDED'),
        ('APPROVED', 'REPORT', 'APPROVED'),
        ('AWAITING_APPROVAL', 'REPORT', 'AWAITING_APPROVAL'),
        ('DECIDED', 'REPORT', 'DECIDED'),
        ('IN_PROGRESS', 'REPORT', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'REPORT', 'NEEDS_INFO'),
        ('RECEIVED', 'REPORT', 'RECEIVED'),
        ('SUSPENDED', 'REPORT', 'SUSPENDED'),
        ('ANSWERED', 'ESCALATE', 'ANSWERED'),
        ('APPROVED', 'ESCALATE', 'APPROVED'),
        ('AWAITING_APPROVAL', 'ESCALATE', 'AWAITING_APPROVAL'),
        ('DECIDED', 'ESCALATE', 'DECIDED'),
        ('EFFECTIVE', 'ESCALATE', 'EFFECTIVE'),
        ('FILED_AWAY', 'ESCALATE', 'FILED_AWAY'),
        ('IN_PROGRESS', 'ESCALATE', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'ESCALATE', 'NEEDS_INFO'),
        ('PASSED_ON', 'ESCALATE', 'PASSED_ON'),
        ('RECEIVED', 'ESCALATE', 'RECEIVED'),
        ('REFUSED', 'ESCALATE', 'REFUSED'),
        ('SUSPENDED', 'ESCALATE', 'SUSPENDED'),
        ('TERMINATED', 'ESCALATE', 'TERMINATED'),
        ('ANSWERED', 'RECOMPUTE', 'ANSWERED'),
        ('APPROVED', 'RECOMPUTE', 'APPROVED'),
        ('AWAITING_APPROVAL', 'RECOMPUTE', 'AWAITING_APPROVAL'),
        ('DECIDED', 'RECOMPUTE', 'DECIDED'),
        ('EFFECTIVE', 'RECOMPUTE', 'EFFECTIVE'),
        ('FILED_AWAY', 'RECOMPUTE', 'FILED_AWAY'),
        ('IN_PROGRESS', 'RECOMPUTE', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'RECOMPUTE', 'NEEDS_INFO'),
        ('PASSED_ON', 'RECOMPUTE', 'PASSED_ON'),
        ('RECEIVED', 'RECOMPUTE', 'RECEIVED'),
        ('REFUSED', 'RECOMPUTE', 'REFUSED'),
        ('SUSPENDED', 'RECOMPUTE', 'SUSPENDED'),
        ('TERMINATED', 'RECOMPUTE', 'TERMINATED')
) as step (from_state, verb, to_state);

-- complaints alone
insert into case_transition (kind, from_state, verb, to_state)
select 'KHIEU_NAI', step.from_state, step.verb, step.to_state
from (
    values
        ('AWAITING_SIGNATURE', 'REFUSE', 'REFUSED'),
        ('NEEDS_INFO', 'GUIDE', 'GUIDED'),
        ('RECEIVED', 'GUIDE', 'GUIDED'),
        ('IN_PROGRESS', 'INVITE', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'INVITE', 'NEEDS_INFO'),
        ('IN_PROGRESS', 'DIALOGUE', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'DIALOGUE', 'NEEDS_INFO'),
        ('APPROVED', 'MARK_REMOTE', 'APPROVED'),
        ('AWAITING_APPROVAL', 'MARK_REMOTE', 'AWAITING_APPROVAL'),
        ('IN_PROGRESS', 'MARK_REMOTE', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'MARK_REMOTE', 'NEEDS_INFO'),
        ('RECEIVED', 'MARK_REMOTE', 'RECEIVED'),
        ('NEEDS_INFO', 'WITHDRAW', 'WITHDRAWN'),
        ('RECEIVED', 'WITHDRAW', 'WITHDRAWN'),
        ('APPROVED', 'LEAVE_GROUP', 'APPROVED'),
        ('AWAITING_APPROVAL', 'LEAVE_GROUP', 'AWAITING_APPROVAL'),
        ('AWAITING_SIGNATURE', 'LEAVE_GROUP', 'AWAITING_SIGNATURE'),
        ('IN_PROGRESS', 'LEAVE_GROUP', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'LEAVE_GROUP', 'NEEDS_INFO'),
        ('RECEIVED', 'LEAVE_GROUP', 'RECEIVED'),
        ('SUSPENDED', 'LEAVE_GROUP', 'SUSPENDED'),
        ('APPROVED', 'REPRESENT', 'APPROVED'),
        ('AWAITING_APPROVAL', 'REPRESENT', 'AWAITING_APPROVAL'),
        ('AWAITING_SIGNATURE', 'REPRESENT', 'AWAITING_SIGNATURE'),
        ('IN_PROGRESS', 'REPRESENT', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'REPRESENT', 'NEEDS_INFO'),
        ('RECEIVED', 'REPRESENT', 'RECEIVED'),
        ('SUSPENDED', 'REPRESENT', 'SUSPENDED'),
        ('APPROVED', 'DECIDE', 'DECIDED'),
        ('EFFECTIVE', 'CLOSE', 'CLOSED'),
        ('EFFECTIVE', 'PUBLISH', 'EFFECTIVE'),
        ('DECIDED', 'APPEAL', 'APPEALED'),
        ('EFFECTIVE', 'APPEAL', 'APPEALED'),
        ('ANSWERED', 'APPEAL', 'ANSWERED'),
        ('APPROVED', 'APPEAL', 'APPROVED'),
        ('AWAITING_APPROVAL', 'APPEAL', 'AWAITING_APPROVAL'),
        ('DECIDED', 'APPEAL', 'DECIDED'),
        ('EFFECTIVE', 'APPEAL', 'EFFECTIVE'),
        ('IN_PROGRESS', 'APPEAL', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'APPEAL', 'NEEDS_INFO'),
        ('ANSWERED', 'TAKE_EFFECT', 'EFFECTIVE')
) as step (from_state, verb, to_state);

-- denunciations alone
insert into case_transition (kind, from_state, verb, to_state)
select 'TO_CAO', step.from_state, step.verb, step.to_state
from (
    values
        ('NEEDS_INFO', 'TRANSFER', 'RECEIVED'),
        ('RECEIVED', 'TRANSFER', 'RECEIVED'),
        ('AWAITING_SIGNATURE', 'FILE_AWAY', 'FILED_AWAY'),
        ('AWAITING_SIGNATURE', 'PASS_ON', 'PASSED_ON'),
        ('NEEDS_INFO', 'FILE_AWAY', 'FILED_AWAY'),
        ('NEEDS_INFO', 'PASS_ON', 'PASSED_ON'),
        ('RECEIVED', 'FILE_AWAY', 'FILED_AWAY'),
        ('RECEIVED', 'PASS_ON', 'PASSED_ON'),
        ('RECEIVED', 'EXTEND', 'RECEIVED'),
        ('APPROVED', 'GO_ON', 'APPROVED'),
        ('AWAITING_APPROVAL', 'GO_ON', 'AWAITING_APPROVAL'),
        ('IN_PROGRESS', 'GO_ON', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'GO_ON', 'NEEDS_INFO'),
        ('RECEIVED', 'GO_ON', 'RECEIVED'),
        ('SUSPENDED', 'GO_ON', 'SUSPENDED'),
        ('APPROVED', 'CONCLUDE', 'DECIDED'),
        ('ANSWERED', 'CLOSE', 'CLOSED'),
        ('APPEALED', 'CLOSE', 'CLOSED'),
        ('CLOSED', 'APPEAL', 'APPEALED'),
        ('APPEALED', 'ACT_ON', 'APPEALED'),
        ('APPEALED', 'PUBLISH', 'APPEALED'),
        ('APPEALED', 'NOTIFY', 'APPEALED'),
        ('APPEALED', 'ESCALATE', 'APPEALED'),
        ('APPEALED', 'RECOMPUTE', 'APPEALED'),
        ('ANSWERED', 'ACT_ON', 'ANSWERED'),
        ('DECIDED', 'ACT_ON', 'DECIDED'),
        ('DECIDED', 'PUBLISH', 'DECIDED'),
        ('ANSWERED', 'REFER_CRIME', 'ANSWERED'),
        ('APPROVED', 'REFER_CRIME', 'APPROVED'),
        ('AWAITING_APPROVAL', 'REFER_CRIME', 'AWAITING_APPROVAL'),
        ('DECIDED', 'REFER_CRIME', 'DECIDED'),
        ('IN_PROGRESS', 'REFER_CRIME', 'IN_PROGRESS'),
        ('NEEDS_INFO', 'REFER_CRIME', 'NEEDS_INFO'),
        ('RECEIVED', 'REFER_CRIME', 'RECEIVED'),
        ('SUSPENDED', 'REFER_CRIME', 'SUSPENDED')
) as step (from_state, verb, to_state);

alter table case_file drop constraint case_file_state_check;
alter table case_file add constraint case_file_state_check check (state in (
    'AWAITING_SIGNATURE', 'RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'SUSPENDED', 'AWAITING_APPROVAL', 'APPROVED', 'DECIDED', 'ANSWERED',
    'EFFECTIVE', 'APPEALED', 'REFUSED', 'GUIDED', 'PASSED_ON', 'FILED_AWAY', 'TERMINATED', 'WITHDRAWN', 'SPLIT', 'JOINED', 'CLOSED'
));
-- days more or fewer than the rule says: extended, or used before a suspension
alter table case_clock add column extra int not null default 0;
create index case_clock_due on case_clock (due) where done_at is null;
create index case_clock_limit on case_clock (limit_code) where done_at is null;
-- what rests is open, too
drop index case_file_open;
create index case_file_open on case_file (agency_code, original_due, id) include (filed_at, answered_at, state, kind)
    where state in ('RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'SUSPENDED', 'AWAITING_APPROVAL', 'APPROVED');

alter table case_party add column id_number text not null default '';

-- table case_matter: owned by matters; what only complaints and denunciations have
create table case_matter (
    case_id bigint primary key references case_file (id),
    level int not null check (level in (1, 2)),
    complexity text[] not null,
    remote boolean not null,
    remote_reason text not null,
    anonymous boolean not null,
    signed_on date,
    signed_how text not null check (signed_how in ('', 'paper', 'photo', 'counter', 'identity')),
    against_agency text references agency (code),
    against text not null,
    accused_leads boolean not null,
    decision_no text not null,
    decision_on date,
    known_on date,
    obstacle text not null,
    request text not null,
    forwarded_by text not null,
    differs boolean,
    verified_on date,
    invited_for date,
    dialogue text not null check (dialogue in ('', 'invited', 'held', 'absent')),
    extensions int not null check (extensions between 0 and 2),
    suspended_on date,
    withdrawn text not null check (withdrawn in ('', 'part', 'whole')),
    goes_on text not null,
    outcome_no text not null,
    outcome_on date,
    acted_on date,
    published_on date,
    court_on date,
    obstacle_days int not null default 0,
    check (not remote or remote_reason <> ''),
    check (not anonymous or signed_on is null)
);

-- table case_signer: owned by matters; several complainants (Luật Khiếu nại, Điều 8(4)); those who denounce together are sealed instead
create table case_signer (
    case_id bigint not null references case_file (id),
    no int not null check (no > 0),
    name text not null check (name <> ''),
    address text not null,
    signed boolean not null,
    represents boolean not null,
    left_on date,
    primary key (case_id, no),
    check (left_on is null or not represents)
);

-- table case_link: owned by matters; how a case stands to the one it came from
create table case_link (
    case_id bigint not null references case_file (id),
    to_case_id bigint not null references case_file (id),
    relation text not null check (relation in ('SPLIT_FROM', 'JOINED_TO', 'SECOND_LEVEL_OF', 'DENOUNCED_AGAIN')),
    at timestamptz not null,
    primary key (case_id, to_case_id),
    check (case_id <> to_case_id)
);
create index case_link_to on case_link (to_case_id);

-- table case_alarm: owned by casework; each stage of each clock is told once
create table case_alarm (
    clock_id bigint not null references case_clock (id),
    stage text not null check (stage in ('SOON', 'TODAY', 'OVER', 'OVER_SECOND', 'OVER_THIRD', 'UNPROCESSED')),
    at timestamptz not null,
    primary key (clock_id, stage)
);

alter table membership drop constraint membership_role_check;
alter table membership add constraint membership_role_check
    check (role in ('INTAKE', 'HANDLER', 'LEADER', 'DENUNCIATION_READER', 'COORDINATOR', 'INSPECTOR', 'ADMINISTRATOR'));
