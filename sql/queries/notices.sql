-- name: cursor
-- How far has been read, locked; no row while another process reads.
select tx::text
from notice_cursor
where name = 'notices'
for update skip locked;

-- name: horizon
-- The oldest transaction still running: whatever is older has ended. `lost` when the cursor stands beyond it, which happens when a
-- backup was restored into another cluster: then nothing is told, and the reading goes on from here.
select
    pg_snapshot_xmin(pg_current_snapshot())::text as tx,
    :after::text::xid8 > pg_snapshot_xmin(pg_current_snapshot()) as lost;

-- name: advance
-- What is older than this has been told.
update notice_cursor
set tx = :tx::text::xid8
where name = 'notices';

-- name: happened
-- What is worth telling since the cursor, oldest first; what is older than people remember is no news.
select e.id, e.at, e.verb, e.case_id, e.agency_code as by_agency, c.agency_code, c.handler_id, e.account_id, e.data
from case_event e
join case_file c on c.id = e.case_id
where e.tx >= :after::text::xid8
and e.tx < :upto::text::xid8
and e.verb in ('ESCALATE', 'URGE', 'ASK_REPORT', 'ASSIGN', 'TRANSFER', 'REOPEN', 'WITHDRAW', 'SUPPLY', 'SIGN', 'FILE', 'MARK_DANGER')
and (e.verb not in ('FILE', 'MARK_DANGER') or e.data ->> 'danger' <> '')
and e.at >= :since::timestamptz
order by e.id;

-- name: add
-- Tell each recipient once.
insert into notice (event_id, at, case_id, about, step, due, account_id, agency_code, role)
select n.event_id, n.at, n.case_id, n.about, n.step, n.due, n.account_id, n.agency_code, n.role
from jsonb_to_recordset(:rows::jsonb) as n (
    event_id bigint, at timestamptz, case_id bigint, about text, step text, due date, account_id int, agency_code text, role text
)
on conflict do nothing;

-- name: unseen
-- What somebody has not seen yet, the latest first: theirs, their roles' at their agency, and their roles' everywhere.
select
    n.id, n.at, n.about, n.step, n.due, c.number, c.agency_code, g.name as agency_name, g.name_en as agency_name_en, n.account_id is not null as mine
from notice n
join case_file c on c.id = n.case_id
join agency g on g.code = c.agency_code
where n.seen_at is null
-- an alarm whose duty was done since is no news
and (
    n.step is null
    or exists (
        select
        from case_clock k
        where k.case_id = n.case_id
        and k.step = n.step
        and k.due = n.due
        and k.done_at is null
    )
)
and (
    n.account_id = :account_id
    or n.account_id is null
    and n.role = any(:roles::text[])
    and (n.agency_code = :agency_code or n.agency_code is null)
)
and (:denunciations or c.kind <> 'TO_CAO')
-- the body of the accused, and what it has become, is told nothing, whoever reads there
and not exists (
    select
    from case_matter m
    where m.case_id = n.case_id
    and c.kind = 'TO_CAO'
    and (m.against_agency = any(:was::text[]) or m.accused_agencies && :was::text[])
)
order by n.id desc
limit :most;

-- name: mark_seen
-- Somebody of those it was for has seen it.
update notice
set
    seen_at = :at,
    seen_by = :account_id
where id = any(:ids::bigint[])
and seen_at is null
and (
    account_id = :account_id
    or account_id is null
    and role = any(:roles::text[])
    and (agency_code = :agency_code or agency_code is null)
);

-- name: forget
-- What is long past, seen or not.
delete from notice
where at < :before;
