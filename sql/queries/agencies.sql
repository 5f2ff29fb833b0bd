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
insert into succession (from_code, to_code, function, function_en, effective, decision, source)
select from_code, to_code, function, function_en, effective, decision, source
from jsonb_to_recordset(:rows::jsonb) as fact (
    from_code text, to_code text, function text, function_en text, effective date, decision text, source text
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

-- name: area_search
-- The communes of today a resident may mean by what they typed, folded: by their own name, by that of a commune they succeeded,
-- by that of a former district they lie in; the likeliest first.
with hit as (
    select
        coalesce(successor_code, code) as today,
        case when successor_code is null then null else name end as old_name,
        former_district,
        case
            when :q in (key, substr(key, length(kind) + 2)) then 0
            when starts_with(key, :q) or starts_with(substr(key, length(kind) + 2), :q) then 1
            when position(' ' || :q in key) > 0 then 2
            when position(:q in key) > 0 then 3
            when position(:q in former_district_key) > 0 then 4
        end as rank
    from area
),
best as (
    select distinct on (today) today, rank, case when rank < 4 then old_name end as matched_name, former_district
    from hit
    where rank is not null
    and :q <> ''
    order by today, rank, old_name nulls first
)
select area.code, area.name, best.matched_name, best.former_district
from best
join area on area.code = best.today
order by best.rank, best.matched_name nulls first, area.key
limit 8;

-- name: communes
-- The communes of today, by name.
select code, name, key
from area
where upper_inf(valid)
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
-- Who took over what from a body that has ended.
select agency.code, agency.name, agency.name_en, succession.function, succession.function_en, succession.effective, succession.decision
from succession
join agency on agency.code = succession.to_code
where succession.from_code = :code
order by succession.effective, agency.key;
