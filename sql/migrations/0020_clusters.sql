-- Why: the same thing is said by many. What a feedback says is sketched and compared, officers confirm which cases are about one matter, one
-- reviewed answer goes to each of them, and a leader may tell residents of it, who then say "me too" instead of writing it again.
-- Old code: runs; new tables and one index, nothing existing changes.

-- table sketch_turn: owned by clusters; whoever makes sketches holds its row, so that no two new cases pass each other unseen; the next turn
-- looks at what comes after this case
create table sketch_turn (
    name text primary key,
    after bigint not null default 0
);
insert into sketch_turn (name) values ('sketch');

-- table case_sketch: owned by clusters; the words of an open feedback as numbers from which no text is read, and where it lies. Never of
-- praise, complaints or denunciations. Rebuildable from case_file at any time.
create table case_sketch (
    case_id bigint primary key references case_file (id),
    agency_code text not null references agency (code),
    field_code text not null references field (code),
    area_code text not null references area (code),
    filed_at timestamptz not null,
    words int[] not null
);
create index case_sketch_block on case_sketch (agency_code, field_code, area_code, filed_at);
create index case_sketch_field on case_sketch (field_code, case_id);

-- what is to be compared: open feedback, few among all cases
create index case_file_open_feedback on case_file (id)
    where kind = 'PHAN_ANH_KIEN_NGHI'
    and state in ('RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'AWAITING_APPROVAL', 'APPROVED');

-- table case_alike: owned by clusters; two cases that may be about one matter
create table case_alike (
    case_id bigint not null references case_sketch (case_id) on delete cascade,
    other_id bigint not null references case_sketch (case_id) on delete cascade,
    score real not null check (score between 0 and 1),
    primary key (case_id, other_id),
    check (case_id < other_id)
);
create index case_alike_other on case_alike (other_id);

-- table cluster: owned by clusters; a matter that an officer said several cases are about; the answer is written on the leading one
create table cluster (
    id bigint generated always as identity primary key,
    agency_code text not null references agency (code),
    lead_id bigint not null references case_file (id),
    made_by int not null references account (id),
    made_at timestamptz not null
);
create index cluster_agency on cluster (agency_code, id);

-- table cluster_case: owned by clusters; a case is about one matter
create table cluster_case (
    case_id bigint primary key references case_file (id),
    cluster_id bigint not null references cluster (id),
    added_by int not null references account (id),
    added_at timestamptz not null
);
create index cluster_case_cluster on cluster_case (cluster_id, case_id);

-- table cluster_event: owned by clusters; what was said of which case, by whom (nobody: the service) and when; stays when the matter is dissolved
create table cluster_event (
    id bigint generated always as identity primary key,
    cluster_id bigint not null,
    case_id bigint not null references case_file (id),
    verb text not null check (verb in ('JOIN', 'LEAVE', 'LEAD')),
    account_id int references account (id),
    at timestamptz not null
);
create index cluster_event_case on cluster_event (case_id, at);

-- table cluster_apart: owned by clusters; two cases an officer said are different matters: not proposed again
create table cluster_apart (
    case_id bigint not null references case_file (id),
    other_id bigint not null references case_file (id),
    said_by int not null references account (id),
    said_at timestamptz not null,
    primary key (case_id, other_id),
    check (case_id < other_id)
);
create index cluster_apart_other on cluster_apart (other_id);

-- table public_matter: owned by clusters; a matter as everybody reads it, in a leader's own words; of its case nothing is shown
create table public_matter (
    id bigint generated always as identity primary key,
    case_id bigint not null references case_file (id),
    agency_code text not null references agency (code),
    field_code text not null references field (code) check (field_code not in ('R19', 'R20', 'R53', 'R54')),
    area_code text not null references area (code),
    title text not null check (length(title) between 1 and 120),
    summary text not null check (length(summary) between 1 and 600),
    doing text not null check (length(doing) <= 600),
    expected date,
    since date not null,
    state text not null default 'open' check (state in ('open', 'done', 'gone')),
    answer text not null default '' check (length(answer) <= 4000),
    told_by int not null references account (id),
    told_at timestamptz not null,
    changed_at timestamptz not null,
    done_at timestamptz,
    -- those whose device is forgotten; the others have a row each
    people int not null default 0,
    check ((state = 'done') = (done_at is not null)),
    check (state <> 'done' or answer <> '')
);
create index public_matter_place on public_matter (area_code, field_code) where state = 'open';
create index public_matter_agency on public_matter (agency_code, id desc);
-- a case is told of once at a time
create unique index public_matter_case on public_matter (case_id) where state <> 'gone';

-- table matter_person: owned by clusters; who has the same trouble: a keyed hash of a number their browser keeps, another for each matter,
-- from a day, and until a day where it was taken back. Neither name nor address; forgotten when the matter is no longer listed
create table matter_person (
    matter_id bigint not null references public_matter (id),
    who bytea not null,
    since date not null,
    until date,
    primary key (matter_id, who)
);

-- table matter_press: owned by clusters; how often a neighbourhood of addresses has pressed "me too" within an hour: a keyed hash, another
-- each hour, kept for a day
create table matter_press (
    who bytea primary key,
    hour timestamptz not null,
    presses int not null
);
create index matter_press_hour on matter_press (hour);
