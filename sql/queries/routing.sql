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

-- name: duty_rows
-- Who must answer, of all dates, in the order of duties.csv: of one field, or where one body is named, when they are given.
select
    field_code, level, kind, agency_code, contact, contact_en, article, article_en, lower(valid) as valid_from, upper(valid) as valid_to,
    source
from duty
where (:field_code::text is null or field_code = :field_code)
and (:agency_code::text is null or agency_code = :agency_code)
order by field_code, level, array_position(array['PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI'], kind), kind, valid;

-- name: remove_duties
-- Take rows out that others are put in the place of.
delete from duty d
using jsonb_to_recordset(:rows::jsonb) as gone (field_code text, level text, kind text, valid_from date)
where d.field_code = gone.field_code
and d.level = gone.level
and d.kind = gone.kind
and lower(d.valid) = gone.valid_from;

-- name: all_fields
-- The fields of policy of all dates.
select code, name, name_en, hint, hint_en, words, plan_section, first_level, lower(valid) as valid_from, upper(valid) as valid_to
from field
order by code;

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
-- Every agency of a day, of before and to come, and those its functions have gone to by then.
select
    code, name, name_en, level, kind, parent_code, search_key, valid @> :day::date as in_force,
    array(
        select distinct to_code
        from succession
        where from_code = agency.code
        and effective <= :day::date
    ) as successors,
    area_code,
    upper(valid) as valid_to,
    lower_inf(valid) or lower(valid) <= :day::date as begun
from agency
order by code;

-- name: handed
-- Every function that went, or will go, from one body to another.
select from_code, to_code, function, function_en, fields, effective, decision
from succession
order by from_code, effective, to_code, function;

-- name: clear_sentences
-- Make room for sentences.csv, which nothing refers to.
delete from sentence;

-- name: load_sentences
-- The labelled sentences as sentences.csv has them, in its order.
insert into sentence (place, family, kind, field, text)
select place, family, kind, field, text
from jsonb_to_recordset(:rows::jsonb) as fact (place int, family text, kind text, field text, text text);

-- name: sentences
-- The labelled sentences, in the order of their file.
select family, kind, field, text
from sentence
order by place;

-- name: model_version
-- The version of the model in use; 0 when none was trained yet.
select coalesce(max(version), 0)
from text_model;

-- name: model_weights
-- The numbers of one version of the model.
select weights
from text_model
where version = :version;

-- name: trained
-- What a version of the model learnt from, and how well it did on sentences kept for measuring; the latest.
select version, trained_at, sentences, confirmed, learnt_from, measures
from text_model
order by version desc
limit 1;

-- name: add_model
-- The next version of the model; of those before it stays what is known of them. No row when another process was first.
insert into text_model (version, trained_at, sentences, confirmed, learnt_from, measures, weights)
values (:version, :at, :sentences, :confirmed, :learnt_from, :measures, :weights)
on conflict (version) do nothing;

-- name: forget_weights
-- Versions long out of use keep their measures, not their numbers.
update text_model
set weights = ''
where version <= :upto
and weights <> '';

-- name: confirmed
-- Texts whose field an officer confirmed by accepting the case or by correcting it, the latest first, with what names their senders. Never
-- a denunciation, nor what is linked to another case, was split, is about a child, violence at home or care, or whose field is not known.
select
    c.id, c.kind, c.field_code as field, c.content, p.name, p.phone, p.address,
    array(
        select s.name
        from case_signer s
        where s.case_id = c.id
    ) as signers
from case_file c
join case_party p on p.case_id = c.id
where c.kind in ('PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI', 'KHIEU_NAI')
and c.state not in ('SPLIT', 'JOINED', 'AWAITING_SIGNATURE', 'WITHDRAWN')
and c.language = 'vi'
and c.field_code not in ('R19', 'R20', 'R53', 'R54')
and c.danger !~ '111'
and (
    c.accepted_at is not null
    or exists (
        select
        from case_event e
        where e.case_id = c.id
        and e.at >= c.filed_at
        and e.verb = 'CLASSIFY'
    )
)
and not exists (
    select
    from case_link l
    where l.case_id = c.id
    or l.to_case_id = c.id
)
order by c.id desc
limit :most::int;
