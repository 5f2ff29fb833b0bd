-- name: promises
-- Cases whose original day may lie in a span: their days, the first answer, when they left, and every clock of settling.
select
    c.kind, c.field_code, coalesce(o.agency_code, c.agency_code) as agency_code, c.state, c.original_due,
    (c.answered_at at time zone 'Asia/Ho_Chi_Minh')::date as answered_on,
    (
        select (max(k.done_at) at time zone 'Asia/Ho_Chi_Minh')::date
        from case_clock k
        where k.case_id = c.id
        and c.state in ('WITHDRAWN', 'JOINED', 'SPLIT')
    ) as left_on,
    m.suspended_on,
    s.started_ons, s.raw_dues, s.dues
from case_file c
left join lateral (
    select f.agency_code
    from case_outcome f
    where f.case_id = c.id
    and f.round = 1
) o on true
left join case_matter m on m.case_id = c.id
left join lateral (
    select
        array_agg(k.started_on order by k.id) as started_ons,
        array_agg(k.raw_due order by k.id) as raw_dues,
        array_agg(k.due order by k.id) as dues
    from case_clock k
    where k.case_id = c.id
    and k.step = 'SETTLE'
    and c.kind = 'KHIEU_NAI'
) s on true
where c.kind in ('PHAN_ANH_KIEN_NGHI', 'KHIEU_NAI')
and c.original_due >= :first
and c.filed_at < :until
and (:agency_code::text is null or coalesce(o.agency_code, c.agency_code) = :agency_code);

-- name: answers
-- Answers that may count in a period, by the day of the answer or of its remedy: what they found, what came after, what was said of them.
select
    c.kind, c.field_code, o.agency_code,
    (o.at at time zone 'Asia/Ho_Chi_Minh')::date as answered_on,
    o.round = 1 as first,
    not exists (
        select
        from case_outcome n
        where n.case_id = o.case_id
        and n.round > o.round
    ) as last,
    o.verdict, o.remedy_due,
    (o.verified_at at time zone 'Asia/Ho_Chi_Minh')::date as verified_on,
    (o.again_at at time zone 'Asia/Ho_Chi_Minh')::date as again_on,
    l.verdicts, l.uphelds, a.judged, r.treated
from case_outcome o
join case_file c on c.id = o.case_id
left join lateral (
    select array_agg(n.verdict order by n.at) as verdicts, array_agg(n.upheld order by n.at) as uphelds
    from case_outcome n
    where (n.case_id = o.case_id and n.round > o.round)
    or n.case_id in (
        select k.case_id
        from case_link k
        where k.to_case_id = o.case_id
        and k.relation = 'SECOND_LEVEL_OF'
    )
) l on o.again_at is not null
left join lateral (
    select max(j.judged) as judged
    from audit_case j
    where j.case_id = o.case_id
    and j.round = o.round
) a on true
left join lateral (
    select v.treated
    from case_review v
    where v.case_id = o.case_id
    and v.at >= o.at
) r on true
where c.kind in ('PHAN_ANH_KIEN_NGHI', 'KHIEU_NAI')
and (:agency_code::text is null or o.agency_code = :agency_code)
and (o.at >= :since or o.remedy_due >= :first)
and o.at < :until;

-- name: frame
-- Rejections that can be drawn, in the order of their cases: answers that hold, unfounded, that nobody has judged again.
select o.agency_code || '/' || c.kind as stratum, o.case_id, o.round
from case_outcome o
join case_file c on c.id = o.case_id
where o.verdict = 'UNFOUNDED'
and c.kind in ('PHAN_ANH_KIEN_NGHI', 'KHIEU_NAI')
and (:agency_code::text is null or o.agency_code = :agency_code)
and o.at >= :first
and o.at < :until
and not exists (
    select
    from case_outcome n
    where n.case_id = o.case_id
    and n.round > o.round
)
and not exists (
    select
    from audit_case j
    where j.case_id = o.case_id
    and j.round = o.round
    and j.drawn
)
order by stratum, o.case_id;

-- name: add_draw
-- A draw to come: its seed is kept, only the hash of it is told.
insert into audit_draw (first, after, agency_code, each, seed, seed_hash, made_by, made_at)
values (:first, :after, :agency_code::text, :each, :seed, :seed_hash, :made_by, :made_at)
returning id;

-- name: draws
-- Every draw with how far it is, the latest first; of a seed nothing until all are judged.
select
    d.id, d.first, d.after, d.agency_code, a.name as agency_name, a.name_en as agency_name_en, d.each, d.seed_hash,
    case when d.ended_at is not null then d.seed end as seed,
    d.made_at, d.drawn_at, d.ended_at,
    count(c.place) as frame,
    count(c.place) filter (where c.drawn) as drawn,
    count(c.judged) as judged,
    count(c.judged) filter (where c.judged = 'WRONG') as wrong
from audit_draw d
left join agency a on a.code = d.agency_code
left join audit_case c on c.draw_id = d.id
where (:id::int is null or d.id = :id)
group by d.id, a.code
order by d.id desc;

-- name: draw_for_update
-- A draw with its seed, locked; for the service alone.
select id, first, after, agency_code, each, seed, drawn_at, ended_at
from audit_draw
where id = :id
for update;

-- name: mark_drawn
-- The frame is fixed and the sample taken.
update audit_draw
set drawn_at = :at
where id = :id;

-- name: add_cases
-- The frame of a draw in its order, and which of it were drawn.
insert into audit_case (draw_id, stratum, place, case_id, round, drawn)
select :draw_id, f.stratum, f.place, f.case_id, f.round, f.drawn
from unnest(:strata::text[], :places::int[], :case_ids::bigint[], :rounds::int[], :drawns::boolean[])
    as f (stratum, place, case_id, round, drawn);

-- name: drawn_cases
-- What was drawn, or the whole frame, with what was judged of it.
select c.stratum, c.place, f.number, c.drawn, coalesce(c.judged, '') as judged, c.reason
from audit_case c
join case_file f on f.id = c.case_id
where c.draw_id = :draw_id
and (c.drawn or :whole)
order by c.stratum, c.place;

-- name: judge
-- What an inspector found of a drawn rejection; it may be put right until all are judged.
update audit_case
set
    judged = :judged,
    reason = :reason,
    judged_by = :account_id::int,
    judged_at = :at::timestamptz
where draw_id = :draw_id
and drawn
and case_id = (
    select id
    from case_file
    where number = :number
);

-- name: end_draw
-- All are judged: the seed may be told.
update audit_draw
set ended_at = :at::timestamptz
where id = :id
and drawn_at is not null
and not exists (
    select
    from audit_case c
    where c.draw_id = :id
    and c.drawn
    and c.judged is null
);
