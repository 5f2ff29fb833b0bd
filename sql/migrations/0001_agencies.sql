-- Why: who exists and since when. Areas (the communes of today and those they succeeded), agencies, and which
-- agency took over which function of another. Nothing here is ever deleted: a body that is dissolved ends (`valid`) and has
-- rows in `succession`, so that a paper signed by it can still be explained.
-- Old code: first migration, there is none.
--
-- `key` is the name as people type it without accents: NFD, marks stripped, đ -> d, lower case. It is the same as
-- service.agencies.rules.fold; the regular expression goes by code point, whatever the collation.

-- table area: owned by agencies
create table area (
  code text primary key,
  name text not null,
  key text not null generated always as (
    lower(translate(regexp_replace(normalize(name, nfd), '[\u0300-\u036f]', '', 'g'), 'Đđ', 'dd'))
  ) stored,
  kind text not null,
  level text not null check (level in ('commune', 'province')),
  valid daterange not null check (not isempty(valid)),
  parent text not null,
  successor_code text references area (code),
  former_district text,
  former_district_key text generated always as (
    lower(translate(regexp_replace(normalize(former_district, nfd), '[\u0300-\u036f]', '', 'g'), 'Đđ', 'dd'))
  ) stored,
  population integer,
  area_km2 double precision,
  lat double precision,
  lon double precision,
  source text not null check (source <> '')
);

alter table area add constraint area_ends_in_a_successor check (upper_inf(valid) = (successor_code is null));

create index area_by_successor on area (successor_code);

-- table agency: owned by agencies
create table agency (
  code text primary key,
  name text not null,
  key text not null generated always as (
    lower(translate(regexp_replace(normalize(name, nfd), '[\u0300-\u036f]', '', 'g'), 'Đđ', 'dd'))
  ) stored,
  name_en text not null check (name_en <> ''),
  level text not null check (level in ('commune', 'district', 'province', 'central')),
  kind text not null check (kind <> ''),
  parent_code text references agency (code),
  area_code text references area (code),
  aliases text[] not null default '{}',
  search_key text not null,
  valid daterange not null check (not isempty(valid)),
  source text not null check (source <> '')
);

alter table agency add constraint agency_of_a_commune_has_an_area check (level <> 'commune' or area_code is not null);

create index agency_by_area on agency (area_code);

-- table succession: owned by agencies
create table succession (
  from_code text not null references agency (code),
  to_code text not null references agency (code),
  function text not null check (function <> ''),
  function_en text not null check (function_en <> ''),
  effective date not null,
  decision text not null check (decision <> ''),
  source text not null check (source <> ''),
  primary key (from_code, to_code, function),
  check (from_code <> to_code)
);

create index succession_by_successor on succession (to_code);

-- table reference_load: owned by agencies
-- The digest of each file of sql/reference as last loaded: a start with the same files loads nothing. A migration that needs them
-- loaded again deletes the rows.
create table reference_load (
  file text primary key,
  digest text not null,
  loaded_at timestamptz not null default now()
);
