-- name: add_method
-- Keep a method; one that is there stays as it was.
insert into method (version, body, sha256, since)
values (:version, :body::jsonb, :sha256, :since)
on conflict do nothing;

-- name: method
-- One method.
select version, sha256, since, body
from method
where version = :version;

-- name: margins
-- The register of all draws of an agency within a period, by one variable after another.
select
    case
        when grouping(r.field_code) = 0 then 'service'
        when grouping(r.area_type) = 0 then 'area_type'
        when grouping(r.sex) = 0 then 'sex'
        when grouping(r.age_band) = 0 then 'age'
        when grouping(r.ethnic) = 0 then 'ethnic'
        else 'quarter'
    end as variable,
    coalesce(r.field_code, r.area_type, r.sex, r.age_band, r.ethnic, d.first::text) as level,
    count(*) as number
from survey_draw d
join register_row r
    on r.agency_code = d.agency_code
    and r.closed_on >= d.first
    and r.closed_on < d.after
join register_import i
    on i.id = r.import_id
    and i.state = 'TAKEN'
where d.agency_code = :agency_code
and d.first >= :first::date
and d.after <= :after::date
and d.state <> 'PLANNED'
group by grouping sets ((r.field_code), (r.area_type), (r.sex), (r.age_band), (r.ethnic), (d.first))
order by 1, 2;

-- name: said
-- Every answer of those draws: the cell of the register, what the person says of themselves, and the levels. Days held back by two people
-- are left out.
select
    encode(a.person, 'hex') as person, d.first::text as quarter, r.field_code, r.area_type as of_area_type, r.sex as of_sex,
    r.age_band as of_age, r.ethnic as of_ethnic, a.area_code, a.area_type, a.sex, a.age_band, a.ethnic,
    case a.disability when true then 'yes' when false then 'no' else '' end as disability, r.participant,
    a.access, a.procedure, a.staff, a.result, a.handling, a.trust
from survey_draw d
join survey_answer a on a.draw_id = d.id
join invitation i on i.id = a.invitation_id
join register_row r on r.id = i.row_id
where d.agency_code = :agency_code
and d.first >= :first::date
and d.after <= :after::date
and not exists (
    select
    from quarantine q
    where q.agency_code = a.agency_code
    and q.day = a.day
    and q.stream = 'INVITED'
    and q.state = 'HELD'
)
order by a.invitation_id;

-- name: invited
-- How many were drawn in a period.
select count(*)
from invitation i
join survey_draw d on d.id = i.draw_id
where d.agency_code = :agency_code
and d.first >= :first::date
and d.after <= :after::date;

-- name: horizon
-- The oldest transaction still running: whatever is older is visible to the next statement.
select pg_snapshot_xmin(pg_current_snapshot())::text;

-- name: stale
-- Agencies and periods whose figures are missing or, while the period moves, older than what they are made of; the longest waiting first.
with span as (
    select *
    from unnest(:names::text[], :firsts::date[], :afters::date[], :moving::bool[]) as p (period, first, after, moving)
),
busy as (
    select a.code as agency_code, s.period, s.moving
    from span s
    cross join agency a
    where exists (
        select
        from survey_draw d
        where d.agency_code = a.code
        and d.first >= s.first
        and d.after <= s.after
    )
    or exists (
        select
        from case_file c
        where c.agency_code = a.code
        and c.filed_at >= s.first - 180
        and c.filed_at < s.after
        and c.original_due >= s.first
        and c.original_due < s.after
        and c.kind in ('PHAN_ANH_KIEN_NGHI', 'KHIEU_NAI')
    )
)
select b.agency_code, b.period
from busy b
left join figure f
    on f.period = b.period
    and f.agency_code = b.agency_code
where f.agency_code is null
or (
    b.moving
    and (
        f.method <> :method
        or f.computed_at < :today::timestamptz
        or (
            f.computed_at < :before::timestamptz
            and (
                exists (
                    select
                    from case_event e
                    where e.tx >= f.seen
                    and e.agency_code = f.agency_code
                    and e.kind <> 'TO_CAO'
                )
                or exists (
                    select
                    from survey_answer a
                    where a.tx >= f.seen
                    and a.agency_code = f.agency_code
                )
            )
        )
    )
)
order by f.computed_at nulls first, length(b.period), b.period desc, b.agency_code
limit :most;

-- name: save
-- Keep figures; the latest stand.
insert into figure (agency_code, period, method, computed_at, seen, body)
values (:agency_code, :period, :method, :computed_at, :seen::text::xid8, :body::jsonb)
on conflict (period, agency_code) do update set
    method = excluded.method,
    computed_at = excluded.computed_at,
    seen = excluded.seen,
    body = excluded.body;

-- name: figure
-- Figures of one agency and period.
select body
from figure
where agency_code = :agency_code
and period = :period;

-- name: of_period
-- Figures of everybody.
select body
from figure
where period = :period
order by agency_code;

-- name: of_agency
-- Figures of all periods of an agency.
select body
from figure
where agency_code = :agency_code
order by period;

-- name: tell
-- Keep what everybody reads.
insert into figure_told (agency_code, period, body)
values (:agency_code, :period, :body::jsonb)
on conflict (period, agency_code) do update set
    body = excluded.body;

-- name: told
-- What everybody reads of one agency and period.
select body
from figure_told
where agency_code = :agency_code
and period = :period;

-- name: told_of_period
-- What everybody reads of everybody.
select body
from figure_told
where period = :period
order by agency_code;

-- name: told_of_agency
-- What everybody reads of an agency.
select body
from figure_told
where agency_code = :agency_code
order by period;

-- name: periods
-- Periods there are figures of.
select distinct period
from figure
order by period;

-- name: participant_counts
-- Participants of a year, or of the latest before it.
select stratum, number
from participant_count
where year = (select max(year) from participant_count where year <= :year);

-- name: set_participants
-- Keep how many take part in one way.
insert into participant_count (year, stratum, number, source, at)
values (:year, :stratum, :number, :source, :at)
on conflict (year, stratum) do update set
    number = excluded.number,
    source = excluded.source,
    at = excluded.at;

-- name: freeze
-- Keep what is published of a year.
insert into figure_snapshot (period, number, method, frozen_at, body, csv, sha256, reason, account_id)
values (
    :period,
    (select coalesce(max(number), 0) + 1 from figure_snapshot where period = :period),
    :method, :frozen_at, :body::jsonb, :csv, :sha256, :reason, :account_id
)
returning number;

-- name: snapshots
-- What was frozen, the latest first.
select period, number, method, frozen_at, sha256, reason
from figure_snapshot
order by period desc, number desc;

-- name: snapshot
-- One of them whole.
select period, number, method, frozen_at, sha256, reason, csv, body
from figure_snapshot
where period = :period
and number = :number;

-- name: add_comment
-- Keep an agency's word.
insert into figure_comment (period, number, agency_code, text, account_id, at)
values (:period, :number, :agency_code, :text, :account_id, :at);

-- name: comments
-- What agencies say of a snapshot.
select id, agency_code, text, at
from figure_comment
where period = :period
and number = :number
order by agency_code, at, id;

-- name: volunteers
-- What the open stream says of an agency as a whole, by month.
select period as month, criterion, held, level::int as level, sum(count)::bigint as count
from rating_cube
where stream = 'OPEN'
and agency_code = :agency_code
and field_code = ''
and area_code = ''
and grouping = ''
and period >= :first::date
and period < :after::date
group by period, criterion, held, level
having sum(count) > 0
order by period, criterion, held, level;
