-- Why: a paper outlives the body that signed it, and its functions went to several: which fields each of them covers says who answers
-- now. And a body that is called otherwise stays the same body: its names are kept with the day since when.
-- Old code: runs; it reads neither, and what it loads without fields covers all of them. The files are loaded again for the fields.

alter table succession add column fields text[] not null default '{}';

-- table agency_name: owned by agencies
-- Names by the day they were taken; when the first other name comes, the one before is written too. agency.name is that of today.
create table agency_name (
  agency_code text not null references agency (code),
  since date not null,
  name text not null check (name <> ''),
  name_en text not null check (name_en <> ''),
  decision text not null check (decision <> ''),
  primary key (agency_code, since)
);

delete from reference_load;
