-- Why: the invited stream of the index. Agencies hand in their register of transactions, the service draws from it by chance, invites by SMS or
-- by printed slips, and keeps one answer an invitation. New tables only: code of before runs on.

-- table register_import: owned by surveys; a file of transactions of a quarter, handed in by its agency. CHECKED: read, waiting for a yes, and
-- not to be counted; TAKEN: part of the register; WITHDRAWN: taken back before a draw, kept as a figure for inspectors
create table register_import (
    id bigint generated always as identity primary key,
    agency_code text not null references agency (code),
    first date not null,
    after date not null check (after > first),
    file_name text not null check (length(file_name) <= 200),
    sha256 bytea not null,
    rows int not null default 0,
    phones int not null default 0,
    -- rows of somebody who stands there more than once
    repeats int not null default 0,
    state text not null default 'CHECKED' check (state in ('CHECKED', 'TAKEN', 'WITHDRAWN')),
    checked_by int not null references account (id),
    checked_at timestamptz not null,
    taken_at timestamptz,
    withdrawn_at timestamptz,
    reason text not null default '' check (length(reason) <= 2000),
    check ((taken_at is null) = (state = 'CHECKED')),
    check ((withdrawn_at is not null) = (state = 'WITHDRAWN'))
);
create index register_import_agency on register_import (agency_code, first);
-- a second file that is only looked at takes the place of the first
create unique index register_import_checked on register_import (agency_code) where state = 'CHECKED';

-- table register_row: owned by surveys; one closed transaction; counted where its import is TAKEN. `own` is a keyed sum of the agency's own
-- number, `person` one of the telephone or, without any, of that number: neither leads back. A telephone lies sealed until its last message
-- no foreign keys: two hundred thousand rows at once would pay for each
create table register_row (
    id bigint generated always as identity primary key,
    import_id bigint not null,
    agency_code text not null,
    line int not null,
    own bytea not null,
    field_code text not null,
    area_code text not null,
    area_type text not null check (area_type in ('urban', 'rural', 'mountain')),
    sex text not null check (sex in ('M', 'F', '')),
    age_band text not null check (age_band in ('18-39', '40-59', '60+', '')),
    ethnic text not null check (ethnic in ('KINH', 'OTHER', '')),
    closed_on date not null,
    outcome text not null check (outcome in ('DONE', 'REFUSED', 'WITHDRAWN', '')),
    late boolean,
    person bytea not null,
    phone_sealed bytea,
    -- as its import: so that the same transaction may come again in a mended file
    withdrawn boolean not null default false
);
create index register_row_import on register_row (import_id);
create index register_row_period on register_row (agency_code, closed_on);
-- a transaction is handed in once
create unique index register_row_own on register_row (agency_code, own) where not withdrawn;
create index register_row_phone on register_row (import_id) where phone_sealed is not null;

-- table survey_draw: owned by surveys; who is asked of an agency's quarter. The sum of the seed is told when the draw is planned, before
-- anybody knows who will be in the frame; the seed itself when the draw is closed, and lies sealed until then
create table survey_draw (
    id bigint generated always as identity primary key,
    agency_code text not null references agency (code),
    first date not null,
    after date not null check (after > first),
    wanted int not null check (wanted > 0),
    least int not null check (least >= 0),
    seed_hash text not null check (length(seed_hash) = 64),
    seed_sealed bytea,
    seed text,
    state text not null default 'PLANNED' check (state in ('PLANNED', 'DRAWN', 'CLOSED')),
    -- SHA-256 of the frame in its order: whoever holds the frame sees that nothing was changed since
    frame_hash text,
    frame int not null default 0,
    drawn int not null default 0,
    planned_by int not null references account (id),
    planned_at timestamptz not null,
    drawn_at timestamptz,
    -- the last day that answers are taken
    closes date,
    closed_at timestamptz,
    unique (agency_code, first),
    check ((seed is not null) = (state = 'CLOSED')),
    check ((drawn_at is null) = (state = 'PLANNED'))
);

-- table survey_stratum: owned by surveys; one field of a draw: its transactions, the people among them (the frame: each stands there with
-- one transaction), and how many of them are asked
create table survey_stratum (
    draw_id bigint not null references survey_draw (id),
    field_code text not null references field (code),
    transactions int not null,
    frame int not null,
    drawn int not null,
    primary key (draw_id, field_code)
);

-- table invitation: owned by surveys; one person asked once. The code is made from the secret of the deployment each time that it is needed,
-- so that no copy of the database opens an answer
create table invitation (
    id bigint generated always as identity primary key,
    draw_id bigint not null references survey_draw (id),
    row_id bigint not null references register_row (id),
    token_hash bytea not null unique,
    mode text not null check (mode in ('SMS', 'SLIP')),
    sent_at timestamptz,
    reminded_at timestamptz,
    -- the last day that it is good for
    expires date not null,
    used_at timestamptz
);
create unique index invitation_row on invitation (row_id);
create index invitation_draw on invitation (draw_id, id);

-- table survey_message: owned by surveys; the queue to the SMS gateway. Neither number nor words: both are put together when it is sent
create table survey_message (
    invitation_id bigint not null references invitation (id),
    kind text not null check (kind in ('INVITE', 'REMIND')),
    due_at timestamptz not null,
    tries int not null default 0,
    sent_at timestamptz,
    given_up_at timestamptz,
    primary key (invitation_id, kind)
);
create index survey_message_due on survey_message (due_at) where sent_at is null and given_up_at is null;

-- table survey_answer: owned by surveys; what an invited person said: 1 to 5, null for no opinion. `touched` is how many of the seven questions
-- were answered, no opinion included; the groups are what the person says, else what the register says
create table survey_answer (
    invitation_id bigint primary key references invitation (id),
    draw_id bigint not null references survey_draw (id),
    agency_code text not null references agency (code),
    field_code text not null,
    area_code text not null,
    area_type text not null,
    sex text not null check (sex in ('M', 'F', '')),
    age_band text not null check (age_band in ('18-39', '40-59', '60+', '')),
    ethnic text not null check (ethnic in ('KINH', 'OTHER', '')),
    disability boolean,
    person bytea not null,
    at timestamptz not null,
    day date not null,
    seconds int check (seconds >= 0),
    touched smallint not null check (touched between 0 and 7),
    access smallint check (access between 1 and 5),
    procedure smallint check (procedure between 1 and 5),
    staff smallint check (staff between 1 and 5),
    result smallint check (result between 1 and 5),
    handling smallint check (handling between 1 and 5),
    overall smallint check (overall between 1 and 5),
    trust smallint check (trust between 1 and 5),
    effort smallint check (effort between 1 and 5),
    not_reached boolean,
    comment text not null default '' check (length(comment) <= 2000),
    -- readers that follow new answers take only what no running transaction can still precede
    tx xid8 not null default pg_current_xact_id()
);
create index survey_answer_agency on survey_answer (agency_code, day);
create index survey_answer_draw on survey_answer (draw_id);
create index survey_answer_tx on survey_answer (tx);
