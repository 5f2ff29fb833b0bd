-- name: all_bodies
-- Every body of today and of before, and when it is there: the province's first.
select code, level, kind, name, name_en, lower(valid) as valid_from, upper(valid) as valid_to
from agency
order by level <> 'province', level, key;

-- name: open_cases
-- Where the open feedback and praise of a field lies: denunciations and complaints go by the body and are not counted.
select a.code, a.name, a.name_en, count(*)::int as cases
from case_file c
join agency a on a.code = c.agency_code
where c.field_code = :field_code
and c.kind in ('PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI')
and c.state in ('RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'SUSPENDED', 'AWAITING_APPROVAL', 'APPROVED')
group by a.code
order by count(*) desc, a.key;

-- name: add_changes
-- What was changed, each with what stood before and what stands after.
insert into duty_change (
    at, account_id, agency_code, field_code, level, kind, effective, before, after, decision, reason, undoes, reorganisation_id
)
select
    :at, :account_id, :agency_code, field_code, level, kind, effective, before, after, :decision, :reason, :undoes::bigint, :reorganisation::int
from jsonb_to_recordset(:rows::jsonb) as made (field_code text, level text, kind text, effective date, before jsonb, after jsonb);

-- name: changes
-- What was changed, the latest first, before a line of the page; of one field when it is given. `reorganisation` made it, or took it back.
select
    d.id, d.at, w.name as officer, d.field_code, d.level, d.kind, d.effective, d.before, d.after, d.decision, d.reason, d.undoes,
    (select u.id from duty_change u where u.undoes = d.id) as undone_by,
    d.reorganisation_id as reorganisation, r.undone_at is null and r.begun_at is null as undoable
from duty_change d
join account w on w.id = d.account_id
left join reorganisation r on r.id = d.reorganisation_id
where d.id < :before_id::bigint
and (:field_code::text is null or d.field_code = :field_code)
order by d.id desc
limit :most;

-- name: change
-- One of them.
select
    d.id, d.at, w.name as officer, d.field_code, d.level, d.kind, d.effective, d.before, d.after, d.decision, d.reason, d.undoes,
    (select u.id from duty_change u where u.undoes = d.id) as undone_by,
    d.reorganisation_id as reorganisation, r.undone_at is null and r.begun_at is null as undoable
from duty_change d
join account w on w.id = d.account_id
left join reorganisation r on r.id = d.reorganisation_id
where d.id = :id::bigint;

-- name: kept_files
-- The reference files that are no longer loaded, because an administrator has changed what they hold.
select coalesce(array_agg(file order by file), '{}')
from (
    select 'duties.csv' as file
    where exists (
        select
        from duty_change
    )
) as kept;

-- name: add_upload
-- A file that waits to be confirmed.
insert into duty_upload (id, at, account_id, text, compared_with, decision, reason)
values (:id, :at, :account_id, :text, :compared_with, :decision, :reason);

-- name: drop_uploads
-- Files of some time ago, imported or not.
delete from duty_upload
where at < :before;

-- name: upload
-- A file one has sent oneself, locked until the transaction ends.
select id, text, compared_with, decision, reason, used_at
from duty_upload
where id = :id
and account_id = :account_id
for update;

-- name: use_upload
-- It has been imported.
update duty_upload
set used_at = :at
where id = :id;

-- name: standing
-- Every body as it is called on a day, and whether it exists then; `began` and `ends` are its own days.
select
    a.code, coalesce(n.name, a.name) as name, coalesce(n.name_en, a.name_en) as name_en, a.level, a.kind, a.area_code,
    a.valid @> :day::date as in_force, lower(a.valid) as began, upper(a.valid) as ends,
    array(select distinct s.to_code from succession s where s.from_code = a.code order by s.to_code) as heirs,
    array_to_string(array(select o.name from agency_name o where o.agency_code = a.code order by o.since), ' | ') as names, a.search_key
from agency a
left join lateral (
    select o.name, o.name_en
    from agency_name o
    where o.agency_code = a.code
    order by o.since > :day::date, case when o.since > :day::date then o.since end, o.since desc
    limit 1
) as n on true
order by a.level <> 'province', a.level, a.key;

-- name: communes_standing
-- Every commune that exists on a day as it is called then, or those of any day; and what it has become or will.
select
    a.code, coalesce(n.name, a.name) as name, a.former_district, lower(a.valid) as began, upper(a.valid) as ends, h.name as heir,
    array_to_string(array(select o.name from area_name o where o.area_code = a.code order by o.since), ' | ') as names
from area a
left join area h on h.code = a.successor_code
left join lateral (
    select o.name
    from area_name o
    where o.area_code = a.code
    order by o.since > :day::date, case when o.since > :day::date then o.since end, o.since desc
    limit 1
) as n on true
where (:ever::boolean or a.valid @> :day::date)
and a.level = 'commune'
order by substr(a.key, length(a.kind) + 2), a.key;

-- name: area_codes
-- The code of every commune there is, was or will be.
select coalesce(array_agg(code order by code), '{}')
from area;

-- name: committees
-- The People's Committee of every commune there is, was or will be.
select coalesce(array_agg(code order by code), '{}')
from agency
where level = 'commune'
and kind = 'people_committee';

-- name: links
-- What a body took over from others, and what others took over from it.
select
    s.from_code = :code as outward, o.code, o.name, o.name_en, s.function, s.function_en, s.fields, s.effective, s.decision
from succession s
join agency o on o.code = case when s.from_code = :code then s.to_code else s.from_code end
where :code in (s.from_code, s.to_code)
order by s.effective, o.key, s.function;

-- name: add_reorganisation
-- A reorganisation, as decided and as it was written.
insert into reorganisation (kind, decision, decided_on, effective, plan, written, account_id, at)
values (:kind, :decision, :decided_on, :effective, :plan::jsonb, :written::jsonb, :account_id, :at)
returning id;

-- name: reorganisations
-- Every reorganisation, the latest day first.
select r.id, r.plan, a.name as officer, r.at, r.undone_at, u.name as undone_by, r.begun_at, r.carried_out_at
from reorganisation r
join account a on a.id = r.account_id
left join account u on u.id = r.undone_by
where (:id::int is null or r.id = :id)
order by r.effective desc, r.id desc;

-- name: to_come
-- Reorganisations that are not carried out yet, whose day is no later than the one given; the earliest first.
select r.id, r.plan, a.name as officer, r.at, r.undone_at, u.name as undone_by, r.begun_at, r.carried_out_at
from reorganisation r
join account a on a.id = r.account_id
left join account u on u.id = r.undone_by
where r.undone_at is null
and r.carried_out_at is null
and r.effective <= :day::date
order by r.effective, r.id;

-- name: written
-- What a reorganisation has written, locked; nothing once it was undone or begun.
select written
from reorganisation
where id = :id
and undone_at is null
and begun_at is null
for update;

-- name: all_written
-- What all reorganisations that stand have written.
select written
from reorganisation
where undone_at is null
order by id;

-- name: mark_undone
-- It was taken back before its day.
update reorganisation
set
    undone_at = :at,
    undone_by = :account_id
where id = :id;

-- name: mark_begun
-- Bodies and officers are as it says.
update reorganisation
set begun_at = :at
where id = :id;

-- name: mark_carried_out
-- No case is left to move.
update reorganisation
set carried_out_at = :at
where id = :id
and carried_out_at is null;

-- name: counted
-- How many open cases lie at bodies, by kind and field; denunciations are counted nowhere.
select agency_code, kind, field_code, count(*)::int
from case_file
where agency_code = any(:codes::text[])
and kind <> 'TO_CAO'
and (
    next_due is not null
    or state not in ('REFUSED', 'GUIDED', 'PASSED_ON', 'FILED_AWAY', 'TERMINATED', 'WITHDRAWN', 'SPLIT', 'JOINED', 'CLOSED')
)
group by agency_code, kind, field_code
order by agency_code, kind, field_code;

-- name: officers_at
-- Who works at bodies on a day, a line for each role.
select a.id as account, a.name, m.agency_code as agency, m.role
from membership m
join account a on a.id = m.account_id
where m.agency_code = any(:codes::text[])
and m.valid @> :day::date
and a.active
order by a.name, a.id, m.agency_code, m.role;

-- name: cases_to_move
-- Open cases at bodies, of some fields and kinds alone where these are given; a page of them after a case, found in the index alone. `settled_by`
-- settled the one that a case goes on from.
with page as (
    select id
    from case_file
    where agency_code = any(:codes::text[])
    and id > :after_id::bigint
    and (:fields::text[] is null or field_code = any(:fields))
    and (:kinds::text[] is null or kind = any(:kinds))
    and (
        next_due is not null
        or state not in ('REFUSED', 'GUIDED', 'PASSED_ON', 'FILED_AWAY', 'TERMINATED', 'WITHDRAWN', 'SPLIT', 'JOINED', 'CLOSED')
    )
    order by id
    limit :most
)
select
    c.id, c.number, c.agency_code, c.kind, m.level, m.against_agency, m.accused_agencies, m.against,
    (
        select o.agency_code
        from case_link l
        join case_file o on o.id = l.to_case_id
        where l.case_id = c.id
        and l.relation in ('SECOND_LEVEL_OF', 'DENOUNCED_AGAIN')
        order by l.at desc
        limit 1
    ) as settled_by
from page
join case_file c on c.id = page.id
left join case_matter m on m.case_id = c.id
order by c.id;

-- name: ended_with_cases
-- Bodies that no longer exist and still have open cases.
select coalesce(array_agg(a.code order by a.code), '{}')
from agency a
where upper(a.valid) <= :day::date
and exists (
    select
    from case_file c
    where c.agency_code = a.code
    and (
        c.next_due is not null
        or c.state not in ('REFUSED', 'GUIDED', 'PASSED_ON', 'FILED_AWAY', 'TERMINATED', 'WITHDRAWN', 'SPLIT', 'JOINED', 'CLOSED')
    )
);

-- name: children
-- The bodies directly under others on a day.
select coalesce(array_agg(code order by code), '{}')
from agency
where parent_code = any(:codes::text[])
and valid @> :day::date;
