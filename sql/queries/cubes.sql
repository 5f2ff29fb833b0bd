-- name: news
-- Whether there is anything to count: something newer than the cursor that no running transaction can still precede, days that came under
-- quarantine or out of it, or a minute gone by, so that the cursor says how fresh the cubes are.
select
    cursor.tx > pg_snapshot_xmin(pg_current_snapshot())
    or cursor.at < :minute_ago::timestamptz
    or exists (
        select
        from rating
        where tx >= cursor.tx
        and tx < pg_snapshot_xmin(pg_current_snapshot())
    )
    or exists (
        select
        from survey_answer
        where tx >= cursor.tx
        and tx < pg_snapshot_xmin(pg_current_snapshot())
    )
    or exists (
        select stream, agency_code, day
        from quarantine
        where state = 'HELD'
        except
        select stream, agency_code, day
        from cube_held
    )
    or exists (
        select stream, agency_code, day
        from cube_held
        except
        select stream, agency_code, day
        from quarantine
        where state = 'HELD'
    )
from cube_cursor as cursor
where name = 'rating_cube';

-- name: cursor
-- How far has been counted, locked; no row while another process counts.
select tx::text
from cube_cursor
where name = 'rating_cube'
for update skip locked;

-- name: begin_anew
-- Nothing counts as counted: should a recount be broken off, the worker counts everything.
update cube_cursor
set tx = '0'
where name = 'rating_cube';

-- name: horizon
-- The oldest transaction still running: whatever is older has ended and is visible to the next statement. `lost` when the cursor stands
-- beyond it, which happens when a backup was restored into another cluster, or when nothing was ever counted.
select
    pg_snapshot_xmin(pg_current_snapshot())::text as tx,
    :after::text::xid8 = '0' or :after::text::xid8 > pg_snapshot_xmin(pg_current_snapshot()) as lost;

-- name: advance
-- All that is older has been counted. While something newer waits behind a running transaction, the cubes are no fresher than the oldest
-- that waits.
with waiting as (
    select min(at) as at
    from rating
    where tx >= :tx::text::xid8
    union all
    select min(at)
    from survey_answer
    where tx >= :tx::text::xid8
)
update cube_cursor
set
    tx = :tx::text::xid8,
    at = greatest(at, least(:at::timestamptz, (select min(at) from waiting)))
where name = 'rating_cube';

-- name: counted_at
-- How fresh the cubes are.
select at
from cube_cursor
where name = 'rating_cube';

-- name: for_all
-- Room for counting whole months, until the transaction ends; they are read as they lie.
select set_config('work_mem', '256MB', true) || set_config('enable_indexscan', 'off', true) || set_config('jit', 'off', true);

-- name: days
-- The first and the last day of the open stream.
select min(day) as first, max(day) as last
from rating;

-- name: open_months
-- Months of the open stream in which anything changed.
select date_trunc('month', day::timestamp)::date as first
from rating
where tx >= :after::text::xid8
and tx < :upto::text::xid8
union
select date_trunc('month', day::timestamp)::date
from rating_before
where was_tx >= :after::text::xid8
and was_tx < :upto::text::xid8;

-- name: invited_agencies
-- Agencies about which anybody who was invited has answered.
select distinct agency_code
from survey_answer
where tx >= :after::text::xid8
and tx < :upto::text::xid8;

-- name: release
-- Days that have come out of quarantine since they were counted; no longer counted with it from here on.
delete from cube_held as counted
where not exists (
    select
    from quarantine
    where state = 'HELD'
    and stream = counted.stream
    and agency_code = counted.agency_code
    and day = counted.day
)
returning stream, agency_code, day;

-- name: hold
-- Days that have come under quarantine since they were counted; counted with it from here on.
insert into cube_held (stream, agency_code, day)
select distinct stream, agency_code, day
from quarantine
where state = 'HELD'
on conflict do nothing
returning stream, agency_code, day;

-- name: forget_invited
-- Forget what was counted of the invited stream, of these agencies or of all.
delete from rating_cube
where stream = 'INVITED'
and (:agencies::text[] is null or agency_code = any(:agencies::text[]));

-- name: count_open
-- What changed in a month of the open stream between two moments of the record, by field and by group: what stands is added, what stood
-- before is taken away. With `anew` what was counted before is taken away, too: then it is all of the month, from the first moment on.
with said as (
    select 1 as n, agency_code, day, field_code, sex, age_band, ethnic, disability, not_reached, overall, access, procedure, staff, result,
        handling, trust, effort
    from rating
    where day between :month::date and :last::date
    and (tx >= :after::text::xid8 and tx < :upto::text::xid8)
    and (:agencies::text[] is null or agency_code = any(:agencies::text[]))
    union all
    select (was_tx >= :after::text::xid8)::int - (tx < :upto::text::xid8)::int, agency_code, day, field_code, sex, age_band, ethnic, disability,
        not_reached, overall, access, procedure, staff, result, handling, trust, effort
    from rating_before
    where day between :month::date and :last::date
    and (tx >= :after::text::xid8 and was_tx < :upto::text::xid8)
    and (:agencies::text[] is null or agency_code = any(:agencies::text[]))
),
counted as (
    select
        agency_code, coalesce(held, false) as held, everybody, case when everybody then field_code end as field_code,
        case when not everybody then array[sex, age_band, ethnic, disability::text] end as who,
        array[
            sum(n) filter (where overall = 1), sum(n) filter (where overall = 2), sum(n) filter (where overall = 3), sum(n) filter (where overall = 4), sum(n) filter (where overall = 5),
            sum(n) filter (where access = 1), sum(n) filter (where access = 2), sum(n) filter (where access = 3), sum(n) filter (where access = 4), sum(n) filter (where access = 5),
            sum(n) filter (where procedure = 1), sum(n) filter (where procedure = 2), sum(n) filter (where procedure = 3), sum(n) filter (where procedure = 4), sum(n) filter (where procedure = 5),
            sum(n) filter (where staff = 1), sum(n) filter (where staff = 2), sum(n) filter (where staff = 3), sum(n) filter (where staff = 4), sum(n) filter (where staff = 5),
            sum(n) filter (where result = 1), sum(n) filter (where result = 2), sum(n) filter (where result = 3), sum(n) filter (where result = 4), sum(n) filter (where result = 5),
            sum(n) filter (where handling = 1), sum(n) filter (where handling = 2), sum(n) filter (where handling = 3), sum(n) filter (where handling = 4), sum(n) filter (where handling = 5),
            sum(n) filter (where trust = 1), sum(n) filter (where trust = 2), sum(n) filter (where trust = 3), sum(n) filter (where trust = 4), sum(n) filter (where trust = 5),
            sum(n) filter (where effort = 1), sum(n) filter (where effort = 2), sum(n) filter (where effort = 3), sum(n) filter (where effort = 4), sum(n) filter (where effort = 5),
            sum(n) filter (where not_reached)
        ] as counts
    from said
    left join (select agency_code, day, true as held from cube_held where stream = 'OPEN') as own using (agency_code, day)
    cross join (values (true), (false)) as way (everybody)
    where (everybody or disability is not null or sex || age_band || ethnic <> '')
    group by 1, 2, 3, 4, 5
)
insert into rating_cube (stream, period, agency_code, field_code, area_code, criterion, grouping, held, level, count)
select 'OPEN', :month::date, agency_code, field_code, '', criterion, grouping, held, level, sum(count)
from (
    select agency_code, place.field_code, (:criteria::text[])[(nth + 4) / 5] as criterion, place.grouping, held, 1 + (nth - 1) % 5 as level, count
    from counted
    cross join lateral unnest(counts) with ordinality as cell (count, nth)
    cross join lateral (
        values (case when everybody then '' end, ''), (field_code, ''), ('', 'sex:' || nullif(who[1], '')), ('', 'age:' || nullif(who[2], '')),
            ('', 'ethnic:' || nullif(who[3], '')), ('', case who[4] when 'true' then 'disability:yes' when 'false' then 'disability:no' end)
    ) as place (field_code, grouping)
    where (count <> 0 and place.field_code || place.grouping is not null)
    union all
    select agency_code, field_code, criterion, grouping, held, level, -count
    from rating_cube
    where (:anew and stream = 'OPEN' and period = :month::date)
    and (:agencies::text[] is null or agency_code = any(:agencies::text[]))
) as cell
group by agency_code, field_code, criterion, grouping, held, level
having sum(count) <> 0
order by agency_code, field_code, grouping, criterion, held, level
on conflict (stream, agency_code, field_code, area_code, grouping, criterion, held, level, period) do update
set count = rating_cube.count + excluded.count;

-- name: count_invited
-- Count all answers of the invited stream of some agencies, or of all: by field, area and group, each alone and with the others. What came
-- after the end of what a draw was of is of its last month.
with said as (
    select
        date_trunc('month', greatest(d.first, least(a.day, d.after - 1))::timestamp)::date as period, h.day is not null as held, a.*
    from survey_answer a
    join survey_draw d on d.id = a.draw_id
    left join cube_held h on (h.stream, h.agency_code, h.day) = ('INVITED', a.agency_code, a.day)
    where (:agencies::text[] is null or a.agency_code = any(:agencies::text[]))
)
insert into rating_cube (stream, period, agency_code, field_code, area_code, criterion, grouping, held, level, count)
select 'INVITED', period, agency_code, field.code, area.code, criterion, place.grouping, held, coalesce(level, 0), count(*)
from said
cross join lateral (values (''), (nullif(field_code, ''))) as field (code)
cross join lateral (values (''), (nullif(area_code, ''))) as area (code)
cross join lateral (
    values (''), ('sex:' || nullif(sex, '')), ('age:' || nullif(age_band, '')), ('ethnic:' || nullif(ethnic, '')),
        (case disability when true then 'disability:yes' when false then 'disability:no' end)
) as place (grouping)
cross join lateral (
    values ('overall', overall), ('access', access), ('procedure', procedure), ('staff', staff), ('result', result),
        ('handling', handling), ('trust', trust), ('effort', effort), ('not_reached', not_reached::int)
) as said_of (criterion, level)
where field.code || area.code || place.grouping is not null
group by 2, 3, 4, 5, 6, 7, 8, 9;

-- name: cells
-- What was said of an agency in a stream and a period of months.
select field_code, area_code, criterion, grouping, held, level, sum(count)::bigint as count
from rating_cube
where stream = :stream
and agency_code = :agency_code
and period >= :first::date
and period < :after::date
group by 1, 2, 3, 4, 5, 6
having sum(count) <> 0;
