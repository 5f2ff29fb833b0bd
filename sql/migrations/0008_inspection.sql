-- Tallies by agency and month of filing, kept current by the worker, so that pages cost the same however many cases there are.
-- New tables only: code of before runs on.

-- table agency_month: owned by inspection; rebuildable from case_file, case_review and rating at any time
create table agency_month (
    agency_code text not null references agency (code),
    -- of filing for what is about cases, of rating for the open stream
    month date not null check (extract(day from month) = 1),
    filed int not null default 0,
    open int not null default 0,
    -- open again after an answer
    reopened int not null default 0,
    -- not answered and its original day has passed: true of the day in tally_cursor
    overdue int not null default 0,
    answered int not null default 0,
    refused int not null default 0,
    on_time int not null default 0,
    late int not null default 0,
    reviewed int not null default 0,
    satisfied int not null default 0,
    settled int not null default 0,
    rated int not null default 0,
    pleased int not null default 0,
    primary key (agency_code, month)
);

-- table tally_cursor: owned by inspection; how far the worker has read events and ratings, and for which day it has counted
create table tally_cursor (
    name text primary key,
    tx xid8 not null,
    day date not null,
    at timestamptz not null
);

-- never counted yet: the worker's first turn counts everything
insert into tally_cursor (name, tx, day, at)
values ('agency_month', '0', '2000-01-01', '2000-01-01 00:00+07');
