-- name: news
-- Whether there is anything to count: something newer than the cursor that no running transaction can still precede, another day, or a
-- minute gone by, so that the cursor says how fresh the figures are.
select
    cursor.tx > pg_snapshot_xmin(pg_current_snapshot())
    or cursor.day <> :today::date
    or cursor.at < :minute_ago::timestamptz
    or exists (
        select
        from case_event
        where tx >= cursor.tx
        and tx < pg_snapshot_xmin(pg_current_snapshot())
    )
    or exists (
        select
        from rating
        where tx >= cursor.tx
        and tx < pg_snapshot_xmin(pg_current_snapshot())
    )
from tally_cursor as cursor
where name = 'agency_month';

-- name: cursor
-- How far has been read, locked; no row while another process counts.
select tx::text, day
from tally_cursor
where name = 'agency_month'
for update skip locked;

-- name: horizon
-- The oldest transaction still running: whatever is older has ended and is visible to the next statement. `lost` when the cursor stands
-- beyond it, which happens when a backup was restored into another cluster, or when nothing was ever counted.
select
    pg_snapshot_xmin(pg_current_snapshot())::text as tx,
    :after::text::xid8 = '0' or :after::text::xid8 > pg_snapshot_xmin(pg_current_snapshot()) as lost;

-- name: advance
-- All that is older has been counted, for this day. While something newer waits behind a running transaction, the figures are no
-- fresher than the oldest that waits.
with waiting as (
    select min(at) as at
    from case_event
    where tx >= :tx::text::xid8
    union all
    select min(at)
    from rating
    where tx >= :tx::text::xid8
),
fresh as (
    select greatest(tally_cursor.at, least(:at::timestamptz, (select min(at) from waiting))) as at
    from tally_cursor
    where name = 'agency_month'
)
update tally_cursor
set
    tx = :tx::text::xid8,
    day = :day::date,
    at = fresh.at
from fresh
where name = 'agency_month'
and (tally_cursor.tx, tally_cursor.day, tally_cursor.at) is distinct from (:tx::text::xid8, :day::date, fresh.at);

-- name: counted_at
-- How fresh the figures are.
select at
from tally_cursor
where name = 'agency_month';

-- name: touched_by_cases
-- Agencies and months whose cases have moved since the cursor: every body that ever had such a case, and those with cases whose last
-- day went by between the day counted for and today.
with moved as (
    select distinct case_id
    from case_event
    where tx >= :after::text::xid8
    and tx < :upto::text::xid8
),
held as (
    select by.agency_code, c.filed_at
    from moved
    cross join lateral (select id, agency_code, filed_at from case_file where id = moved.case_id limit 1) as c
    cross join lateral (
        select agency_code
        from case_event
        where case_id = c.id
        and at >= c.filed_at
        union
        select c.agency_code
    ) as by
    union
    select agency_code, filed_at
    from case_file
    where state in ('RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'AWAITING_APPROVAL', 'APPROVED')
    and original_due >= least(:day::date, :today::date)
    and original_due < greatest(:day::date, :today::date)
)
select distinct agency_code, date_trunc('month', filed_at at time zone 'Asia/Ho_Chi_Minh')::date as month
from held;

-- name: touched_by_ratings
-- Agencies and months that were rated since the cursor.
select distinct agency_code, date_trunc('month', day)::date as month
from rating
where tx >= :after::text::xid8
and tx < :upto::text::xid8;

-- name: all_with_cases
-- Every agency and month there is anything to say about from cases.
select distinct agency_code, date_trunc('month', filed_at at time zone 'Asia/Ho_Chi_Minh')::date as month
from case_file
union
select r.agency_code, date_trunc('month', c.filed_at at time zone 'Asia/Ho_Chi_Minh')::date
from case_review r
join case_file c on c.id = r.case_id;

-- name: all_with_ratings
-- Every agency and month that was rated.
select distinct agency_code, date_trunc('month', day)::date as month
from rating;

-- name: clear
-- Forget all tallies, before they are counted anew.
delete from agency_month;

-- name: clear_returns
-- Forget who handed on to whom, before it is counted anew.
delete from agency_return;

-- name: count_cases
-- Count the cases of some agencies and months anew, from the files themselves. Denunciations are counted nowhere here (Luật Tố cáo, Điều 8),
-- nor what is no case yet or no more: not signed, withdrawn, or gone on in others. What rests is open and not overdue; what its sender took
-- to the superior because no decision came in time is late.
insert into agency_month (agency_code, month, filed, open, reopened, overdue, answered, refused, on_time, late)
select p.agency_code, p.month, n.filed, n.open, n.reopened, n.overdue, n.answered, n.refused, n.on_time, n.late
from unnest(:agencies::text[], :months::date[]) as p (agency_code, month)
cross join lateral (
    select
        count(*) as filed,
        count(*) filter (where is_open) as open,
        count(*) filter (where is_open and decided_on is not null) as reopened,
        count(*) filter (where is_open and state <> 'SUSPENDED' and decided_on is null and original_due < :today::date) as overdue,
        count(*) filter (where decided_on is not null and state <> 'REFUSED') as answered,
        count(*) filter (where state = 'REFUSED') as refused,
        count(*) filter (where decided_on <= original_due) as on_time,
        count(*) filter (where decided_on > original_due or state = 'APPEALED' and decided_on is null) as late
    from (
        select
            state,
            original_due,
            (answered_at at time zone 'Asia/Ho_Chi_Minh')::date as decided_on,
            state in ('RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'SUSPENDED', 'AWAITING_APPROVAL', 'APPROVED') as is_open
        from case_file
        where agency_code = p.agency_code
        and filed_at >= p.month::timestamp at time zone 'Asia/Ho_Chi_Minh'
        and filed_at < (p.month + interval '1 month') at time zone 'Asia/Ho_Chi_Minh'
        and kind <> 'TO_CAO'
        and state not in ('AWAITING_SIGNATURE', 'SPLIT', 'JOINED', 'WITHDRAWN')
    ) as own
) as n
on conflict (agency_code, month) do update
set
    filed = excluded.filed,
    open = excluded.open,
    reopened = excluded.reopened,
    overdue = excluded.overdue,
    answered = excluded.answered,
    refused = excluded.refused,
    on_time = excluded.on_time,
    late = excluded.late;

-- name: count_reviews
-- Count what residents said of the answers of some agencies, by the month of filing, anew.
insert into agency_month (agency_code, month, reviewed, satisfied, settled)
select p.agency_code, p.month, n.reviewed, n.satisfied, n.settled
from unnest(:agencies::text[], :months::date[]) as p (agency_code, month)
cross join lateral (
    select
        count(*) as reviewed,
        count(*) filter (where r.treated >= 4) as satisfied,
        count(*) filter (where r.settled = 'YES') as settled
    from case_review r
    join case_file c on c.id = r.case_id
    where r.agency_code = p.agency_code
    and c.kind <> 'TO_CAO'
    -- an answer is no older than its filing: spares the years before
    and r.at >= p.month::timestamp at time zone 'Asia/Ho_Chi_Minh'
    and c.filed_at >= p.month::timestamp at time zone 'Asia/Ho_Chi_Minh'
    and c.filed_at < (p.month + interval '1 month') at time zone 'Asia/Ho_Chi_Minh'
) as n
on conflict (agency_code, month) do update
set
    reviewed = excluded.reviewed,
    satisfied = excluded.satisfied,
    settled = excluded.settled;

-- name: count_ratings
-- Count the ratings of some agencies and months anew; without a face somebody was not served, and rated nothing.
insert into agency_month (agency_code, month, rated, pleased)
select p.agency_code, p.month, n.rated, n.pleased
from unnest(:agencies::text[], :months::date[]) as p (agency_code, month)
cross join lateral (
    select
        count(overall) as rated,
        count(*) filter (where overall >= 4) as pleased
    from rating
    where agency_code = p.agency_code
    and day >= p.month
    and day < (p.month + interval '1 month')::date
) as n
on conflict (agency_code, month) do update
set
    rated = excluded.rated,
    pleased = excluded.pleased;

-- name: lines
-- What agencies have to show for a period: those that exist today, and those of before that have something to show.
with own as (
    select
        agency_code, sum(filed) as filed, sum(open) as open, sum(reopened) as reopened, sum(overdue) as overdue,
        sum(answered) as answered, sum(refused) as refused, sum(on_time) as on_time, sum(late) as late, sum(reviewed) as reviewed,
        sum(satisfied) as satisfied, sum(settled) as settled, sum(rated) as rated, sum(pleased) as pleased
    from agency_month
    where month >= :first::date
    and month < :after::date
    and (:agency_code::text is null or agency_code = :agency_code)
    group by agency_code
)
select
    coalesce(own.filed, 0) as filed, coalesce(own.open, 0) as open, coalesce(own.reopened, 0) as reopened,
    coalesce(own.overdue, 0) as overdue, coalesce(own.answered, 0) as answered, coalesce(own.refused, 0) as refused,
    coalesce(own.on_time, 0) as on_time, coalesce(own.late, 0) as late, coalesce(own.reviewed, 0) as reviewed,
    coalesce(own.satisfied, 0) as satisfied, coalesce(own.settled, 0) as settled, coalesce(own.rated, 0) as rated,
    coalesce(own.pleased, 0) as pleased,
    a.code, a.name, a.name_en, a.level, a.key, a.valid @> :today::date as in_force
from agency a
left join own on own.agency_code = a.code
where (:level::text is null or (a.level = 'commune') = (:level = 'commune'))
and (
    a.code = :agency_code
    or :agency_code is null
    and (
        a.valid @> :today::date
        and a.level in ('commune', 'province')
        or own.filed + own.reviewed + own.rated > 0
    )
)
order by a.key;

-- name: people
-- How many people spoke of an agency's answers, and how many rated it, month by month; of all agencies when none is given.
select agency_code, month, reviewed, rated
from agency_month
where (:agency_code::text is null or agency_code = :agency_code)
and reviewed + rated > 0
order by agency_code, month;

-- name: months
-- An agency's figures month by month.
select
    filed, open, reopened, overdue, answered, refused, on_time, late, reviewed, satisfied, settled, rated, pleased, month
from agency_month
where agency_code = :agency_code
and month >= :first::date
and month < :after::date
order by month;

-- name: oldest_month
-- The first month there is anything to say about.
select min(month)
from agency_month
where filed + reviewed + rated > 0;

-- name: province
-- The whole province since a month, for everybody to see.
select
    coalesce(sum(filed), 0) as filed, coalesce(sum(open), 0) as open, coalesce(sum(answered), 0) as answered,
    coalesce(sum(on_time), 0) as on_time, coalesce(sum(on_time + late + overdue), 0) as matured
from agency_month
where month >= :first::date;

-- name: filed_cases
-- Cases of an agency filed in a period, the latest first, as one figure counts them.
select c.id, c.number, c.state, f.name as field_name, f.name_en as field_name_en, a.name as area_name, c.filed_at, c.original_due, c.answered_at
from case_file c
join field f on f.code = c.field_code
join area a on a.code = c.area_code
where c.agency_code = :agency_code
and c.filed_at >= :first::timestamptz
and c.filed_at < :after::timestamptz
and (c.filed_at, c.id) < (:before::timestamptz, :before_id::bigint)
and c.kind <> 'TO_CAO'
and c.state not in ('AWAITING_SIGNATURE', 'SPLIT', 'JOINED', 'WITHDRAWN')
and case :shape
    when 'filed' then true
    when 'answered' then c.answered_at is not null and c.state <> 'REFUSED'
    when 'refused' then c.state = 'REFUSED'
    when 'on_time' then (c.answered_at at time zone 'Asia/Ho_Chi_Minh')::date <= c.original_due
    when 'late' then (c.answered_at at time zone 'Asia/Ho_Chi_Minh')::date > c.original_due or c.state = 'APPEALED' and c.answered_at is null
    when 'matured' then c.answered_at is not null or c.state = 'APPEALED' or c.state <> 'SUSPENDED' and c.original_due < :today::date
end
order by c.filed_at desc, c.id desc
limit :most;

-- name: open_cases
-- Open cases of an agency filed in a period, the longest overdue first, as one figure counts them. The page is found in the index alone.
with page as (
    select id, original_due
    from case_file
    where agency_code = :agency_code
    and state in ('RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'SUSPENDED', 'AWAITING_APPROVAL', 'APPROVED')
    and kind <> 'TO_CAO'
    and filed_at >= :first::timestamptz
    and filed_at < :after::timestamptz
    and (original_due, id) > (:since::date, :since_id::bigint)
    and case :shape
        when 'open' then true
        when 'reopened' then answered_at is not null
        when 'overdue' then answered_at is null and state <> 'SUSPENDED' and original_due < :today::date
    end
    order by original_due, id
    limit :most
)
select c.id, c.number, c.state, f.name as field_name, f.name_en as field_name_en, a.name as area_name, c.filed_at, c.original_due, c.answered_at
from page
join case_file c on c.id = page.id
join field f on f.code = c.field_code
join area a on a.code = c.area_code
order by page.original_due, page.id;

-- name: reviewed_cases
-- Cases of a period whose answer by an agency was reviewed, the latest review first, as one figure counts them.
select
    c.id, c.number, c.state, f.name as field_name, f.name_en as field_name_en, a.name as area_name, c.filed_at, c.original_due, c.answered_at,
    r.at as reviewed_at
from case_review r
join case_file c on c.id = r.case_id
join field f on f.code = c.field_code
join area a on a.code = c.area_code
where r.agency_code = :agency_code
and c.kind <> 'TO_CAO'
and c.filed_at >= :first::timestamptz
and c.filed_at < :after::timestamptz
and (r.at, r.case_id) < (:before::timestamptz, :before_id::bigint)
and case :shape
    when 'reviewed' then true
    when 'satisfied' then r.treated >= 4
    when 'unsatisfied' then r.treated < 4
    when 'settled' then r.settled = 'YES'
end
order by r.at desc, r.case_id desc
limit :most;

-- name: touched_by_returns
-- From whom to whom cases were handed on since the cursor, by month. Denunciations are counted nowhere (Luật Tố cáo, Điều 8).
select distinct agency_code as from_agency, data ->> 'to' as to_agency, date_trunc('month', at at time zone 'Asia/Ho_Chi_Minh')::date as month
from case_event
where tx >= :after::text::xid8
and tx < :upto::text::xid8
and verb = 'TRANSFER'
and kind <> 'TO_CAO';

-- name: all_with_returns
-- From whom to whom cases were ever handed on, by month.
select distinct agency_code as from_agency, data ->> 'to' as to_agency, date_trunc('month', at at time zone 'Asia/Ho_Chi_Minh')::date as month
from case_event
where verb = 'TRANSFER'
and kind <> 'TO_CAO';

-- name: waits
-- On which day cases came to a body and on which it handed them to another, for some ways and months: they came when they were filed, when
-- somebody handed them on to it, or with what it took over.
select
    w.from_agency, w.to_agency, w.month,
    (coalesce(came.at, c.filed_at) at time zone 'Asia/Ho_Chi_Minh')::date as came_on,
    (e.at at time zone 'Asia/Ho_Chi_Minh')::date as left_on,
    count(*) as returned,
    count(*) filter (where (e.data ->> 'decided')::boolean) as decided
from unnest(:from_agencies::text[], :to_agencies::text[], :months::date[]) as w (from_agency, to_agency, month)
join case_event e on e.agency_code = w.from_agency
join case_file c on c.id = e.case_id
cross join lateral (
    select max(b.at) as at
    from case_event b
    where b.case_id = e.case_id
    and b.at >= c.filed_at
    and b.at <= e.at
    and b.id < e.id
    and b.verb in ('FILE', 'TRANSFER', 'SUCCEED')
) as came
where e.verb = 'TRANSFER'
and e.kind <> 'TO_CAO'
and e.data ->> 'to' = w.to_agency
and e.at >= w.month::timestamp at time zone 'Asia/Ho_Chi_Minh'
and e.at < (w.month + interval '1 month') at time zone 'Asia/Ho_Chi_Minh'
group by 1, 2, 3, 4, 5;

-- name: forget_returns
-- Forget what was counted of some ways and months, before they are counted anew.
delete from agency_return r
using unnest(:from_agencies::text[], :to_agencies::text[], :months::date[]) as w (from_agency, to_agency, month)
where r.from_agency = w.from_agency
and r.to_agency = w.to_agency
and r.month = w.month;

-- name: count_returns
-- Keep what was counted.
insert into agency_return (from_agency, to_agency, month, waited, returned, decided)
select *
from unnest(
    :from_agencies::text[], :to_agencies::text[], :months::date[], :waiteds::int[], :returneds::int[], :decideds::int[]
);

-- name: returns
-- Who handed on to whom, month by month.
select from_agency, to_agency, month, waited, returned, decided
from agency_return
where month >= :first::date
and month < :after::date;

-- name: returned_cases
-- Cases handed on from one body to another in a period, the latest first; a case that went the same way twice stands there twice. The page
-- is found among the events alone.
with page as (
    select e.id, e.at, e.case_id
    from unnest(:from_agencies::text[], :to_agencies::text[]) as w (from_agency, to_agency)
    join case_event e on e.agency_code = w.from_agency
    where e.verb = 'TRANSFER'
    and e.kind <> 'TO_CAO'
    and e.data ->> 'to' = w.to_agency
    and e.at >= :first::timestamptz
    and e.at < :after::timestamptz
    and (not :decided::boolean or (e.data ->> 'decided')::boolean)
    and (e.at, e.id) < (:before::timestamptz, :before_id::bigint)
    order by e.at desc, e.id desc
    limit :most
)
select
    page.id as event_id, page.at as returned_at, c.number, c.state, f.name as field_name, f.name_en as field_name_en, a.name as area_name,
    c.filed_at, c.original_due
from page
join case_file c on c.id = page.case_id
join field f on f.code = c.field_code
join area a on a.code = c.area_code
order by page.at desc, page.id desc;

-- name: voices
-- What invited people wrote of an agency within a period, the first words of each, the earliest first; days held back are left out.
select comment
from (
    select distinct on (a.person) a.comment, a.at, a.invitation_id
    from survey_draw d
    join survey_answer a on a.draw_id = d.id
    where d.agency_code = :agency_code
    and d.first >= :first::date
    and d.after <= :after::date
    and a.comment <> ''
    and not exists (
        select
        from quarantine q
        where q.agency_code = a.agency_code
        and q.day = a.day
        and q.stream = 'INVITED'
        and q.state = 'HELD'
    )
    order by a.person, a.at, a.invitation_id
) as said
order by at, invitation_id;

-- name: officials
-- Of each officer of an agency: the cases in their hands whose original day lies in a period and has come or that are decided, and how many
-- were decided by it. Counted as the agency's are.
select c.handler_id, o.name, count(*) as due, count(*) filter (where c.decided_on <= c.original_due) as on_time
from (
    select
        handler_id,
        original_due,
        state,
        (answered_at at time zone 'Asia/Ho_Chi_Minh')::date as decided_on
    from case_file
    where agency_code = :agency_code
    and original_due >= :first::date
    and original_due < :after::date
    and kind in ('PHAN_ANH_KIEN_NGHI', 'KHIEU_NAI')
    and state not in ('AWAITING_SIGNATURE', 'SPLIT', 'JOINED', 'WITHDRAWN')
) as c
join account o on o.id = c.handler_id
where c.decided_on is not null
or c.state = 'APPEALED'
or (c.original_due < :today::date and c.state <> 'SUSPENDED')
group by c.handler_id, o.name
order by o.name, c.handler_id;
