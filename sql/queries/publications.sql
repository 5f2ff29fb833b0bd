-- name: published
-- What was made public, the latest first; what is about the fields named, or tells of a child in danger, is not shown. Nothing here leads to the case.
select
    e.id, e.kind, e.at, g.name as agency_name, g.name_en as agency_name_en, e.data ->> 'text' as text,
    coalesce(m.outcome_no, '') as outcome_no, m.outcome_on
from case_event e
join case_file c on c.id = e.case_id
join agency g on g.code = e.agency_code
left join case_matter m on m.case_id = e.case_id
where e.verb = 'PUBLISH'
and e.id < :before::bigint
and c.field_code <> all(:withheld::text[])
and c.danger !~ '111'
order by e.id desc
limit :most::int;

-- name: publication
-- One outcome that was made public.
select
    e.id, e.kind, e.at, g.name as agency_name, g.name_en as agency_name_en, e.data ->> 'text' as text,
    coalesce(m.outcome_no, '') as outcome_no, m.outcome_on
from case_event e
join case_file c on c.id = e.case_id
join agency g on g.code = e.agency_code
left join case_matter m on m.case_id = e.case_id
where e.verb = 'PUBLISH'
and e.id = :id::bigint
and c.field_code <> all(:withheld::text[])
and c.danger !~ '111';
