-- name: clear_checked
-- The rows of a file that was looked at and not handed in.
delete from register_row
where import_id in (select id from register_import where state = 'CHECKED' and (agency_code = :agency_code or checked_at < :before::timestamptz));

-- name: drop_checked
-- The file itself.
delete from register_import
where state = 'CHECKED'
and (agency_code = :agency_code or checked_at < :before::timestamptz);

-- name: add_import
-- A file that is being looked at.
insert into register_import (agency_code, first, after, file_name, sha256, checked_by, checked_at)
values (:agency_code, :first::date, :after::date, :file_name, :sha256, :checked_by, :at::timestamptz)
returning id;

-- name: count_import
-- What stands in it.
update register_import
set
    rows = :rows,
    phones = :phones,
    repeats = :repeats
where id = :id;

-- name: known
-- Which of these transactions the agency has handed in before.
select own
from register_row
where agency_code = :agency_code
and own = any(:own::bytea[])
and not withdrawn;

-- name: add_rows
-- Some thousand rows in one statement.
insert into register_row (
    import_id, agency_code, line, own, field_code, area_code, area_type, sex, age_band, ethnic, closed_on, outcome, late, person, phone_sealed,
    participant
)
select :import_id::bigint, :agency_code::text, r.*
from unnest(
    :line::int[], :own::bytea[], :field_code::text[], :area_code::text[], :area_type::text[], :sex::text[], :age_band::text[],
    :ethnic::text[], :closed_on::date[], :outcome::text[], :late::boolean[], :person::bytea[], :phone_sealed::bytea[],
    :participant::text[]
) as r;

-- name: import_for_update
-- One file of an agency, held until the end of the transaction.
select id, agency_code, first, after, file_name, rows, phones, repeats, state, checked_at, taken_at, withdrawn_at, reason
from register_import
where id = :id
and agency_code = :agency_code
for update;

-- name: imports
-- What an agency has handed in, the latest first.
select id, agency_code, first, after, file_name, rows, phones, repeats, state, checked_at, taken_at, withdrawn_at, reason
from register_import
where agency_code = :agency_code
order by id desc
limit 40;

-- name: take
-- The file is part of the register from now on.
update register_import
set
    state = 'TAKEN',
    taken_at = :at::timestamptz
where id = :id;

-- name: withdraw
-- Taken back; it stays as a figure.
update register_import
set
    state = 'WITHDRAWN',
    withdrawn_at = :at::timestamptz,
    reason = :reason
where id = :id;

-- name: withdraw_rows
-- Its rows with it, their telephones for good.
update register_row
set
    withdrawn = true,
    phone_sealed = null
where import_id = :id;

-- name: by_field
-- What a file holds, by field.
select field_code, count(*) as rows, count(phone_sealed) as phones
from register_row
where import_id = :id
group by field_code
order by field_code;

-- name: registers
-- How much each agency has handed in for a quarter.
select agency_code, sum(rows)::int as rows, sum(phones)::int as phones
from register_import
where first = :first::date
and state = 'TAKEN'
group by agency_code
order by agency_code;

-- name: withdrawals
-- What was taken back of a quarter, before it was drawn from.
select i.agency_code, i.file_name, i.rows, (select count(*) from register_row r where r.import_id = i.id and r.late) as late, i.withdrawn_at,
    i.reason
from register_import i
where i.first = :first::date
and i.state = 'WITHDRAWN'
order by i.withdrawn_at desc
limit 100;

-- name: frame
-- The register of an agency's quarter in the order of a draw.
select r.id as row_id, r.own, r.field_code, r.person, r.phone_sealed is not null as by_phone
from register_row r
join register_import i on i.id = r.import_id
where r.agency_code = :agency_code
and r.closed_on >= :first::date
and r.closed_on < :after::date
and i.state = 'TAKEN'
order by r.area_code, r.closed_on, r.own;

-- name: lock_agency
-- One draw or withdrawal of an agency at a time.
select pg_advisory_xact_lock(hashtext('surveys ' || :agency_code::text)) is null;

-- name: add_draw
-- A planned draw; no row where the quarter has one.
insert into survey_draw (agency_code, first, after, wanted, least, seed_hash, seed_sealed, planned_by, planned_at)
values (
    :agency_code, :first::date, :after::date, :wanted, :least, :seed_hash, :seed_sealed, :planned_by, :at::timestamptz
)
on conflict (agency_code, first) do nothing
returning id;

-- name: draws
-- All draws, the latest first.
select
    id, agency_code, first, after, wanted, least, seed_hash, seed, state, coalesce(frame_hash, '') as frame_hash, frame, drawn,
    planned_at, drawn_at, closes
from survey_draw
where (:first::date is null or first = :first)
order by first desc, agency_code
limit 500;

-- name: draw
-- One draw.
select
    id, agency_code, first, after, wanted, least, seed_hash, seed, state, coalesce(frame_hash, '') as frame_hash, frame, drawn,
    planned_at, drawn_at, closes
from survey_draw
where id = :id;

-- name: sealed_seed_for_update
-- The seed of a draw as it lies there; the draw is held until the end of the transaction.
select seed_sealed
from survey_draw
where id = :id
for update;

-- name: draw_of
-- The draw of an agency's quarter, if it was made.
select id
from survey_draw
where agency_code = :agency_code
and first < :after::date
and after > :first::date
and state <> 'PLANNED'
limit 1;

-- name: set_drawn
-- The draw is made.
update survey_draw
set
    state = 'DRAWN',
    frame_hash = :frame_hash,
    frame = :frame,
    drawn = :drawn,
    drawn_at = :at::timestamptz,
    closes = :closes::date
where id = :id;

-- name: add_strata
-- Its fields.
insert into survey_stratum (draw_id, field_code, transactions, frame, drawn)
select :draw_id::bigint, r.*
from unnest(:field_code::text[], :transactions::int[], :frame::int[], :drawn::int[]) as r;

-- name: strata
-- Fields of a draw.
select field_code, transactions, frame, drawn
from survey_stratum
where draw_id = :draw_id
order by field_code;

-- name: add_invitations
-- Those who are asked, without their codes yet.
insert into invitation (draw_id, row_id, token_hash, mode, expires)
select :draw_id::bigint, r.row_id, r.placeholder, r.mode, :expires::date
from unnest(:row_id::bigint[], :placeholder::bytea[], :mode::text[]) as r (row_id, placeholder, mode)
returning id;

-- name: set_tokens
-- The sums of their codes.
update invitation
set token_hash = r.token_hash
from unnest(:id::bigint[], :token_hash::bytea[]) as r (id, token_hash)
where invitation.id = r.id;

-- name: queue_invitations
-- A message for each who has a telephone.
insert into survey_message (invitation_id, kind, due_at)
select id, 'INVITE', :at::timestamptz
from invitation
where draw_id = :draw_id
and mode = 'SMS';

-- name: forget_others
-- The telephones of those who are not asked.
update register_row
set phone_sealed = null
where agency_code = :agency_code
and closed_on >= :first::date
and closed_on < :after::date
and phone_sealed is not null
and not exists (select from invitation where invitation.row_id = register_row.id);

-- name: chosen
-- The transactions of those who were asked.
select i.id, i.row_id, r.area_type
from invitation i
join register_row r on r.id = i.row_id
where i.draw_id = :draw_id
order by i.id;

-- name: ended
-- Draws whose last day has passed.
select id
from survey_draw
where state = 'DRAWN'
and closes < :today::date
order by id;

-- name: close
-- The seed is told.
update survey_draw
set
    state = 'CLOSED',
    seed = :seed,
    seed_sealed = null,
    closed_at = :at::timestamptz
where id = :id;

-- name: forget_expired
-- Telephones of those who can no longer answer.
update register_row
set phone_sealed = null
from invitation
where invitation.row_id = register_row.id
and register_row.phone_sealed is not null
and invitation.expires < :today::date;

-- name: forget_old
-- Telephones of registers from which nobody drew.
update register_row
set phone_sealed = null
where import_id in (select id from register_import where checked_at < :before::timestamptz)
and phone_sealed is not null;

-- name: due_messages
-- What the gateway shall get next; whoever has answered gets nothing.
select
    m.invitation_id, m.kind, m.tries, i.row_id, i.expires, r.phone_sealed, r.agency_code, a.name as agency_name
from survey_message m
join invitation i on i.id = m.invitation_id
join register_row r on r.id = i.row_id
join agency a on a.code = r.agency_code
where m.due_at <= :at::timestamptz
and m.sent_at is null
and m.given_up_at is null
order by m.due_at, m.invitation_id
limit :most
for update of m skip locked;

-- name: mark_sent
-- The gateway has it.
with told as (
    update survey_message
    set
        sent_at = :at::timestamptz,
        tries = tries + 1
    where invitation_id = :invitation_id
    and kind = :kind
    returning invitation_id, kind
)
update invitation
set
    sent_at = case when told.kind = 'INVITE' then :at::timestamptz else sent_at end,
    reminded_at = case when told.kind = 'REMIND' then :at::timestamptz else reminded_at end
from told
where invitation.id = told.invitation_id;

-- name: put_off
-- The gateway did not take it: later again.
update survey_message
set
    tries = tries + 1,
    due_at = :due_at::timestamptz
where invitation_id = :invitation_id
and kind = :kind;

-- name: give_up
-- No longer of use, or refused too often.
update survey_message
set given_up_at = :at::timestamptz
where invitation_id = :invitation_id
and kind = :kind;

-- name: forget_phone
-- The telephone of a transaction.
update register_row
set phone_sealed = null
where id = :row_id;

-- name: queue_reminders
-- One reminder for each who was invited by message some days ago and is silent.
insert into survey_message (invitation_id, kind, due_at)
select i.id, 'REMIND', :at::timestamptz
from invitation i
join survey_draw d on d.id = i.draw_id
where d.state = 'DRAWN'
and i.mode = 'SMS'
and i.sent_at < :before::timestamptz
and i.used_at is null
and i.expires > :today::date
on conflict (invitation_id, kind) do nothing;

-- name: slips
-- Printed invitations of a draw, in the order of the agency's files.
select i.id, m.id as import_id, m.file_name, r.line
from invitation i
join register_row r on r.id = i.row_id
join register_import m on m.id = r.import_id
where i.draw_id = :draw_id
and i.mode = 'SLIP'
and i.used_at is null
and (m.id, r.line) > (:after_import::bigint, :after_line::int)
order by m.id, r.line
limit :most;

-- name: hand_out
-- All slips of a draw were given to those who bring them.
update invitation
set sent_at = :at::timestamptz
where draw_id = :draw_id
and mode = 'SLIP'
and sent_at is null;

-- name: invited
-- Who holds a code: what it is about.
select
    i.id, i.draw_id, i.row_id, d.agency_code, a.name as agency_name, a.name_en as agency_name_en, f.name as field_name,
    f.name_en as field_name_en, r.closed_on, i.expires, i.used_at
from invitation i
join survey_draw d on d.id = i.draw_id
join register_row r on r.id = i.row_id
join agency a on a.code = d.agency_code
join field f on f.code = r.field_code
where i.token_hash = :token_hash;

-- name: use
-- The code is used up, once.
update invitation
set used_at = :at::timestamptz
where id = :id
and used_at is null
and expires >= :today::date;

-- name: answer
-- What was said, with what the register knows where the person says nothing of it.
insert into survey_answer (
    invitation_id, draw_id, agency_code, field_code, area_code, area_type, sex, age_band, ethnic, disability, person, at, day, seconds,
    touched, access, procedure, staff, result, handling, overall, trust, effort, not_reached, comment
)
select
    i.id, i.draw_id, r.agency_code, r.field_code, r.area_code, r.area_type, coalesce(nullif(:sex, ''), r.sex),
    coalesce(nullif(:age_band, ''), r.age_band), coalesce(nullif(:ethnic, ''), r.ethnic), :disability::boolean, r.person, :at::timestamptz,
    :day::date, :seconds::int, :touched::smallint, :access::smallint, :procedure::smallint, :staff::smallint, :result::smallint,
    :handling::smallint, :overall::smallint, :trust::smallint, :effort::smallint, :not_reached::boolean, :comment
from invitation i
join register_row r on r.id = i.row_id
where i.id = :id;

-- name: responses
-- How many were asked and answered, by way of asking.
select i.mode, count(*) as invited, count(i.sent_at) as sent, count(i.reminded_at) as reminded, count(a.invitation_id) as answered,
    count(*) filter (where a.touched >= :complete) as complete
from invitation i
left join survey_answer a on a.invitation_id = i.id
where i.draw_id = :draw_id
group by i.mode
order by i.mode;

-- name: waves
-- Answers before and after so many days since the draw: when the reminder goes out.
select
    a.at >= d.drawn_at + make_interval(days => :days::int) as late, count(*) as answered, count(a.overall) as opinions,
    count(*) filter (where a.overall >= 4) as satisfied
from survey_answer a
join survey_draw d on d.id = a.draw_id
where a.draw_id = :draw_id
group by 1
order by 1;
