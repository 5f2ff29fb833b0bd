-- name: keep
-- The sealed identity of a case, in place of the one before.
insert into identity (case_id, sealed, at)
values (:case_id, :sealed, :at::timestamptz)
on conflict (case_id) do update
set
    sealed = excluded.sealed,
    at = excluded.at;

-- name: read
-- The sealed identity of a case. Nothing else gives it to a reader, and it gives nothing without writing down who reads and why.
with noted as (
    insert into identity_reading (case_id, account_id, agency_code, at, reason)
    select case_id, :account_id::int, :agency_code, :at::timestamptz, :reason
    from identity
    where case_id = :case_id
    returning case_id
)
select i.sealed
from identity i
join noted on noted.case_id = i.case_id;

-- name: note
-- Who reads a paper that may show who denounces, and why.
insert into identity_reading (case_id, account_id, agency_code, at, reason)
values (:case_id, :account_id::int, :agency_code, :at::timestamptz, :reason);

-- name: sealed
-- The sealed identity of a case, to be sealed anew for the case that goes on from it, unread.
select sealed
from identity
where case_id = :case_id;

-- name: kept
-- Whether there is an identity to open.
select exists (
    select
    from identity
    where case_id = :case_id
);

-- name: readings
-- Who opened the identity of a case.
select c.number as case_number, r.at, a.name as account_name, r.agency_code, g.name as agency_name, g.name_en as agency_name_en, r.reason
from identity_reading r
join case_file c on c.id = r.case_id
join account a on a.id = r.account_id
join agency g on g.code = r.agency_code
where r.case_id = :case_id
order by r.at desc, r.id desc;

-- name: readings_since
-- Who opened any identity since a day, for whoever looks over it.
select c.number as case_number, r.at, a.name as account_name, r.agency_code, g.name as agency_name, g.name_en as agency_name_en, r.reason
from identity_reading r
join case_file c on c.id = r.case_id
join account a on a.id = r.account_id
join agency g on g.code = r.agency_code
where r.at >= :day::date
order by r.at desc, r.id desc;
