-- Ratings: of a service at an agency without a case (open stream), and of how a case was treated. New tables only: code of before runs on.

-- table rating: owned by ratings; the open stream, partitioned by month so that forgetting old ones is dropping a partition
create table rating (
    day date not null,
    key uuid not null,
    at timestamptz not null,
    -- no foreign keys here: locking one agency's row for each of many ratings at once would cost more than the insert
    agency_code text not null,
    field_code text,
    overall smallint not null check (overall between 1 and 5),
    access smallint check (access between 1 and 5),
    procedure smallint check (procedure between 1 and 5),
    staff smallint check (staff between 1 and 5),
    result smallint check (result between 1 and 5),
    handling smallint check (handling between 1 and 5),
    trust smallint check (trust between 1 and 5),
    comment text not null default '' check (length(comment) <= 2000),
    -- readers that follow new ratings take only what no running transaction can still precede
    tx xid8 not null default pg_current_xact_id(),
    primary key (day, key)
) partition by range (day);
create index rating_agency on rating (agency_code, day);
create index rating_tx on rating (tx);
-- what no month holds; a later migration adds months in time, before 2029
create table rating_rest partition of rating default;

do $$
declare month date;
begin
    for month in select generate_series('2025-01-01'::date, '2028-12-01'::date, '1 month')::date loop
        execute format('create table rating_%s partition of rating for values from (%L) to (%L)',
            to_char(month, 'YYYY_MM'), month, (month + interval '1 month')::date);
    end loop;
end $$;

-- table rating_key: owned by ratings; the key is made on the page, and a phone may send it again days later: the same key is the
-- same rating, on whichever day it comes. A partitioned table cannot promise that, so the promise stands here; forgotten after sixty days
create table rating_key (
    key uuid primary key,
    day date not null
);

-- table case_review: owned by ratings; one person, one case, one current rating; the case's events keep that it was changed
create table case_review (
    case_id bigint primary key references case_file (id),
    -- the body whose answer it is about, wherever the case went afterwards
    agency_code text not null references agency (code),
    at timestamptz not null,
    settled text not null check (settled in ('YES', 'PARTLY', 'NO')),
    treated smallint not null check (treated between 1 and 5),
    comment text not null default '' check (length(comment) <= 2000)
);
create index case_review_agency on case_review (agency_code, at, case_id);
