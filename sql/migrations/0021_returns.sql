-- Why: a content that was handed on goes a second time only to whoever decides, and that decision is marked: the body that decides may have
-- handed the same content on before. And how often cases go from one body to another is counted for inspectors.
-- Old code: runs on; what it hands on is no decision.

alter table case_transfer add column decided boolean not null default false;
alter table case_transfer drop constraint case_transfer_pkey;
alter table case_transfer add constraint case_transfer_pkey primary key (case_id, from_agency, at);
create unique index case_transfer_once on case_transfer (case_id, from_agency) where not decided;

create index case_event_transfer on case_event (agency_code, at) where verb = 'TRANSFER';

-- table agency_return: owned by inspection; rebuildable from case_event at any time
create table agency_return (
    from_agency text not null references agency (code),
    to_agency text not null references agency (code),
    -- of handing on
    month date not null check (extract(day from month) = 1),
    -- working days from arrival at the one body until it was handed to the other
    waited int not null check (waited >= 0),
    returned int not null,
    -- second ones, by the body that decides
    decided int not null,
    primary key (from_agency, to_agency, month, waited)
);

-- what was handed on before is counted with everything else by the worker's next turn
update tally_cursor
set tx = '0'
where name = 'agency_month';
