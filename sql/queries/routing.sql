-- name: load_fields
-- The fields of policy as fields.csv has them.
insert into field (code, name, name_en, hint, hint_en, words, plan_section, first_level, valid, source)
select code, name, name_en, hint, hint_en, words, plan_section, first_level, daterange(valid_from, valid_to), source
from jsonb_to_recordset(:rows::jsonb) as fact (
    code text, name text, name_en text, hint text, hint_en text, words text[], plan_section text, first_level text,
    valid_from date, valid_to date, source text
)
on conflict (code) do update
set
    name = excluded.name,
    name_en = excluded.name_en,
    hint = excluded.hint,
    hint_en = excluded.hint_en,
    words = excluded.words,
    plan_section = excluded.plan_section,
    first_level = excluded.first_level,
    valid = excluded.valid,
    source = excluded.source;

-- name: fields_besides
-- Fields that were loaded once and that the file no longer has.
select coalesce(array_agg(code order by code), '{}')
from field
where code <> all(:codes::text[]);

-- name: clear_duties
-- Make room for duties.csv, which nothing refers to.
delete from duty;

-- name: load_duties
-- Who must answer for what, as duties.csv has it.
insert into duty (field_code, level, kind, agency_code, contact, contact_en, article, article_en, valid, source)
select
    field_code, level, kind, agency_code, contact, contact_en, article, article_en, daterange(valid_from, valid_to), source
from jsonb_to_recordset(:rows::jsonb) as fact (
    field_code text, level text, kind text, agency_code text, contact text, contact_en text, article text, article_en text,
    valid_from date, valid_to date, source text
);

-- name: fields
-- The fields of policy in force on a day.
select code, name, name_en, hint, hint_en, words, plan_section, first_level, lower(valid) as valid_from, upper(valid) as valid_to
from field
where valid @> :day::date
order by code;

-- name: duties
-- Who must answer on a day; for one field and one kind when they are given.
select field_code, level, kind, agency_code, contact, contact_en, article, article_en, lower(valid) as valid_from, upper(valid) as valid_to
from duty
where valid @> :day::date
and (:field_code::text is null or field_code = :field_code)
and (:kind::text is null or kind = :kind)
order by field_code, level, kind;

-- name: bodies
-- Every agency of today and of before, and those its functions went to.
select
    code, name, name_en, level, kind, parent_code, search_key, valid @> :day::date as in_force,
    array(
        select distinct to_code
        from succession
        where from_code = agency.code
        and effective <= :day::date
    ) as successors
from agency
order by code;
