-- Why: officers, leaders, the co-ordinating bodies and inspectors are told of alarms, urging and assignments, each once.
-- Old code: runs; new tables only.

-- table notice: owned by notices; to one officer, to a role at one agency, or to a role wherever it is held
create table notice (
    id bigint generated always as identity primary key,
    event_id bigint not null,
    at timestamptz not null,
    case_id bigint not null references case_file (id),
    about text not null check (about <> ''),
    step text,
    due date,
    account_id int references account (id),
    agency_code text references agency (code),
    role text,
    seen_at timestamptz,
    seen_by int references account (id),
    check (account_id is not null or role is not null)
);
alter table notice add constraint notice_once unique nulls not distinct (event_id, account_id, agency_code, role);
create index notice_account on notice (account_id, id desc) where seen_at is null;
create index notice_at on notice (at);
create index notice_role on notice (role, agency_code, id desc) where seen_at is null;

-- table notice_cursor: owned by notices; how far the record of events has been read
create table notice_cursor (
    name text primary key,
    tx xid8 not null
);
insert into notice_cursor (name, tx)
values ('notices', pg_current_xact_id());
