-- Why: what officers keep beside the cases: internal notes, templates of answers, saved filters, opinions asked of other agencies, and the
-- words by which cases are found again.
-- Old code: runs; new tables and three indexes, nothing existing changes.

-- table case_note: owned by desk; words among colleagues, read by the agency that wrote them and nobody else; never changed
create table case_note (
    id bigint generated always as identity primary key,
    case_id bigint not null references case_file (id),
    agency_code text not null references agency (code),
    author_id int not null references account (id),
    at timestamptz not null,
    body text not null check (length(body) between 1 and 10000)
);
create index case_note_case on case_note (case_id, agency_code, id);

-- table answer_template: owned by desk; retired rather than deleted
create table answer_template (
    id int generated always as identity primary key,
    agency_code text not null references agency (code),
    name text not null check (length(name) between 1 and 100),
    body text not null check (length(body) between 1 and 10000),
    author_id int not null references account (id),
    changed_at timestamptz not null,
    retired_at timestamptz
);
create unique index answer_template_name on answer_template (agency_code, name) where retired_at is null;

-- table desk_filter: owned by desk; a list under a name of one's own
create table desk_filter (
    id int generated always as identity primary key,
    account_id int not null references account (id),
    agency_code text not null references agency (code),
    name text not null check (length(name) between 1 and 40),
    query text not null check (length(query) <= 1000),
    unique (account_id, agency_code, name)
);

-- table case_cohandler: owned by desk; an opinion that the agency with the case asks of another, and what it says
create table case_cohandler (
    id bigint generated always as identity primary key,
    case_id bigint not null references case_file (id),
    asked_by text not null references agency (code),
    agency_code text not null references agency (code),
    asked_by_id int not null references account (id),
    asked_at timestamptz not null,
    question text not null check (length(question) between 1 and 10000),
    due date not null,
    answered_at timestamptz,
    answered_by_id int references account (id),
    contribution text check (length(contribution) between 1 and 10000),
    check (asked_by <> agency_code),
    check ((answered_at is null) = (contribution is null))
);
create index case_cohandler_case on case_cohandler (case_id, id);
create index case_cohandler_list on case_cohandler (agency_code, (answered_at is not null), due, id);
-- an agency is not asked twice at the same time
create unique index case_cohandler_open on case_cohandler (case_id, agency_code) where answered_at is null;

-- table case_words: owned by desk; what a case is found by: the words of its text, its sender's name and phone, all without accents and each
-- behind its agency ('SNV/tien'), and when it was filed, by month and by five days ('SNV@2611', 'SNV@2611.4'): the index alone answers
-- "these words, at this agency, of this time", and reads what lies with this agency only. Never a denunciation. Rebuildable from case_file
-- and case_party at any time.
create table case_words (
    case_id bigint primary key references case_file (id),
    agency_code text not null references agency (code),
    words tsvector not null
);
create index case_words_words on case_words using gin (words) with (fastupdate = off);

-- table search_word: owned by desk; every word cases are found by, to complete a word that is still being typed
create table search_word (
    word text collate "C" primary key
);

-- table words_cursor: owned by desk; how far the worker has read events, and how far a rebuild under way has come (null: none is)
create table words_cursor (
    name text primary key,
    tx xid8 not null,
    rebuilt bigint
);
insert into words_cursor (name, tx, rebuilt)
values ('case_words', '0', 0);

-- cases where nothing is due and that have not ended; and by officer what is open and what was answered lately
create index case_file_waiting on case_file (agency_code, filed_at desc, id desc)
    include (state, kind, field_code, area_code, handler_id, number)
    where next_due is null
    and state in ('AWAITING_SIGNATURE', 'RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'SUSPENDED', 'AWAITING_APPROVAL', 'APPROVED', 'DECIDED');
create index case_file_workload on case_file (agency_code, handler_id) include (next_due, filed_at, kind) where next_due is not null;
create index case_file_agency_answered on case_file (agency_code, answered_at)
    include (handler_id, state, kind) where answered_at is not null;
