-- Why: signs that ratings are made are found day by day; what is held back from the figures, two people decide. Old code: runs; new tables
-- only. A day that is HELD is held whole: readers leave out the ratings of `stream` with (agency_code, day), or show both figures.

-- table quarantine: owned by quarantine; one sign at one agency on one day. WATCHED: it is kept in sight and counts; HELD: the day's ratings
-- count only beside; RELEASED: they count. HELD and RELEASED need two people who say the same
create table quarantine (
    id bigint generated always as identity primary key,
    stream text not null check (stream in ('OPEN', 'INVITED')),
    agency_code text not null references agency (code),
    day date not null,
    rule text not null check (rule in ('BURST', 'STRAIGHT', 'DEVICE', 'NETWORK', 'DUPLICATE', 'STAFF', 'EARLY')),
    -- numbers only: never a text, a device or a key
    evidence jsonb not null,
    -- the service proposes that it is held
    proposed boolean not null,
    state text not null default 'WATCHED' check (state in ('WATCHED', 'HELD', 'RELEASED')),
    found_at timestamptz not null,
    -- the words that stand: of two who said the same, or of one or two who have not agreed yet
    first_by int references account (id),
    first_says text check (first_says in ('HELD', 'RELEASED')),
    first_reason text check (length(first_reason) between 1 and 1000),
    first_at timestamptz,
    second_by int references account (id),
    second_says text check (second_says in ('HELD', 'RELEASED')),
    second_reason text check (length(second_reason) between 1 and 1000),
    second_at timestamptz,
    unique (stream, agency_code, day, rule),
    check (first_by <> second_by),
    check (num_nulls(first_by, first_says, first_reason, first_at) in (0, 4)),
    check (num_nulls(second_by, second_says, second_reason, second_at) in (0, 4)),
    check (second_by is null or first_by is not null),
    -- two who say the same have decided it
    check (second_says is null or first_says <> second_says or state = first_says)
);
create index quarantine_held on quarantine (agency_code, day) where state = 'HELD';
create index quarantine_day on quarantine (day desc, id desc);

-- table quarantine_event: owned by quarantine; what was found and said, by whom (nobody: the service) and when; never changed
create table quarantine_event (
    id bigint generated always as identity primary key,
    quarantine_id bigint not null references quarantine (id),
    at timestamptz not null,
    verb text not null check (verb in ('FOUND', 'SAY', 'HELD', 'RELEASED')),
    account_id int references account (id),
    says text not null default '',
    reason text not null default '',
    -- whoever reads what has changed follows this order
    tx xid8 not null default pg_current_xact_id()
);
create index quarantine_event_of on quarantine_event (quarantine_id, id);
create index quarantine_event_tx on quarantine_event (tx);

-- table rated_day: owned by quarantine; the ratings of a day at an agency, level 4 or 5 and below, as they were when the day was looked at
create table rated_day (
    agency_code text not null,
    day date not null,
    high int not null,
    low int not null,
    primary key (agency_code, day)
);

-- table quarantine_turn: owned by quarantine; the last day that was looked at, held by whoever looks
create table quarantine_turn (
    name text primary key,
    day date
);
insert into quarantine_turn (name) values ('days');

-- table staff_mark: owned by quarantine; the browser of an officer who was signed in that day, by the keyed sum of the day that ratings keep;
-- forgotten once the day was looked at
create table staff_mark (
    day date not null,
    device bytea not null,
    primary key (day, device)
);

-- table staff_network: owned by quarantine; neighbourhoods of addresses of an agency. STAFF: whoever rates from there works there; DESK: the
-- public Wi-Fi and the devices of its one-stop desk, where many people rate
create table staff_network (
    network cidr primary key,
    agency_code text not null references agency (code),
    kind text not null check (kind in ('STAFF', 'DESK')),
    added_by int not null references account (id),
    added_at timestamptz not null
);

-- table steering: owned by quarantine; the other way to better figures, by agency and quarter: who was asked of those whose matter was closed, and
-- what was withdrawn. Rebuildable from the register and the cases at any time
create table steering (
    agency_code text not null references agency (code),
    first date not null,
    -- none: nobody was drawn yet
    drawn_on date,
    -- by outcome: [invited, closed, as many as were to be expected, since some fields are asked more than others]
    outcomes jsonb not null,
    -- withdrawals in each of so many fortnights, the last one that before the draw
    fortnights int[] not null,
    late int not null,
    late_withdrawn int not null,
    timely int not null,
    timely_withdrawn int not null,
    counted_at timestamptz not null,
    primary key (agency_code, first)
);
