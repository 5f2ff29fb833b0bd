-- name: plan
-- The days of an agency between two days, drafts and cancelled ones too.
select d.id, d.day, d.starts, d.ends, d.place, d.receiver, d.title, d.mode, d.unscheduled, d.published_at, d.cancelled_at, d.cancelled_because
from reception_day d
where d.agency_code = :agency_code
and d.day between :first and :last
order by d.day, d.starts, d.id;

-- name: day_for_update
-- A day of an agency, locked.
select d.id, d.day, d.starts, d.ends, d.place, d.receiver, d.title, d.mode, d.unscheduled, d.published_at, d.cancelled_at, d.cancelled_because
from reception_day d
where d.id = :id::bigint
and d.agency_code = :agency_code
for update;

-- name: last_day
-- The day an agency added last: its place and its head are most likely those of the next.
select d.id, d.day, d.starts, d.ends, d.place, d.receiver, d.title, d.mode, d.unscheduled, d.published_at, d.cancelled_at, d.cancelled_because
from reception_day d
where d.agency_code = :agency_code
order by d.id desc
limit 1;

-- name: add_day
-- A new day, not yet posted; none when the agency has one that begins at the same hour.
insert into reception_day (agency_code, day, starts, ends, place, receiver, title, mode, unscheduled, added_by, added_at)
values (:agency_code, :day, :starts, :ends, :place, :receiver, :title, :mode, :unscheduled, :added_by, :added_at)
on conflict (agency_code, day, starts) where cancelled_at is null do nothing
returning id;

-- name: publish_day
-- Post a day.
update reception_day
set
    unscheduled = :unscheduled,
    published_at = :at
where id = :id::bigint;

-- name: cancel_day
-- Cancel a day; it stays to be seen.
update reception_day
set
    cancelled_at = :at,
    cancelled_because = :reason
where id = :id::bigint;

-- name: posted
-- What is posted from a day on: of all agencies, of one, or of those whose name or abbreviation contains what was typed, folded.
select d.id, d.agency_code, a.name as agency_name, a.name_en as agency_name_en, d.day, d.starts, d.ends, d.place, d.receiver, d.title, d.mode,
    d.unscheduled, d.cancelled_because
from reception_day d
join agency a on a.code = d.agency_code
where d.published_at is not null
and d.day >= :today
and (d.day, d.id) > (:after_day::date, :after_id::bigint)
and (:agency_code::text is null or d.agency_code = :agency_code)
and (:q = '' or position(:q in a.search_key) > 0)
order by d.day, d.id
limit :most;

-- name: open_book
-- The register of an agency in a year, or that of its denunciations, locked until the transaction ends, so that two clerks write one after the other.
insert into visit_book (agency_code, year, secret, last_no)
values (:agency_code, :year, :secret, 0)
on conflict (agency_code, year, secret) do update
set last_no = visit_book.last_no
returning last_no;

-- name: number_by_key
-- The number under which a form was written into the register before.
select v.year, v.no, v.id, v.secret
from visit v
where v.key = :key
and v.agency_code = :agency_code;

-- name: add_visit
-- The next line of the register.
with next as (
    update visit_book
    set last_no = last_no + 1
    where agency_code = :agency_code
    and year = :year
    and secret = :secret
    returning agency_code, year, last_no, secret
)
insert into visit (
    agency_code, year, no, key, day, received_at, received_by, name, address, id_number, content, type, people, papers, settled_by, competent,
    guidance, accepted_by, note, case_number, refusal, refusal_notice_due, secret
)
select
    agency_code, year, last_no, :key, :day, :received_at, :received_by, :name, :address, :id_number, :content, :type, :people, :papers,
    :settled_by, :competent, :guidance, :accepted_by, :note, :case_number::text, :refusal::text, :refusal_notice_due::date, secret
from next
returning year, no, id, secret;

-- name: register
-- The registers of an agency between two days, the latest line first, a page after the last line of the one before; that of denunciations
-- for whoever may read them, and for who wrote a line.
select
    v.id, v.year, v.no, v.day, v.received_at, v.received_by, w.name as officer, v.name, v.address, v.id_number, v.content, v.type, v.people,
    v.papers, v.settled_by, v.competent, v.guidance, v.accepted_by,
    coalesce((select string_agg(f.words, '; ' order by f.id) from visit_follow_up f where f.visit_id = v.id), '') as follow_up,
    v.note, v.case_number, v.refusal, v.refusal_notice_due, v.refusal_notice_on, v.secret
from visit v
join account w on w.id = v.received_by
where v.agency_code = :agency_code
and v.day between :first and :last
and (v.day, v.no, v.secret) < (:before_day::date, :before_no::int, :before_secret::boolean)
and (not v.secret or :denunciations or v.received_by = :account_id::int)
order by v.day desc, v.no desc, v.secret desc
limit :most;

-- name: visit
-- One line of an agency's register.
select
    v.id, v.year, v.no, v.day, v.received_at, v.received_by, w.name as officer, v.name, v.address, v.id_number, v.content, v.type, v.people,
    v.papers, v.settled_by, v.competent, v.guidance, v.accepted_by,
    coalesce((select string_agg(f.words, '; ' order by f.id) from visit_follow_up f where f.visit_id = v.id), '') as follow_up,
    v.note, v.case_number, v.refusal, v.refusal_notice_due, v.refusal_notice_on, v.secret
from visit v
join account w on w.id = v.received_by
where v.agency_code = :agency_code
and v.year = :year
and v.no = :no::int
and v.secret = :secret;

-- name: has_case
-- Whether a case is before an agency now.
select exists (
    select
    from case_file c
    where c.number = :number
    and c.agency_code = :agency_code
);

-- name: follow_ups
-- What was learnt after a visit, in its order.
select f.at, w.name as officer, f.words
from visit_follow_up f
join account w on w.id = f.account_id
where f.visit_id = :visit_id
order by f.id;

-- name: add_follow_up
-- A further word on what became of it.
insert into visit_follow_up (visit_id, at, account_id, words)
values (:visit_id, :at, :account_id, :words);

-- name: mark_notice
-- The notice of a refused reception was handed over or sent.
update visit
set refusal_notice_on = :day
where id = :visit_id
and refusal_notice_on is null;

-- name: give_case
-- A case was filed from a visit that is in the register already; its receipt is found by the key of the form. None when it has one.
update visit
set case_number = :case_number, key = :key, accepted_by = :accepted_by
where id = :id
and case_number is null;

-- name: add_help
-- Who wrote for somebody else, why, and that it was read back and agreed to.
insert into visit_help (visit_id, helper_id, reason, read_back, consent, signed_on)
values (:visit_id, :helper_id, :reason, :read_back, :consent, :signed_on::date);

-- name: help_given
-- How somebody was helped to file.
select h.reason, w.name as helper, h.signed_on, h.handed_over_at
from visit_help h
join account w on w.id = h.helper_id
where h.visit_id = :visit_id;

-- name: hand_over
-- The paper with the code was handed over: from now on the code is shown no more.
update visit_help
set handed_over_at = :at
where visit_id = :visit_id
and handed_over_at is null;

-- name: add_duty
-- What the head concluded, who does what, and by when.
insert into reception_duty (visit_id, agency_code, conclusion, task, doer, raw_due, due, added_by, added_at)
values (:visit_id, :agency_code, :conclusion, :task, :doer, :raw_due, :due, :added_by, :added_at);

-- name: open_duties
-- What an agency still has to do after its receptions, what is due first first.
select d.id, v.year, v.no, v.secret, v.type, v.received_by, d.conclusion, d.task, d.doer, d.raw_due, d.due, d.added_at, d.done_at, d.result
from reception_duty d
join visit v on v.id = d.visit_id
where d.agency_code = :agency_code
and d.done_at is null
order by d.due, d.id
limit :most;

-- name: duties
-- What was concluded after a visit.
select d.id, v.year, v.no, v.secret, v.type, v.received_by, d.conclusion, d.task, d.doer, d.raw_due, d.due, d.added_at, d.done_at, d.result
from reception_duty d
join visit v on v.id = d.visit_id
where d.visit_id = :visit_id
order by d.id;

-- name: finish_duty
-- What was concluded is done; nothing when it was before.
update reception_duty
set
    done_at = :at,
    done_by = :account_id,
    result = :result
where id = :id::bigint
and visit_id = :visit_id
and done_at is null;
