-- name: add
-- Ratings that came together, in one statement with the keys that make them unique: those that were added. A key that has rated before is
-- not among them. Keys are claimed in their order, so that two who add the same ones never wait for each other.
with sent as (
    select *
    from unnest(
        :keys::uuid[], :ats::timestamptz[], :days::date[], :agencies::text[], :overalls::smallint[], :devices::bytea[], :networks::bytea[]
    ) as sent (key, at, day, agency_code, overall, device, network)
),
claimed as (
    insert into rating_key (key, day)
    select key, day
    from sent
    order by key
    on conflict (key) do nothing
    returning key
)
insert into rating (day, key, at, agency_code, overall, not_reached, device, network)
select day, key, at, agency_code, overall, overall is null, device, network
from claimed
join sent using (key)
returning key;

-- name: change
-- Another face tapped under the same key: the last one counts, and what stood before is kept. The same face again changes nothing.
with old as (
    select *
    from rating
    where key = :key
    and day = (select day from rating_key where key = :key)
    and agency_code = :agency_code
    and overall is distinct from :overall::smallint
    for update
),
kept as (
    insert into rating_before (
        day, key, agency_code, field_code, overall, access, procedure, staff, result, handling, trust, effort, sex, age_band, ethnic,
        disability, not_reached, was_tx
    )
    select
        day, key, agency_code, field_code, overall, access, procedure, staff, result, handling, trust, effort, sex, age_band, ethnic,
        disability, not_reached, tx
    from old
)
update rating
set
    overall = :overall::smallint,
    not_reached = case when :overall::smallint is null then true when old.overall is null then false else old.not_reached end,
    tx = pg_current_xact_id()
from old
where rating.key = :key
and rating.day = (select day from rating_key where key = :key)
and rating.key = old.key;

-- name: rated_agency
-- Whom a key has rated.
select agency_code
from rating
where key = :key
and day = (select day from rating_key where key = :key);

-- name: rating
-- What was said under a key about an agency.
select
    key, agency_code, at, overall, coalesce(field_code, '') as field_code, access, procedure, staff, result, handling, trust, comment,
    effort, sex, age_band, ethnic, disability, not_reached
from rating
where key = :key
and day = (select day from rating_key where key = :key)
and agency_code = :agency_code;

-- name: complete
-- The rest of a rating, as it stands on the page. Where anything that is counted changes, what stood before is kept. Without a face
-- somebody was not served, whatever the page says.
with old as (
    select
        *,
        (field_code, access, procedure, staff, result, handling, trust, effort, sex, age_band, ethnic, disability, not_reached)
        is distinct from (
            :field_code::text, :access::smallint, :procedure::smallint, :staff::smallint, :result::smallint, :handling::smallint,
            :trust::smallint, :effort::smallint, :sex::text, :age_band::text, :ethnic::text, :disability::boolean,
            :not_reached::boolean or overall is null
        ) as changed
    from rating
    where key = :key
    and day = (select day from rating_key where key = :key)
    and agency_code = :agency_code
    for update
),
kept as (
    insert into rating_before (
        day, key, agency_code, field_code, overall, access, procedure, staff, result, handling, trust, effort, sex, age_band, ethnic,
        disability, not_reached, was_tx
    )
    select
        day, key, agency_code, field_code, overall, access, procedure, staff, result, handling, trust, effort, sex, age_band, ethnic,
        disability, not_reached, tx
    from old
    where changed
)
update rating
set
    field_code = :field_code::text,
    access = :access::smallint,
    procedure = :procedure::smallint,
    staff = :staff::smallint,
    result = :result::smallint,
    handling = :handling::smallint,
    trust = :trust::smallint,
    effort = :effort::smallint,
    sex = :sex::text,
    age_band = :age_band::text,
    ethnic = :ethnic::text,
    disability = :disability::boolean,
    not_reached = :not_reached::boolean or old.overall is null,
    comment = :comment,
    seconds = case when old.changed then greatest(extract(epoch from :at::timestamptz - old.at), 0)::int else old.seconds end,
    tx = case when old.changed then pg_current_xact_id() else old.tx end
from old
where rating.key = :key
and rating.day = (select day from rating_key where key = :key)
and rating.key = old.key;

-- name: forget_keys
-- Keys so old that no phone still waits to send them again.
delete from rating_key
where day < :before::date;

-- name: forget_before
-- How ratings stood before they were changed, of days from which nothing is changed any more.
delete from rating_before
where day < :before::date;

-- name: review
-- What the resident last said of how a case was treated.
select agency_code, at, settled, treated, comment
from case_review
where case_id = :case_id;

-- name: save_review
-- What the resident says now, in place of what was said before.
insert into case_review (case_id, agency_code, at, settled, treated, comment)
values (:case_id, :agency_code, :at::timestamptz, :settled, :treated::smallint, :comment)
on conflict (case_id) do update
set
    agency_code = excluded.agency_code,
    at = excluded.at,
    settled = excluded.settled,
    treated = excluded.treated,
    comment = excluded.comment;
