-- name: load_holidays
-- The calendar as holidays.csv has it; days an administrator has changed stay as they are. What changed is noted.
with changed as (
    insert into holiday (day, kind, name, name_en, source)
    select day, kind, name, name_en, source
    from jsonb_to_recordset(:rows::jsonb) as fact (day date, kind text, name text, name_en text, source text)
    on conflict (day) do update
    set
        kind = excluded.kind,
        name = excluded.name,
        name_en = excluded.name_en,
        source = excluded.source
    where not holiday.edited
    and (holiday.kind, holiday.name, holiday.name_en, holiday.source)
        is distinct from (excluded.kind, excluded.name, excluded.name_en, excluded.source)
    returning day, kind, name
)
insert into holiday_change (day, kind, name)
select day, kind, name
from changed;

-- name: clear_holidays
-- Days that holidays.csv no longer has, unless an administrator set them. They are noted as ordinary days.
with gone as (
    delete from holiday
    where day <> all(:days::date[])
    and not edited
    returning day, name
)
insert into holiday_change (day, kind, name)
select day, 'ordinary', name
from gone;

-- name: set_day
-- An administrator's word on a day, which the next load leaves alone.
with changed as (
    insert into holiday (day, kind, name, name_en, source, edited)
    values (:day, :kind, :name, :name_en, :source, true)
    on conflict (day) do update
    set
        kind = excluded.kind,
        name = excluded.name,
        name_en = excluded.name_en,
        source = excluded.source,
        edited = true
    returning day, kind, name
)
insert into holiday_change (at, account_id, day, kind, name)
select :at, :account_id::int, day, kind, name
from changed;

-- name: unfollowed
-- Changes of the calendar that the running clocks have not followed yet.
select id, at, day
from holiday_change
where followed_at is null
order by id;

-- name: mark_followed
-- The running clocks have followed these changes.
update holiday_change
set followed_at = :at
where id = any(:ids::bigint[]);

-- name: load_time_limits
-- The time limits as time_limits.csv has them. A row that says something else than before is noted, so that open clocks follow.
with fact as (
    select f.*, daterange(f.valid_from, f.valid_to) as valid
    from jsonb_to_recordset(:rows::jsonb) as f (
        code text, kind text, step text, complex text, remote text, level text, number integer, unit text, counts text, trigger text,
        basis text, article text, article_en text, valid_from date, valid_to date, source text
    )
),
changed as (
    select code
    from fact
    join time_limit old using (code)
    where (fact.kind, fact.step, fact.complex, fact.remote, fact.level, fact.number, fact.unit, fact.counts, fact.valid)
        is distinct from (old.kind, old.step, old.complex, old.remote, old.level, old.number, old.unit, old.counts, old.valid)
),
noted as (
    insert into limit_change (code)
    select code
    from changed
)
insert into time_limit (
    code, kind, step, complex, remote, level, number, unit, counts, trigger, basis, article, article_en, valid, source
)
select code, kind, step, complex, remote, level, number, unit, counts, trigger, basis, article, article_en, valid, source
from fact
on conflict (code) do update
set
    kind = excluded.kind,
    step = excluded.step,
    complex = excluded.complex,
    remote = excluded.remote,
    level = excluded.level,
    number = excluded.number,
    unit = excluded.unit,
    counts = excluded.counts,
    trigger = excluded.trigger,
    basis = excluded.basis,
    article = excluded.article,
    article_en = excluded.article_en,
    valid = excluded.valid,
    source = excluded.source;

-- name: unfollowed_limits
-- Changes of time limits that the running clocks have not followed yet.
select id, at, code
from limit_change
where followed_at is null
order by id;

-- name: mark_limits_followed
-- The running clocks have followed these changes.
update limit_change
set followed_at = :at
where id = any(:ids::bigint[]);

-- name: time_limits_besides
-- Time limits that were loaded once and that the file no longer has.
select coalesce(array_agg(code order by code), '{}')
from time_limit
where code <> all(:codes::text[]);

-- name: holidays
-- Every day off and every weekend day worked, by day.
select day, kind, name, name_en, source
from holiday
order by day;

-- name: time_limits
-- The time limits in force on a day; all there ever were when no day is given.
select
    code, kind, step, complex, remote, level, number, unit, counts, basis, article, article_en,
    lower(valid) as valid_from, upper(valid) as valid_to
from time_limit
where (:day::date is null or valid @> :day::date)
order by kind, step, lower(valid), code;

-- name: time_limit_facts
-- All time limits there ever were, with trigger and source.
select
    code, kind, step, complex, remote, level, number, unit, counts, basis, article, article_en,
    lower(valid) as valid_from, upper(valid) as valid_to, trigger, source
from time_limit
order by kind, step, lower(valid), code;
