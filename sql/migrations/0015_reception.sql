-- Why: citizen reception (Luật Tiếp công dân 2013; NĐ 154/2026/NĐ-CP): the days on which heads receive, the register of visits with the
-- columns of Mẫu 03/TCD, what was concluded there, and who was helped to file a case at a counter.
-- Old code: runs; nothing existing changes.

-- table reception_day: owned by reception; a cancelled day stays, so that whoever planned to come sees it
create table reception_day (
    id bigint generated always as identity primary key,
    agency_code text not null references agency (code),
    day date not null,
    starts time not null,
    ends time not null,
    place text not null check (place <> ''),
    receiver text not null check (receiver <> ''),
    title text not null check (title <> ''),
    mode text not null check (mode in ('IN_PERSON', 'ONLINE', 'BOTH')),
    -- why it was not posted five working days before; empty for a regular day
    unscheduled text not null default '',
    added_by int not null references account (id),
    added_at timestamptz not null,
    published_at timestamptz,
    cancelled_at timestamptz,
    cancelled_because text not null default ''
);
alter table reception_day add constraint reception_day_has_length check (ends > starts);
alter table reception_day add constraint reception_day_cancelled_with_a_reason check ((cancelled_at is null) = (cancelled_because = ''));
create unique index reception_day_once on reception_day (agency_code, day, starts) where cancelled_at is null;
create index reception_day_agency on reception_day (agency_code, day);
create index reception_day_public on reception_day (day, id) where published_at is not null;

-- table visit_book: owned by reception; the last number of an agency's register in a year: its row makes two clerks wait for each other
create table visit_book (
    agency_code text not null references agency (code),
    year int not null,
    last_no int not null check (last_no >= 0),
    primary key (agency_code, year)
);

-- table visit: owned by reception; sổ tiếp công dân. Who denounces is not written here (Luật Tố cáo 2018, Điều 9)
create table visit (
    id bigint generated always as identity primary key,
    agency_code text not null references agency (code),
    year int not null,
    no int not null check (no > 0),
    key uuid not null unique,
    day date not null,
    received_at timestamptz not null,
    received_by int not null references account (id),
    name text not null default '',
    address text not null default '',
    id_number text not null default '',
    content text not null check (content <> ''),
    type text not null check (type in ('PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI', 'KHIEU_NAI', 'TO_CAO')),
    people int not null check (people > 0),
    papers int not null default 0 check (papers >= 0),
    settled_by text not null default '',
    competent boolean not null,
    guidance text not null default '',
    accepted_by text not null default '',
    note text not null default '',
    case_number text references case_file (number),
    refusal text,
    refusal_notice_due date,
    refusal_notice_on date
);
alter table visit add constraint visit_numbered_once unique (agency_code, year, no);
alter table visit add constraint visit_of_a_denouncer_names_nobody check (type <> 'TO_CAO' or (name = '' and address = '' and id_number = ''));
alter table visit add constraint visit_notice_only_of_a_refusal check (refusal is not null or refusal_notice_due is null);
create index visit_register on visit (agency_code, day, no);

-- table visit_follow_up: owned by reception; what became of it, as it was learnt: nothing is written over
create table visit_follow_up (
    id bigint generated always as identity primary key,
    visit_id bigint not null references visit (id),
    at timestamptz not null,
    account_id int not null references account (id),
    words text not null check (words <> '')
);
create index visit_follow_up_visit on visit_follow_up (visit_id, id);

-- table visit_help: owned by reception; who filed for somebody else at the counter, and that it was read back and agreed to
-- (NĐ 154/2026/NĐ-CP, Điều 14(1)). The code of the case is not kept, here or anywhere.
create table visit_help (
    visit_id bigint primary key references visit (id),
    helper_id int not null references account (id),
    reason text not null check (reason in ('CANNOT_READ', 'DISABILITY', 'ELDERLY', 'OTHER')),
    read_back boolean not null check (read_back),
    consent boolean not null check (consent),
    signed_on date,
    handed_over_at timestamptz
);

-- table reception_duty: owned by reception; what the head concluded and must be done (NĐ 154/2026/NĐ-CP, Điều 25(2))
create table reception_duty (
    id bigint generated always as identity primary key,
    visit_id bigint not null references visit (id),
    agency_code text not null references agency (code),
    conclusion text not null check (conclusion <> ''),
    task text not null check (task <> ''),
    doer text not null check (doer <> ''),
    raw_due date not null,
    due date not null,
    added_by int not null references account (id),
    added_at timestamptz not null,
    done_at timestamptz,
    done_by int references account (id),
    result text not null default ''
);
alter table reception_duty add constraint reception_duty_done_with_a_result check ((done_at is null) = (result = ''));
create index reception_duty_open on reception_duty (agency_code, due, id) where done_at is null;
create index reception_duty_visit on reception_duty (visit_id, id);
