-- name: take_turn
-- Who makes sketches holds this row until the transaction ends; no row while another does.
select after
from sketch_turn
where name = 'sketch'
for update skip locked;

-- name: turn_to
-- How far this turn looks: so many open feedbacks after the last of the turn before; null when there are fewer, and it looks at all the rest.
select case when count(*) = :most::int then max(id) end
from (
    select id
    from case_file
    where kind = 'PHAN_ANH_KIEN_NGHI'
    and state in ('RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'AWAITING_APPROVAL', 'APPROVED')
    and id > :after::bigint
    order by id
    limit :most::int
) as looked_at;

-- name: end_turn
-- Where the next turn begins.
update sketch_turn
set after = :after
where name = 'sketch';

-- name: drop_stale
-- Sketches of what is no longer an open feedback, lies elsewhere now or is too old; what they were alike to goes with them.
delete from case_sketch s
using case_file c
where c.id = s.case_id
and s.case_id > :after::bigint
and s.case_id <= :upto::bigint
and (
    s.filed_at < :since::timestamptz
    or c.kind <> 'PHAN_ANH_KIEN_NGHI'
    or c.state not in ('RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'AWAITING_APPROVAL', 'APPROVED')
    or (c.agency_code, c.field_code, c.area_code) <> (s.agency_code, s.field_code, s.area_code)
);

-- name: unsketched
-- Open feedback without a sketch, some at a time: the latest, and what this turn looks at.
with looked_at as (
    (
        select id
        from case_file
        where kind = 'PHAN_ANH_KIEN_NGHI'
        and state in ('RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'AWAITING_APPROVAL', 'APPROVED')
        order by id desc
        limit :latest::int
    )
    union
    select id
    from case_file
    where kind = 'PHAN_ANH_KIEN_NGHI'
    and state in ('RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'AWAITING_APPROVAL', 'APPROVED')
    and id > :after::bigint
    and id <= :upto::bigint
)
select c.id, c.agency_code, c.field_code, c.area_code, c.filed_at, c.content
from looked_at
join case_file c using (id)
where c.filed_at >= :since::timestamptz
and not exists (
    select
    from case_sketch s
    where s.case_id = c.id
)
order by c.id desc
limit :most::int;

-- name: add_sketch
-- A sketch; what is there already stays.
insert into case_sketch (case_id, agency_code, field_code, area_code, filed_at, words)
values (:case_id, :agency_code, :field_code, :area_code, :filed_at, :words)
on conflict (case_id) do nothing;

-- name: forget_sketch
-- The sketch of a case whose words have changed; the next turn makes another where there is still something to compare.
delete from case_sketch
where case_id = (select id from case_file where number = :number);

-- name: beside
-- The latest sketches a new one is compared with: of the same agency, field and commune.
select case_id, field_code, words
from case_sketch
where agency_code = :agency_code
and field_code = :field_code
and area_code = :area_code
and filed_at >= :since::timestamptz
and case_id <> :case_id
order by filed_at desc
limit :most::int;

-- name: beside_elsewhere
-- The latest sketches of other fields at the same agency and commune: people choose the field next to the right one. None of some fields.
select s.case_id, s.field_code, s.words
from field f
join case_sketch s on s.field_code = f.code
where f.code <> :field_code
and f.code <> all(:withheld::text[])
and :field_code <> all(:withheld::text[])
and s.agency_code = :agency_code
and s.area_code = :area_code
and s.filed_at >= :since::timestamptz
and s.case_id <> :case_id
order by s.filed_at desc
limit :most::int;

-- name: background
-- The latest sketches of a field, which say how much a word tells there.
select case_id, field_code, words
from case_sketch
where field_code = :field_code
order by case_id desc
limit :most::int;

-- name: add_alike
-- What a new case may be the same matter as.
insert into case_alike (case_id, other_id, score)
select least(:case_id::bigint, near.other_id), greatest(:case_id::bigint, near.other_id), near.score
from unnest(:other_ids::bigint[], :scores::real[]) as near (other_id, score)
on conflict (case_id, other_id) do nothing;

-- name: beside_counts
-- Of some feedback of an agency: how many other cases of it may be about the same, and how many are.
with near as (
    select case_id as id, other_id
    from case_alike
    where case_id = any(:ids::bigint[])
    union all
    select other_id, case_id
    from case_alike
    where other_id = any(:ids::bigint[])
),
together as (
    select cc.case_id as id, other.case_id as other_id
    from cluster_case cc
    join cluster k on k.id = cc.cluster_id
    join cluster_case other on other.cluster_id = cc.cluster_id
    where cc.case_id = any(:ids::bigint[])
    and k.agency_code = :agency_code
    and other.case_id <> cc.case_id
)
select
    found.id,
    count(distinct found.other_id) filter (where not found.sure) as proposed,
    count(distinct found.other_id) filter (where found.sure) as together
from (
    select id, other_id, false as sure
    from near n
    where not exists (
        select
        from cluster_apart a
        where a.case_id = least(n.id, n.other_id)
        and a.other_id = greatest(n.id, n.other_id)
    )
    and (id, other_id) not in (select id, other_id from together)
    union all
    select id, other_id, true
    from together
) as found
join case_file own on own.id = found.id
join case_file c on c.id = found.other_id
where c.agency_code = :agency_code
and c.kind = 'PHAN_ANH_KIEN_NGHI'
and own.kind = 'PHAN_ANH_KIEN_NGHI'
group by found.id;

-- name: proposed
-- The cases of an agency that may be about the same as one of some, the likeliest first; never one that was said to be another matter.
with near as (
    select other_id as id, score
    from case_alike
    where case_id = any(:ids::bigint[])
    union all
    select case_id, score
    from case_alike
    where other_id = any(:ids::bigint[])
)
select
    c.id, c.number, c.version, c.state, c.content, c.language, c.filed_at, c.original_due, c.answered_at, c.field_code, c.area_code, c.danger, c.danger_due,
    max(n.score)::float8 as score
from near n
join case_file c on c.id = n.id
where c.agency_code = :agency_code
and c.kind = 'PHAN_ANH_KIEN_NGHI'
and c.id <> all(:ids::bigint[])
and not exists (
    select
    from cluster_apart a
    where (a.case_id = c.id and a.other_id = any(:ids::bigint[]))
    or (a.other_id = c.id and a.case_id = any(:ids::bigint[]))
)
group by c.id
order by score desc, c.id
limit :most::int;

-- name: groups
-- The confirmed matters of an agency that some cases are part of: which of them, and what everybody reads of it.
select
    k.id, c.number as lead_number, c.version as lead_version, count(m.id) as cases,
    array_agg(m.id order by m.id) filter (where m.id = any(:ids::bigint[])) as ids, coalesce(max(p.id), 0) as matter,
    coalesce(max(p.title), '') as title
from cluster k
join case_file c on c.id = k.lead_id
join cluster_case cc on cc.cluster_id = k.id
join case_file m on m.id = cc.case_id
left join public_matter p on p.case_id = m.id
and p.state <> 'gone'
where k.id in (select cluster_id from cluster_case where case_id = any(:ids::bigint[]))
and k.agency_code = :agency_code
and m.agency_code = k.agency_code
and m.kind = 'PHAN_ANH_KIEN_NGHI'
group by k.id, c.id
having bool_or(m.id = any(:ids::bigint[]))
order by k.id;

-- name: cluster_of
-- The confirmed matter a case is part of, at an agency.
select k.id, k.lead_id, c.number as lead_number, k.made_at, a.name as made_by
from cluster_case cc
join cluster k on k.id = cc.cluster_id
join case_file c on c.id = k.lead_id
join account a on a.id = k.made_by
where cc.case_id = :case_id
and k.agency_code = :agency_code;

-- name: members
-- The cases of a confirmed matter that lie with its agency, the first filed first.
select
    c.id, c.number, c.version, c.state, c.content, c.language, c.filed_at, c.original_due, c.answered_at, c.field_code, c.area_code, c.danger, c.danger_due,
    1::float8 as score, cc.added_at
from cluster_case cc
join cluster k on k.id = cc.cluster_id
join case_file c on c.id = cc.case_id
where cc.cluster_id = :cluster_id
and c.agency_code = k.agency_code
and c.kind = 'PHAN_ANH_KIEN_NGHI'
order by c.filed_at, c.id;

-- name: ones
-- Some cases of an agency by number, feedback only, locked so that two officers do not put them together twice.
select id, number, version, state, content, language, filed_at, original_due, answered_at, field_code, area_code, danger, danger_due
from case_file
where number = any(:numbers::text[])
and agency_code = :agency_code
and kind = 'PHAN_ANH_KIEN_NGHI'
order by id
for no key update;

-- name: clusters_of
-- The confirmed matters that some cases are part of, at an agency.
select coalesce(array_agg(distinct cc.cluster_id order by cc.cluster_id), '{}')
from cluster_case cc
join cluster k on k.id = cc.cluster_id
where cc.case_id = any(:ids::bigint[])
and k.agency_code = :agency_code;

-- name: lock_clusters
-- Confirmed matters, held until the transaction ends: of two who change one, or answer it, the second waits.
select id
from cluster
where id = any(:ids::bigint[])
order by id
for update;

-- name: add_cluster
-- A confirmed matter.
insert into cluster (agency_code, lead_id, made_by, made_at)
values (:agency_code, :lead_id, :account_id, :at)
returning id;

-- name: add_members
-- Cases become part of a matter, whatever they were part of before; those that are part of it already keep their moment.
with added as (
    insert into cluster_case (case_id, cluster_id, added_by, added_at)
    select id, :cluster_id, :account_id::int, :at::timestamptz
    from unnest(:ids::bigint[]) as new (id)
    on conflict (case_id) do update
    set
        cluster_id = excluded.cluster_id,
        added_by = excluded.added_by,
        added_at = excluded.added_at
    where cluster_case.cluster_id <> excluded.cluster_id
    returning case_id, cluster_id, added_by, added_at
)
insert into cluster_event (cluster_id, case_id, verb, account_id, at)
select cluster_id, case_id, 'JOIN', added_by, added_at
from added;

-- name: merge
-- What was part of other matters becomes part of this one.
with added as (
    update cluster_case
    set
        cluster_id = :cluster_id,
        added_by = :account_id::int,
        added_at = :at::timestamptz
    where cluster_id = any(:merged::bigint[])
    and cluster_id <> :cluster_id
    returning case_id, cluster_id, added_by, added_at
)
insert into cluster_event (cluster_id, case_id, verb, account_id, at)
select cluster_id, case_id, 'JOIN', added_by, added_at
from added;

-- name: leave
-- Cases are no longer part of a matter.
with gone as (
    delete from cluster_case
    where cluster_id = :cluster_id
    and case_id = any(:ids::bigint[])
    returning cluster_id, case_id
)
insert into cluster_event (cluster_id, case_id, verb, account_id, at)
select cluster_id, case_id, 'LEAVE', :account_id::int, :at::timestamptz
from gone;

-- name: drop_alone
-- A matter of one case or none is none: whoever was left has left it, too.
with alone as (
    select k.id
    from cluster k
    left join cluster_case cc on cc.cluster_id = k.id
    where k.id = any(:ids::bigint[])
    group by k.id
    having count(cc.case_id) < 2
),
gone as (
    delete from cluster_case
    where cluster_id in (select id from alone)
    returning cluster_id, case_id
),
noted as (
    insert into cluster_event (cluster_id, case_id, verb, account_id, at)
    select cluster_id, case_id, 'LEAVE', :account_id::int, :at::timestamptz
    from gone
)
delete from cluster
where id in (select id from alone);

-- name: lead
-- Another case leads.
with led as (
    update cluster
    set lead_id = :lead_id
    where id = :cluster_id
    and lead_id <> :lead_id
    returning id, lead_id
)
insert into cluster_event (cluster_id, case_id, verb, account_id, at)
select id, lead_id, 'LEAD', :account_id::int, :at::timestamptz
from led;

-- name: other_case
-- The public matter that was made of a case is told of another one of the same from now on.
update public_matter
set case_id = :to_id
where case_id = :case_id
and state <> 'gone';

-- name: other_agency
-- The public matter that was made of a case goes where the case went.
update public_matter
set
    agency_code = :agency_code,
    changed_at = :at
where case_id = :case_id
and state <> 'gone';

-- name: say_apart
-- Each of some cases is another matter than each of others.
insert into cluster_apart (case_id, other_id, said_by, said_at)
select distinct least(one.id, other.id), greatest(one.id, other.id), :account_id::int, :at::timestamptz
from unnest(:ids::bigint[]) as one (id)
cross join unnest(:other_ids::bigint[]) as other (id)
where one.id <> other.id
on conflict (case_id, other_id) do nothing;

-- name: take_back_apart
-- Cases that are one matter after all.
delete from cluster_apart
where case_id = any(:ids::bigint[])
and other_id = any(:ids::bigint[]);

-- name: senders
-- Who sent some cases and what they wrote, to be compared with a text and never shown.
select c.number, p.name, p.phone, p.address, p.id_number, a.name as area_name, c.content
from case_file c
join case_party p on p.case_id = c.id
join area a on a.code = c.area_code
where c.id = any(:ids::bigint[]);

-- name: confirmed
-- The confirmed matters of an agency, the latest first, with how many cases each has and how many of these are answered.
select
    k.id, c.number as lead_number, left(c.content, 200) as opening, f.name as field_name, f.name_en as field_name_en, a.name as area_name,
    k.made_at, count(m.id) as cases, count(m.id) filter (where m.answered_at is not null) as answered
from cluster k
join case_file c on c.id = k.lead_id
join field f on f.code = c.field_code
join area a on a.code = c.area_code
join cluster_case cc on cc.cluster_id = k.id
join case_file m on m.id = cc.case_id
where k.agency_code = :agency_code
and m.agency_code = k.agency_code
group by k.id, c.id, f.code, a.code
order by k.id desc
limit :most::int;

-- name: add_matter
-- A matter as everybody reads it; no row when it is told of already.
insert into public_matter (
    case_id, agency_code, field_code, area_code, title, summary, doing, expected, since, told_by, told_at, changed_at
)
select
    c.id, c.agency_code, c.field_code, c.area_code, :title, :summary, :doing, :expected::date, :since::date, :account_id::int,
    :at::timestamptz, :at::timestamptz
from case_file c
where c.id = :case_id
and c.kind = 'PHAN_ANH_KIEN_NGHI'
and c.danger !~ '111'
and c.field_code <> all(:withheld::text[])
on conflict (case_id) where state <> 'gone' do nothing
returning id;

-- name: change_matter
-- Other words on an open matter.
update public_matter
set
    title = :title,
    summary = :summary,
    doing = :doing,
    expected = :expected,
    changed_at = :at
where id = :id
and agency_code = :agency_code
and state = 'open';

-- name: settle_matter
-- The matter is settled, with the answer for everybody.
update public_matter
set
    state = 'done',
    answer = :answer,
    done_at = :at,
    changed_at = :at
where id = :id
and agency_code = :agency_code
and state = 'open';

-- name: withdraw_matter
-- Nobody reads it any more.
update public_matter
set
    state = 'gone',
    done_at = null,
    changed_at = :at
where id = :id
and agency_code = :agency_code
and state <> 'gone';

-- name: forget_people
-- Who said "me too" to what is no longer listed: how many they were stays, their devices do not; nor do those who took it back.
with ended as (
    select id
    from public_matter
    where (state = 'done' and done_at < :before::timestamptz)
    or state = 'gone'
),
forgotten as (
    delete from matter_person
    where matter_id in (select id from ended)
    or until < :today::date
    returning matter_id, until
)
update public_matter
set people = public_matter.people + gone.people
from (select matter_id, count(*)::int as people from forgotten where until is null group by matter_id) as gone
where public_matter.id = gone.matter_id;

-- name: forget_presses
-- Forget how often a neighbourhood has pressed.
delete from matter_press
where hour < :before::timestamptz;

-- name: press
-- One more press from a neighbourhood within the hour; how many that makes.
insert into matter_press (who, hour, presses)
values (:who, :hour, 1)
on conflict (who) do update
set presses = matter_press.presses + 1
returning presses;

-- name: matter
-- One matter as everybody reads it; none whose case has come to be about children, or something else than feedback.
select
    m.id, m.agency_code, g.name as agency_name, g.name_en as agency_name_en, m.field_code, f.name as field_name, f.name_en as field_name_en,
    m.area_code, a.name as area_name, m.title, m.summary, m.doing, m.expected, m.since, m.state, m.answer, m.changed_at, m.done_at,
    m.people + (
        select count(*)::int
        from matter_person p
        where p.matter_id = m.id
        and p.since < :today::date
        and (p.until is null or p.until >= :today::date)
    ) as people
from public_matter m
join agency g on g.code = m.agency_code
join field f on f.code = m.field_code
join area a on a.code = m.area_code
join case_file c on c.id = m.case_id
where m.id = :id
and m.state <> 'gone'
and c.kind = 'PHAN_ANH_KIEN_NGHI'
and c.danger !~ '111'
and c.field_code <> all(:withheld::text[]);

-- name: listed
-- Matters by commune: those that are open, and those settled lately; all, or of one agency, or of one commune.
select
    m.id, m.agency_code, g.name as agency_name, g.name_en as agency_name_en, m.field_code, f.name as field_name, f.name_en as field_name_en,
    m.area_code, a.name as area_name, m.title, m.summary, m.doing, m.expected, m.since, m.state, m.answer, m.changed_at, m.done_at,
    m.people + (
        select count(*)::int
        from matter_person p
        where p.matter_id = m.id
        and p.since < :today::date
        and (p.until is null or p.until >= :today::date)
    ) as people
from public_matter m
join agency g on g.code = m.agency_code
join field f on f.code = m.field_code
join area a on a.code = m.area_code
join case_file c on c.id = m.case_id
where (m.state = 'open' or (m.state = 'done' and m.done_at >= :done_since::timestamptz))
and c.kind = 'PHAN_ANH_KIEN_NGHI'
and c.danger !~ '111'
and c.field_code <> all(:withheld::text[])
and (:agency_code::text is null or m.agency_code = :agency_code)
and (:area_code::text is null or m.area_code = :area_code)
order by a.name, a.code, m.state desc, m.id desc
limit :most::int;

-- name: open_matters
-- What is open everywhere, to be offered before the same is written again.
select m.id, m.area_code, m.field_code, m.title, m.summary
from public_matter m
join case_file c on c.id = m.case_id
where m.state = 'open'
and c.kind = 'PHAN_ANH_KIEN_NGHI'
and c.danger !~ '111'
and c.field_code <> all(:withheld::text[])
order by m.id desc
limit :most::int;

-- name: matter_of
-- The matter that was made of one of some cases, and which of them.
select id, case_id, state
from public_matter
where case_id = any(:ids::bigint[])
and state <> 'gone'
order by id desc
limit 1;

-- name: case_of
-- Which case a matter of an agency was made of.
select case_id
from public_matter
where id = :id
and agency_code = :agency_code
and state <> 'gone';

-- name: any_answered
-- Whether one of some cases has been answered.
select exists (
    select
    from case_file
    where id = any(:ids::bigint[])
    and state in ('ANSWERED', 'CLOSED')
);

-- name: number_of
-- The number of a case.
select number
from case_file
where id = :id;

-- name: add_person
-- Somebody has the same trouble; nothing when they said so before or the matter is no longer open.
insert into matter_person (matter_id, who, since)
select id, :who, :today::date
from public_matter
where id = :id
and state = 'open'
on conflict (matter_id, who) do update
set
    since = case when matter_person.until < excluded.since then excluded.since else matter_person.since end,
    until = null
where matter_person.until is not null;

-- name: drop_person
-- Somebody takes it back: what is shown is of this morning, so it is counted until today and forgotten tomorrow.
update matter_person
set until = :today
where matter_id = :id
and who = :who
and until is null;

-- name: is_person
-- Whether somebody has said so.
select exists (
    select
    from matter_person
    where matter_id = :id
    and who = :who
    and until is null
);

-- name: agency_figures
-- How many confirmed matters an agency has, and how often "me too" was pressed at those everybody reads of: in tens, as they are shown there, so
-- that the sum less what is public tells nothing.
select
    (select count(*) from cluster k where k.agency_code = :agency_code) as clusters,
    coalesce((
        select sum((told.people - 1) / 10 * 10)
        from (
            select m.people + count(p.who) as people
            from public_matter m
            left join matter_person p on p.matter_id = m.id
            and p.since < :today::date
            and (p.until is null or p.until >= :today::date)
            where m.agency_code = :agency_code
            and m.state <> 'gone'
            group by m.id
        ) as told
        where told.people > :fewest::int
    ), 0)::int as people;

-- name: hand_on
-- On the day a function goes to another body its matters go with it, of some fields or all: those confirmed and those told to everybody. A
-- matter of a commune that has become part of another is told there.
with handed as (
    update cluster k
    set agency_code = :to_agency
    from case_file c
    where c.id = k.lead_id
    and k.agency_code = any(:from_agencies::text[])
    and (:fields::text[] is null or c.field_code = any(:fields))
)
update public_matter
set
    agency_code = :to_agency,
    area_code = coalesce((
        select a.successor_code
        from area a
        where a.code = public_matter.area_code
        and upper(a.valid) <= :day::date
    ), area_code)
where agency_code = any(:from_agencies::text[])
and (:fields::text[] is null or field_code = any(:fields));
