-- name: load_areas
-- The areas as areas.csv has them.
insert into area (
    code, name, kind, level, valid, parent, successor_code, former_district, population, area_km2, lat, lon, source
)
select
    code, name, kind, level, daterange(valid_from, valid_to), parent, successor_code, former_district,
    population, area_km2, lat, lon, source
from jsonb_to_recordset(:rows::jsonb) as fact (
    code text, name text, kind text, level text, valid_from date, valid_to date, parent text, successor_code text,
    former_district text, population integer, area_km2 double precision, lat double precision, lon double precision, source text
)
on conflict (code) do update
set
    name = excluded.name,
    kind = excluded.kind,
    level = excluded.level,
    valid = excluded.valid,
    parent = excluded.parent,
    successor_code = excluded.successor_code,
    former_district = excluded.former_district,
    population = excluded.population,
    area_km2 = excluded.area_km2,
    lat = excluded.lat,
    lon = excluded.lon,
    source = excluded.source;

-- name: load_agencies
-- The agencies as agencies.csv has them, and the key they are searched by.
insert into agency (
    code, name, name_en, level, kind, parent_code, area_code, aliases, search_key, valid, source
)
select
    code, name, name_en, level, kind, parent_code, area_code, aliases, search_key, daterange(valid_from, valid_to), source
from jsonb_to_recordset(:rows::jsonb) as fact (
    code text, name text, name_en text, level text, kind text, parent_code text, area_code text, aliases text[],
    search_key text, valid_from date, valid_to date, source text
)
on conflict (code) do update
set
    name = excluded.name,
    name_en = excluded.name_en,
    level = excluded.level,
    kind = excluded.kind,
    parent_code = excluded.parent_code,
    area_code = excluded.area_code,
    aliases = excluded.aliases,
    search_key = excluded.search_key,
    valid = excluded.valid,
    source = excluded.source;

-- name: clear_succession
-- Make room for succession.csv, which nothing refers to.
delete from succession;

-- name: load_succession
-- Who took over what from whom, as succession.csv has it.
insert into succession (from_code, to_code, function, function_en, fields, effective, decision, source)
select from_code, to_code, function, function_en, fields, effective, decision, source
from jsonb_to_recordset(:rows::jsonb) as fact (
    from_code text, to_code text, function text, function_en text, fields text[], effective date, decision text, source text
);

-- name: areas_besides
-- Areas that were loaded once and that the file no longer has.
select coalesce(array_agg(code order by code), '{}')
from area
where code <> all(:codes::text[]);

-- name: agencies_besides
-- Agencies that were loaded once and that the file no longer has.
select coalesce(array_agg(code order by code), '{}')
from agency
where code <> all(:codes::text[]);

-- name: loads
-- The digest of each reference file as last loaded.
select file, digest
from reference_load;

-- name: mark_loaded
-- The digest of a reference file that was loaded just now.
insert into reference_load (file, digest)
values (:file, :digest)
on conflict (file) do update
set
    digest = excluded.digest,
    loaded_at = now();

-- name: lock_loads
-- One load at a time; the others wait and then find nothing to do.
select pg_advisory_xact_lock(hashtext('reference_load'));

-- name: areas
-- Every commune of today and of before: few, and read whole to find which of them a text means. A name that one no longer has
-- stands as a commune that never existed and that it succeeded.
with called as (
    select area_code, name, key, lead(since) over (partition by area_code order by since) as until
    from area_name
)
select
    code, name, kind, key, parent, former_district, coalesce(former_district_key, '') as district_key, successor_code,
    lower(valid) as valid_from, upper(valid) as valid_to
from area
union all
select
    called.area_code || ' ' || called.until, called.name, area.kind, called.key, area.parent, area.former_district,
    coalesce(area.former_district_key, ''), area.code, called.until, called.until
from called
join area on area.code = called.area_code
where called.until is not null
order by code;

-- name: communes
-- The communes of a day, by name.
select code, name, key
from area
where valid @> :day::date
and level = 'commune'
order by substr(key, length(kind) + 2), key;

-- name: area
-- One area, of today or of before.
select
    code, name, kind, level, lower(valid) as valid_from, upper(valid) as valid_to, parent, successor_code, former_district,
    population, area_km2, lat, lon, source
from area
where code = :code;

-- name: agency
-- One agency, of today or of before.
select code, name, name_en, level, kind, parent_code, area_code, aliases, search_key, lower(valid) as valid_from, upper(valid) as valid_to, source
from agency
where code = :code;

-- name: agencies_in_force
-- The bodies that exist on a day: the province's, then the communes' by name.
select code, name, name_en, level, kind, area_code
from agency
where valid @> :day::date
order by level <> 'province', level, key;

-- name: agency_search
-- The bodies that exist on a day and whose name or abbreviation contains what was typed, folded.
select code, name, name_en, level, kind, area_code
from agency
where valid @> :day::date
and position(:q in search_key) > 0
and :q <> ''
order by starts_with(key, :q) desc, position(:q in search_key), length(name), key
limit 8;

-- name: successors
-- Who has taken over what from a body by a day.
select agency.code, agency.name, agency.name_en, succession.function, succession.function_en, succession.effective, succession.decision
from succession
join agency on agency.code = succession.to_code
where succession.from_code = :code
and succession.effective <= :day::date
order by succession.effective, agency.key;

-- name: names_on
-- What every agency was called on a day: the last name it had taken by then, or the first of those it took later, else its only one.
select agency.code, coalesce(taken.name, agency.name) as name, coalesce(taken.name_en, agency.name_en) as name_en
from agency
left join lateral (
    select name, name_en
    from agency_name
    where agency_code = agency.code
    order by since > :day::date, case when since > :day::date then since end, since desc
    limit 1
) as taken on true
order by agency.code;

-- name: remove_succession
-- Take back who was to take over what.
delete from succession s
using jsonb_to_recordset(:rows::jsonb) as gone (from_code text, to_code text, function text)
where s.from_code = gone.from_code
and s.to_code = gone.to_code
and s.function = gone.function;

-- name: remove_agencies
-- Take back bodies that never came into being.
delete from agency
where code = any(:codes::text[]);

-- name: remove_areas
-- Take back communes that never came into being.
delete from area
where code = any(:codes::text[]);

-- name: agency_names
-- What an agency was, is and will be called, by the day since when.
select agency_code, since, name, name_en, decision
from agency_name
where agency_code = :code
order by since;

-- name: add_agency_names
-- Names an agency has from a day on.
insert into agency_name (agency_code, since, name, name_en, decision)
select agency_code, since, name, name_en, decision
from jsonb_to_recordset(:rows::jsonb) as called (agency_code text, since date, name text, name_en text, decision text);

-- name: remove_agency_names
-- Take back names that were never taken.
delete from agency_name n
using jsonb_to_recordset(:rows::jsonb) as gone (agency_code text, since date)
where n.agency_code = gone.agency_code
and n.since = gone.since;

-- name: area_names
-- What a commune was, is and will be called, by the day since when.
select area_code, since, name, decision
from area_name
where area_code = :code
order by since;

-- name: add_area_names
-- Names a commune has from a day on.
insert into area_name (area_code, since, name, decision)
select area_code, since, name, decision
from jsonb_to_recordset(:rows::jsonb) as called (area_code text, since date, name text, decision text);

-- name: remove_area_names
-- Take back names that were never taken.
delete from area_name n
using jsonb_to_recordset(:rows::jsonb) as gone (area_code text, since date)
where n.area_code = gone.area_code
and n.since = gone.since;

-- name: former_names
-- Names that agencies no longer have on a day, and until when they had them.
with called as (
    select agency_code, name, name_en, lead(since) over (partition by agency_code order by since) as until
    from agency_name
)
select agency_code, name, name_en, until
from called
where until <= :day::date
order by agency_code, until;
