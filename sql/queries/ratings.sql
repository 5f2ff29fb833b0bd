-- name: add
-- A rating, in one statement with the key that makes it unique; no row when the key has rated before.
with claimed as (
    insert into rating_key (key, day)
    values (:key, :day)
    on conflict (key) do nothing
    returning key, day
)
insert into rating (day, key, at, agency_code, overall)
select day, key, :at::timestamptz, :agency_code, :overall::smallint
from claimed;

-- name: change
-- Another face tapped under the same key: the last one counts. The same face again changes nothing.
update rating
set
    overall = :overall::smallint,
    tx = pg_current_xact_id()
where key = :key
and day = (select day from rating_key where key = :key)
and agency_code = :agency_code
and overall <> :overall::smallint;

-- name: rated_agency
-- Whom a key has rated.
select agency_code
from rating
where key = :key
and day = (select day from rating_key where key = :key);

-- name: rating
-- What was said under a key about an agency.
select
    key, agency_code, at, overall, coalesce(field_code, '') as field_code, access, procedure, staff, result, handling, trust, comment
from rating
where key = :key
and day = (select day from rating_key where key = :key)
and agency_code = :agency_code;

-- name: complete
-- The rest of a rating, as it stands on the page.
update rating
set
    field_code = :field_code::text,
    access = :access::smallint,
    procedure = :procedure::smallint,
    staff = :staff::smallint,
    result = :result::smallint,
    handling = :handling::smallint,
    trust = :trust::smallint,
    comment = :comment
where key = :key
and day = (select day from rating_key where key = :key)
and agency_code = :agency_code;

-- name: forget_keys
-- Keys so old that no phone still waits to send them again.
delete from rating_key
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
