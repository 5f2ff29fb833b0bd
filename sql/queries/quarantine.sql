-- name: take_turn
-- The last day that was looked at, held; no row while somebody else looks.
select day
from quarantine_turn
where name = 'days'
for update skip locked;

-- name: oldest_day
-- The first day there is anything to look at.
select least((select min(day) from rating), (select min(day) from survey_answer));

-- name: end_turn
-- The next turn begins after this day; browsers of officers are no longer needed.
with looked_at as (
    delete from staff_mark
    where day <= :day::date
)
update quarantine_turn
set day = :day::date
where name = 'days';

-- name: count_day
-- The day's ratings by level at each agency; a rating without a face says nothing here.
insert into rated_day (agency_code, day, high, low)
select agency_code, day, count(*) filter (where overall >= 4), count(*) filter (where overall < 4)
from rating
where day = :day::date
and overall is not null
group by agency_code, day
on conflict (agency_code, day) do update
set
    high = excluded.high,
    low = excluded.low;

-- name: days
-- The ratings of each day of a stretch by level, at those agencies that were rated on its last day.
select agency_code, day, high, low
from rated_day
where day between :first::date and :last::date
and agency_code in (select agency_code from rated_day where day = :last::date);

-- name: beginnings
-- Since when each agency that was rated on a day is rated at all.
select now.agency_code, (select min(day) from rated_day as one where one.agency_code = now.agency_code) as day
from rated_day as now
where now.day = :day::date;

-- name: doubted
-- Days that are no measure of what is usual: bursts that nobody has released, and whatever is held.
select distinct agency_code, day, 0 as high, 0 as low
from quarantine
where stream = 'OPEN'
and day between :first::date and :last::date
and ((rule = 'BURST' and state <> 'RELEASED') or state = 'HELD');

-- name: quick
-- The day's ratings that were made fast, with all their levels.
select agency_code, array[overall, access, procedure, staff, result, handling, trust] as levels, seconds
from rating
where day = :day::date
and seconds < :seconds
and overall is not null;

-- name: devices
-- Browsers from which more people rated an agency on the day than one helps with: how many ratings, browsers, and the most of one.
select agency_code, sum(n)::int as odd, count(*)::int as groups, max(n)::int as largest
from (
    select agency_code, count(*) as n
    from rating
    where day = :day::date
    and device is not null
    group by agency_code, device
    having count(*) > :most
) as crowded
group by agency_code;

-- name: networks
-- The same of neighbourhoods of addresses, without those known as a one-stop desk's.
select agency_code, sum(n)::int as odd, count(*)::int as groups, max(n)::int as largest
from (
    select agency_code, count(*) as n
    from rating
    where day = :day::date
    and network is not null
    and network <> all(:desks::bytea[])
    group by agency_code, network
    having count(*) > :most
) as crowded
group by agency_code;

-- name: by_staff
-- The day's ratings from browsers of officers who were signed in, and from where an agency's own people work.
select agency_code, count(*)::int as odd, count(distinct device)::int as groups, 0 as largest
from rating
where day = :day::date
and (
    device in (select device from staff_mark where day = :day::date)
    or network = any(:offices::bytea[])
)
group by agency_code;

-- name: comments
-- What was written on a day and in the week before it, at agencies where somebody wrote on the day; the latest first.
select agency_code, day = :day::date as today, comment as text
from rating as one
where day between :first::date and :day::date
and length(comment) >= :shortest
and exists (
    select
    from rating as new
    where new.day = :day::date
    and new.agency_code = one.agency_code
    and length(new.comment) >= :shortest
)
order by day desc, key
limit :most;

-- name: invited_day
-- The day's answers of invited people by level at each agency.
select agency_code, day, (count(*) filter (where overall >= 4))::int as high, (count(*) filter (where overall < 4))::int as low
from survey_answer
where day = :day::date
group by agency_code, day;

-- name: invited_quick
-- The day's answers that were given fast.
select agency_code, array[access, procedure, staff, result, handling, overall, trust] as levels, seconds
from survey_answer
where day = :day::date
and seconds < :seconds;

-- name: invited_early
-- The day's answers about what was closed only later.
select answer.agency_code, count(*)::int as odd, 0 as groups, 0 as largest
from survey_answer as answer
join invitation on invitation.id = answer.invitation_id
join register_row as matter on matter.id = invitation.row_id
where answer.day = :day::date
and matter.closed_on > answer.day
group by answer.agency_code;

-- name: invited_comments
-- What invited people wrote on a day and in the week before it.
select agency_code, day = :day::date as today, comment as text
from survey_answer
where day between :first::date and :day::date
and length(comment) >= :shortest
order by day desc, invitation_id
limit :most;

-- name: add_sign
-- Keep a sign, and that it was found; nothing where it is known.
with kept as (
    insert into quarantine (stream, agency_code, day, rule, evidence, proposed, found_at)
    values (:stream, :agency_code, :day::date, :rule, :evidence::jsonb, :proposed::boolean, :at::timestamptz)
    on conflict (stream, agency_code, day, rule) do nothing
    returning id, found_at
)
insert into quarantine_event (quarantine_id, at, verb)
select id, found_at, 'FOUND'
from kept;

-- name: finding_for_update
-- One sign, held until the decision is saved.
select
    id, stream, agency_code, day, rule, evidence, proposed, state, found_at,
    first_by, first_says, first_reason, first_at, second_by, second_says, second_reason, second_at
from quarantine
where id = :id::bigint
for update;

-- name: finding
-- One sign.
select
    id, stream, agency_code, day, rule, evidence, proposed, state, found_at,
    first_by, first_says, first_reason, first_at, second_by, second_says, second_reason, second_at
from quarantine
where id = :id::bigint;

-- name: findings
-- Signs, the latest day first; `waiting`: those that two people have not decided and that are proposed, or that somebody has spoken about.
select
    id, stream, agency_code, day, rule, evidence, proposed, state, found_at,
    first_by, first_says, first_reason, first_at, second_by, second_says, second_reason, second_at
from quarantine
where (day, id) < (:before::date, :before_id::bigint)
and (:state::text is null or state = :state)
and (:agency_code::text is null or agency_code = :agency_code)
and (
    not :waiting::boolean
    or (proposed and state = 'WATCHED')
    or (first_by is not null and first_says is distinct from second_says)
)
order by day desc, id desc
limit :most;

-- name: decide
-- The words as they stand, and the state that follows.
update quarantine
set
    state = :state,
    first_by = :first_by::int,
    first_says = :first_says,
    first_reason = :first_reason,
    first_at = :first_at::timestamptz,
    second_by = :second_by::int,
    second_says = :second_says,
    second_reason = :second_reason,
    second_at = :second_at::timestamptz
where id = :id::bigint;

-- name: add_event
-- What was said or decided.
insert into quarantine_event (quarantine_id, at, verb, account_id, says, reason)
values (:id::bigint, :at::timestamptz, :verb, :account_id::int, :says, :reason);

-- name: history
-- What was found, said and decided, oldest first.
select one.at, one.verb, coalesce(account.name, '') as officer, one.says, one.reason
from quarantine_event as one
left join account on account.id = one.account_id
where one.quarantine_id = :id::bigint
order by one.id;

-- name: rated_days
-- The ratings of an agency on each day of a stretch.
select agency_code, day, high, low
from rated_day
where agency_code = :agency_code
and day >= :first::date
and day < :after::date
order by day;

-- name: answered_days
-- The same of the answers of invited people.
select agency_code, day, (count(*) filter (where overall >= 4))::int as high, (count(*) filter (where overall < 4))::int as low
from survey_answer
where agency_code = :agency_code
and day >= :first::date
and day < :after::date
group by agency_code, day
order by day;

-- name: add_staff_mark
-- An officer is signed in with this browser today.
insert into staff_mark (day, device)
values (:day::date, :device::bytea)
on conflict (day, device) do nothing;

-- name: staff_networks
-- Neighbourhoods of addresses of agencies.
select host(network) || '/' || masklen(network) as network, one.agency_code, one.kind, account.name, one.added_at
from staff_network as one
join account on account.id = one.added_by
order by one.agency_code, one.network;

-- name: add_staff_network
-- Whose a neighbourhood is; what was said of it before gives way.
insert into staff_network (network, agency_code, kind, added_by, added_at)
values (:network::text::cidr, :agency_code, :kind, :account_id::int, :at::timestamptz)
on conflict (network) do update
set
    agency_code = excluded.agency_code,
    kind = excluded.kind,
    added_by = excluded.added_by,
    added_at = excluded.added_at;

-- name: drop_staff_network
-- A neighbourhood is an agency's no more.
delete from staff_network
where network = :network::text::cidr;

-- name: outcomes
-- Invited and closed by outcome in a quarter at each agency, counted from the register, and how many were to be expected from the fields.
with closings as (
    select
        matter.agency_code, matter.field_code,
        case when matter.outcome = 'DONE' and matter.late then 'LATE' else coalesce(nullif(matter.outcome, ''), 'UNKNOWN') end as how,
        invitation.id as asked
    from register_import as file
    join register_row as matter on matter.import_id = file.id
    left join invitation on invitation.row_id = matter.id
    where file.state = 'TAKEN'
    and file.first = :first::date
),
fields as (
    select agency_code, field_code, count(asked)::float / count(*) as rate
    from closings
    group by agency_code, field_code
),
by_outcome as (
    select agency_code, how, count(asked) as asked, count(*) as closed, round(sum(rate)::numeric, 3) as expected
    from closings
    join fields using (agency_code, field_code)
    group by agency_code, how
)
select agency_code, jsonb_object_agg(how, jsonb_build_array(asked, closed, expected)) as outcomes
from by_outcome
group by agency_code;

-- name: withdrawn_cases
-- Late and timely cases of a quarter at each agency, and how many of each were withdrawn: by the day they were promised for.
with cases as (
    select
        one.agency_code, one.original_due < coalesce(withdrawal.at, one.answered_at, :now::timestamptz)::date as late,
        withdrawal.at is not null as gone
    from case_file as one
    left join case_event as withdrawal
        on withdrawal.case_id = one.id
        and withdrawal.to_state = 'WITHDRAWN'
        and withdrawal.from_state <> 'WITHDRAWN'
    where one.kind <> 'TO_CAO'
    and one.original_due >= :first::date
    and one.original_due < :after::date
    and (one.original_due < :now::timestamptz::date or one.answered_at is not null or withdrawal.at is not null)
)
select
    agency_code, (count(*) filter (where late))::int as late, (count(*) filter (where late and gone))::int as late_withdrawn,
    (count(*) filter (where not late))::int as timely, (count(*) filter (where not late and gone))::int as timely_withdrawn
from cases
group by agency_code;

-- name: drawn
-- When each agency's draw of a quarter was made.
select agency_code, drawn_at::date as drawn_on
from survey_draw
where first = :first::date
and drawn_at is not null;

-- name: withdrawals
-- Withdrawals in each fortnight up to the draw of a quarter: of transactions by the day they were closed, of cases by the day it was said.
with draws as (
    select agency_code, least(drawn_at::date, after) as closed_before, drawn_at::date as drawn_on
    from survey_draw
    where first = :first::date
    and drawn_at is not null
),
gone as (
    select draws.agency_code, (draws.closed_before - 1 - matter.closed_on) / :days as fortnight
    from draws
    join register_import as file using (agency_code)
    join register_row as matter on matter.import_id = file.id
    where file.state = 'TAKEN'
    and file.first = :first::date
    and matter.outcome = 'WITHDRAWN'
    and matter.closed_on < draws.closed_before
    union all
    select draws.agency_code, (draws.drawn_on - 1 - one.at::date) / :days
    from draws
    join case_file as file using (agency_code)
    join case_event as one on one.case_id = file.id
    where file.kind <> 'TO_CAO'
    and file.state = 'WITHDRAWN'
    and one.to_state = 'WITHDRAWN'
    and one.from_state <> 'WITHDRAWN'
    and one.at < draws.drawn_on
    and one.at >= draws.drawn_on - :days * :most
)
select draws.agency_code, step as fortnight, count(gone.fortnight)::int as withdrawn
from draws
cross join generate_series(0, :most - 1) as step
left join gone
    on gone.agency_code = draws.agency_code
    and gone.fortnight = step
group by draws.agency_code, step
order by draws.agency_code, step desc;

-- name: keep_steering
-- What was counted, in place of what was counted before; nothing where it is the same.
insert into steering (
    agency_code, first, drawn_on, outcomes, fortnights, late, late_withdrawn, timely, timely_withdrawn, counted_at
)
values (
    :agency_code, :first::date, :drawn_on::date, :outcomes::jsonb, :fortnights::int[], :late, :late_withdrawn, :timely, :timely_withdrawn,
    :at::timestamptz
)
on conflict (agency_code, first) do update
set
    drawn_on = excluded.drawn_on,
    outcomes = excluded.outcomes,
    fortnights = excluded.fortnights,
    late = excluded.late,
    late_withdrawn = excluded.late_withdrawn,
    timely = excluded.timely,
    timely_withdrawn = excluded.timely_withdrawn,
    counted_at = excluded.counted_at
where (
    steering.drawn_on, steering.outcomes, steering.fortnights, steering.late, steering.late_withdrawn, steering.timely,
    steering.timely_withdrawn
) is distinct from (
    excluded.drawn_on, excluded.outcomes, excluded.fortnights, excluded.late, excluded.late_withdrawn, excluded.timely,
    excluded.timely_withdrawn
);

-- name: steering
-- What was counted of a quarter, by agency.
select agency_code, first, drawn_on, outcomes, fortnights, late, late_withdrawn, timely, timely_withdrawn, counted_at
from steering
where first = :first::date
order by agency_code;
