-- Why: satisfaction, trust and results of each agency and period are computed once and kept, with the method that made them; what was
-- published stays as it was, and agencies have their word beside it. New tables only: code of before runs on.

-- table method: owned by figures; every weight and threshold under a version; never changed, another decision is another version
create table method (
    version text primary key,
    body jsonb not null,
    -- of the canonical JSON: keys in order, no spaces
    sha256 text not null unique check (length(sha256) = 64),
    since timestamptz not null
);

-- table figure: owned by figures; an agency's figures of a period, whole: nothing leaves but through the rules of publication. Computed anew
-- where an event or an answer came after `seen`, by another method, and once a day while the period still moves
create table figure (
    agency_code text not null references agency (code),
    period text not null check (period ~ '^20\d\d(-Q[1-4])?$'),
    method text not null references method (version),
    computed_at timestamptz not null,
    -- whatever is older had ended when it was computed
    seen xid8 not null,
    body jsonb not null,
    primary key (period, agency_code)
);

-- table figure_told: owned by figures; the same figures as everybody reads them: they follow when ten more people stand behind them
create table figure_told (
    agency_code text not null references agency (code),
    period text not null,
    body jsonb not null,
    primary key (period, agency_code)
);

-- table participant_count: owned by figures; how many people take part in social insurance in each of five ways, by year
create table participant_count (
    year int not null check (year between 2018 and 2100),
    stratum text not null check (stratum in ('DIRECT', 'ONLINE', 'VOLUNTARY', 'PENSION', 'PATIENT')),
    number int not null check (number >= 0),
    source text not null check (source <> ''),
    at timestamptz not null,
    primary key (year, stratum)
);
-- owned by surveys: in which of these ways the person of a transaction takes part; empty for all other transactions
alter table register_row add column participant text not null default ''
    check (participant in ('', 'DIRECT', 'ONLINE', 'VOLUNTARY', 'PENSION', 'PATIENT'));

-- table figure_snapshot: owned by figures; what was published of a year on a day, never changed; a later number corrects it and says why
create table figure_snapshot (
    period text not null check (period ~ '^20\d\d$'),
    number int not null check (number > 0),
    method text not null references method (version),
    frozen_at timestamptz not null,
    -- published figures and the comparison, so that links keep showing them
    body jsonb not null,
    csv text not null,
    sha256 text not null check (length(sha256) = 64),
    reason text not null default '' check (number = 1 or reason <> ''),
    account_id int references account (id),
    primary key (period, number)
);

-- table figure_comment: owned by figures; what an agency says of errors in its figures, published beside them
create table figure_comment (
    id bigint generated always as identity primary key,
    period text not null,
    number int not null,
    agency_code text not null references agency (code),
    text text not null check (length(text) between 1 and 4000),
    account_id int not null references account (id),
    at timestamptz not null,
    foreign key (period, number) references figure_snapshot (period, number)
);
create index figure_comment_of on figure_comment (period, number, agency_code);
