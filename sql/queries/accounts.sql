-- name: add_account
-- A new account; no row when the login is taken.
insert into account (login, name, password_hash, demo, created_at)
values (:login, :name, :password_hash, :demo, :at)
on conflict (login) do nothing
returning id;

-- name: add_membership
-- A role of an account at an agency from a day on; having it already changes nothing.
insert into membership (account_id, agency_code, role, valid)
values (:account_id, :agency_code, :role, daterange(:from_day::date, null))
on conflict (account_id, agency_code, role) do nothing;

-- name: agency_exists
-- Whether an agency is there to have officers.
select exists (
    select
    from agency
    where code = :agency_code
    and valid @> :today::date
);

-- name: account_id
-- The account of a login.
select id
from account
where login = :login;

-- name: set_password
-- A new password ends every session that the old one began.
with changed as (
    update account
    set password_hash = :password_hash
    where login = :login
    returning id
),
ended as (
    delete from session
    where account_id in (
        select id
        from changed
    )
)
select count(*)
from changed;

-- name: disable
-- No more sign-in, and whoever is signed in is not any more.
with disabled as (
    update account
    set active = false
    where login = :login
    returning id
),
gone as (
    delete from session
    where account_id in (select id from disabled)
)
select count(*)
from disabled;

-- name: listed
-- All accounts with their roles, one row a role.
select a.login, a.name, m.agency_code as agency, m.role, a.active, a.demo
from account a
left join membership m on m.account_id = a.id
order by a.login, m.agency_code, m.role;

-- name: credentials
-- What is needed to check a password.
select id, password_hash
from account
where login = :login
and active;

-- name: add_session
-- A session begins.
insert into session (token_hash, account_id, created_at, expires_at)
values (:token_hash, :account_id, :at, :expires_at);

-- name: signed_in
-- Who a session is, with the roles at the first of their agencies: one statement a request.
select
    a.id as account_id, a.login, a.name, g.code as agency, g.name as agency_name, g.name_en as agency_name_en,
    array_agg(m.role order by m.role) as roles
from session s
join account a on a.id = s.account_id
join membership m on m.account_id = a.id
join agency g on g.code = m.agency_code
where s.token_hash = :token_hash
and s.expires_at > :at
and a.active
and m.valid @> :today::date
group by a.id, g.code
order by g.code
limit 1;

-- name: end_session
-- A session ends.
delete from session
where token_hash = :token_hash;

-- name: count_try
-- Note a try to sign in under each of its names. A statement of its own, so that those who try at the same moment see each other.
insert into sign_in_try (who, at)
select who, :at::timestamptz
from unnest(:names::text[]) as who;

-- name: tries
-- How often each name was tried lately.
select who, count(*)
from sign_in_try
where who = any(:names::text[])
and at > :since
group by who;

-- name: forget_tries
-- The password was right: the failures before it no longer count, and this try was none.
delete from sign_in_try
where who = any(:names::text[])
or (who = :network and at = :at);

-- name: sweep
-- Sessions that have ended and tries that no longer count.
with ended as (
    delete from session
    where expires_at <= :now::timestamptz
    returning 1
),
forgotten as (
    delete from sign_in_try
    where at <= :since::timestamptz
    returning 1
)
select (select count(*) from ended) + (select count(*) from forgotten);

-- name: demo_accounts
-- How many accounts whose password is public may sign in.
select count(*)
from account
where demo
and active;

-- name: officers
-- Who handles cases at an agency: for assigning one. Denunciations go to those alone who may know of them.
select a.id, a.name
from account a
join membership m on m.account_id = a.id
where m.agency_code = :agency_code
and m.role in ('HANDLER', 'LEADER')
and m.valid @> :today::date
and a.active
and (
    not :denunciations
    or exists (
        select
        from membership r
        where r.account_id = a.id
        and r.agency_code = m.agency_code
        and r.role = 'DENUNCIATION_READER'
        and r.valid @> :today::date
    )
)
group by a.id
order by a.name, a.id;

-- name: agencies_reading_denunciations
-- Where somebody works who may read denunciations and take them further.
select distinct r.agency_code
from membership r
join account a on a.id = r.account_id
where r.role = 'DENUNCIATION_READER'
and r.valid @> :today::date
and a.active
and exists (
    select
    from membership m
    where m.account_id = r.account_id
    and m.agency_code = r.agency_code
    and m.role in ('INTAKE', 'LEADER')
    and m.valid @> :today::date
);

-- name: hand_memberships
-- On the day a body ends its officers' roles there end; those who have a place at a successor have them there from that day.
with ended as (
    update membership
    set valid = valid * daterange(null, :day::date)
    where agency_code = any(:ended::text[])
    and not isempty(valid * daterange(:day::date, null))
)
insert into membership (account_id, agency_code, role, valid)
select distinct on (m.account_id, placed.to_agency, m.role)
    m.account_id, placed.to_agency, m.role, m.valid * daterange(:day::date, null)
from jsonb_to_recordset(:rows::jsonb) as placed (account_id int, from_agency text, to_agency text)
join membership m on m.account_id = placed.account_id
and m.agency_code = placed.from_agency
where m.role <> 'ADMINISTRATOR'
and not isempty(m.valid * daterange(:day::date, null))
order by m.account_id, placed.to_agency, m.role, upper(m.valid) desc
on conflict (account_id, agency_code, role) do update
set valid = excluded.valid
where not membership.valid @> :day::date;

-- name: drop_memberships
-- Roles at bodies that never came into being.
delete from membership
where agency_code = any(:codes::text[]);
