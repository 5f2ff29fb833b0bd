-- Why: the open stream asks what the index compares groups by, hears those who needed something and could not get it, and keeps what shows
-- a rating to be made; ratings and survey answers are counted into fixed cubes, so that pages cost the same however many there are.
-- Old code: runs on. It shows nobody's rating that has no face, and what it changes in a rating that was counted stands wrong in the cubes
-- until `langnghe recount`.

-- ratings without a face: of those who could not be served
alter table rating alter column overall drop not null;
alter table rating
    -- 1 very hard to 5 very easy
    add column effort smallint check (effort between 1 and 5),
    add column sex text not null default '' check (sex in ('M', 'F', '')),
    add column age_band text not null default '' check (age_band in ('18-39', '40-59', '60+', '')),
    add column ethnic text not null default '' check (ethnic in ('KINH', 'OTHER', '')),
    add column disability boolean,
    add column not_reached boolean not null default false,
    -- from the tap to the last of the rest
    add column seconds int check (seconds >= 0),
    -- keyed sums that are others each day, so that nobody is followed from one day to the next
    add column device bytea,
    add column network bytea,
    add constraint rating_says_something check (overall is not null or not_reached);

-- table rating_before: owned by ratings; a rating as it stood before it was changed, from transaction `was_tx` to transaction `tx`: what was
-- counted can be taken back. Comments are not kept, nobody counts them
create table rating_before (
    day date not null,
    key uuid not null,
    agency_code text not null,
    field_code text,
    overall smallint,
    access smallint,
    procedure smallint,
    staff smallint,
    result smallint,
    handling smallint,
    trust smallint,
    effort smallint,
    sex text not null,
    age_band text not null,
    ethnic text not null,
    disability boolean,
    not_reached boolean not null,
    was_tx xid8 not null,
    tx xid8 not null default pg_current_xact_id()
);
create index rating_before_key on rating_before (key);
create index rating_before_day on rating_before (day);
create index rating_before_tx on rating_before (tx);
create index rating_before_was_tx on rating_before (was_tx);

-- table rating_cube: owned by cubes; partitioned by month; how many said a level of a criterion, rebuildable from rating and survey_answer at any time.
-- The empty word stands for all: field_code '' is every field together, area_code '' every area, grouping '' everybody; sums run over periods,
-- agencies, `held` and levels alone. Of the open stream there are agency × field and agency × grouping, of the invited one all of it.
-- Criteria: overall, access, procedure, staff, result, handling, trust, effort; not_reached with level 1 for yes.
-- Level 0, no opinion, is of the invited stream alone: in the open one nobody is asked. Cells that came to nothing may stand with 0
create table rating_cube (
    stream text not null check (stream in ('OPEN', 'INVITED')),
    -- the first day of the month; an answer that came after the end of what its draw was of stands in the last month of that
    period date not null check (extract(day from period) = 1),
    agency_code text not null,
    field_code text not null,
    area_code text not null,
    criterion text not null,
    -- '', sex:F, sex:M, age:18-39, age:40-59, age:60+, ethnic:KINH, ethnic:OTHER, disability:yes, disability:no
    grouping text not null,
    -- of a day of this agency that is under quarantine
    held boolean not null,
    level smallint not null check (level between 0 and 5),
    count bigint not null,
    primary key (stream, agency_code, field_code, area_code, grouping, criterion, held, level, period)
) partition by range (period);
-- agencies beside each other
create index rating_cube_whole on rating_cube (stream) where field_code = '' and area_code = '' and grouping = '';

-- what no month holds; a later migration adds months in time, before 2029
create table rating_cube_rest partition of rating_cube default;

do $$
declare month date;
begin
    for month in select generate_series('2025-01-01'::date, '2028-12-01'::date, '1 month')::date loop
        execute format('create table rating_cube_%s partition of rating_cube for values from (%L) to (%L) with (fillfactor = 80)',
            to_char(month, 'YYYY_MM'), month, (month + interval '1 month')::date);
    end loop;
end $$;

-- table cube_held: owned by cubes; the days under quarantine that the cubes were counted with
create table cube_held (
    stream text not null,
    agency_code text not null,
    day date not null,
    primary key (stream, agency_code, day)
);

-- table cube_cursor: owned by cubes; one row: how far ratings and answers have been counted, and when
create table cube_cursor (
    name text primary key,
    tx xid8 not null,
    at timestamptz not null
);

-- never counted yet: the worker's first turn counts everything
insert into cube_cursor (name, tx, at)
values ('rating_cube', '0', '2000-01-01 00:00+07');
