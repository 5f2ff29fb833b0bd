-- name: file_case
-- A new case whole, in one statement: the file, the sender, the event and the clocks. No row when the key has filed before. Its number
-- tells of no other: the count, shuffled within each million (a Feistel network of four rounds); one that was given before is passed over.
with numbered as (
    select :prefix || to_char(:at::timestamptz, 'YY') || '-' || coalesce(nullif(n / 1000000, 0)::text, '') || lpad((l4 * 1000 + r4)::text, 6, '0')
    from generate_series(1, 1000) as attempt
    cross join case_number_key
    cross join lateral (select nextval('case_number_seq') - 1 + 0 * attempt) as next (n)
    cross join lateral (select n % 1000, (n % 1000000 / 1000 + ('x' || left(md5(key::text || n % 1000), 7))::bit(28)::int) % 1000) as one (l1, r1)
    cross join lateral (select r1, (l1 + ('x' || left(md5(key::text || '2/' || r1), 7))::bit(28)::int) % 1000) as two (l2, r2)
    cross join lateral (select r2, (l2 + ('x' || left(md5(key::text || '3/' || r2), 7))::bit(28)::int) % 1000) as three (l3, r3)
    cross join lateral (select r3, (l3 + ('x' || left(md5(key::text || '4/' || r3), 7))::bit(28)::int) % 1000) as four (l4, r4)
),
filed as (
    insert into case_file (
        number, submission_key, code_hash, kind, state, field_code, area_code, agency_code, content, language,
        filed_at, original_due, next_step, next_due, danger, danger_due
    )
    values (
        (
            select given.number
            from numbered as given (number)
            where not exists (select from case_file f where f.number = given.number)
            limit 1
        ),
        :submission_key, :code_hash, :kind, :state, :field_code, :area_code, :agency_code, :content, :language,
        :at::timestamptz, :original_due, :next_step, :next_due, :danger, :danger_due::timestamptz
    )
    on conflict (submission_key) do nothing
    returning id, number, kind, state, agency_code, filed_at
),
party as (
    insert into case_party (case_id, name, phone, address, id_number)
    select id, :name, :phone, :address, :id_number
    from filed
),
event as (
    insert into case_event (at, case_id, kind, from_state, verb, to_state, actor_kind, account_id, agency_code, data)
    select
        filed_at, id, kind, 'NEW', 'FILE', state, :actor_kind, :account_id::int, agency_code,
        case when :danger = '' then '{}' else jsonb_build_object('danger', :danger::text) end
    from filed
),
clock as (
    insert into case_clock (case_id, step, limit_code, started_on, raw_due, due)
    select filed.id, started.step, started.limit_code, started.started_on, started.raw_due, started.due
    from filed
    cross join unnest(:steps::text[], :limit_codes::text[], :started_ons::date[], :raw_dues::date[], :dues::date[])
        as started (step, limit_code, started_on, raw_due, due)
)
select number
from filed;

-- name: number_by_key
-- The case a submission key has filed.
select number
from case_file
where submission_key = :submission_key;

-- name: case_for_update
-- A case as the rules need it, locked until the transaction ends; only when the agency given (if any) has it.
select
    id, number, kind, state, field_code, area_code, agency_code, handler_id,
    filed_at, accepted_at, answered_at, original_due, version, danger, danger_due
from case_file
where number = :number
and (:agency_code::text is null or agency_code = :agency_code)
for update;

-- name: open_clocks
-- The clocks that run on a case.
select id, step, limit_code, started_on, raw_due, due, extra
from case_clock
where case_id = :case_id
and done_at is null
order by due, step;

-- name: last_settling
-- When the clock of settling last started, and its extra days: what a suspension stopped.
select started_on, extra
from case_clock
where case_id = :case_id
and step = 'SETTLE'
order by id desc
limit 1;

-- name: id_of
-- A case by its number.
select id
from case_file
where number = :number;

-- name: party_sealed
-- The sender of what was split is kept sealed elsewhere, and here no more.
update case_party
set
    name = '',
    phone = '',
    address = '',
    id_number = ''
where case_id = :case_id;

-- name: party_named
-- Who signs a complaint that came without a name.
update case_party
set
    name = :name,
    phone = :phone,
    address = :address
where case_id = :case_id
and name = '';

-- name: content_withheld
-- What was written stays with the parts it was split into.
update case_file
set content = :content
where id = :case_id;

-- name: make_denunciation
-- What was split and held nothing but denunciations is one itself.
update case_file
set kind = 'TO_CAO'
where id = :case_id
and state = 'SPLIT';

-- name: move
-- A decision whole, in one statement: the case, the event, a transfer, the clocks ended and started. No row when the case has changed since.
with moved as (
    update case_file
    set
        state = :to_state,
        agency_code = :agency_code,
        handler_id = :handler_id::int,
        next_step = :next_step::text,
        next_due = :next_due::date,
        accepted_at = case
            when :verb = 'ACCEPT' then :at::timestamptz
            when :verb = 'TRANSFER' then null
            else accepted_at
        end,
        answered_at = case
            when :verb in ('SEND', 'REFUSE', 'GUIDE', 'DECIDE', 'CONCLUDE', 'TERMINATE', 'PASS_ON', 'FILE_AWAY')
            then coalesce(answered_at, :at::timestamptz)
            else answered_at
        end,
        original_due = coalesce(:original_due::date, original_due),
        field_code = coalesce(:field_code::text, field_code),
        danger = :danger,
        danger_due = :danger_due::timestamptz,
        danger_told_at = case when danger_due = :danger_due::timestamptz then danger_told_at end,
        version = version + 1
    where id = :case_id
    and version = :version
    returning id, kind
),
event as (
    insert into case_event (at, case_id, kind, from_state, verb, to_state, actor_kind, account_id, agency_code, data)
    select
        :at::timestamptz, id, kind, :from_state, :verb, :to_state, :actor_kind, :account_id::int, :from_agency, :data::jsonb
    from moved
),
transferred as (
    insert into case_transfer (case_id, from_agency, to_agency, at, decided)
    select id, :from_agency, :agency_code, :at::timestamptz, coalesce((:data::jsonb ->> 'decided')::boolean, false)
    from moved
    where :verb = 'TRANSFER'
),
ended as (
    update case_clock
    set done_at = :at::timestamptz
    where id = any(:ended::bigint[])
    and exists (select from moved)
),
started as (
    insert into case_clock (case_id, step, limit_code, started_on, raw_due, due, extra)
    select moved.id, s.step, s.limit_code, s.started_on, s.raw_due, s.due, s.extra
    from moved
    cross join unnest(:steps::text[], :limit_codes::text[], :started_ons::date[], :raw_dues::date[], :dues::date[], :extras::int[])
        as s (step, limit_code, started_on, raw_due, due, extra)
)
select version
from case_file
where id = :case_id
and exists (select from moved);

-- name: reset_clocks
-- Running clocks get the days they have under the calendar as it stands now; what was told of their old days is told anew of the new.
with told as (
    delete from case_alarm
    where clock_id = any(:ids::bigint[])
)
update case_clock
set
    raw_due = fresh.raw_due,
    due = fresh.due
from unnest(:ids::bigint[], :raw_dues::date[], :dues::date[]) as fresh (id, raw_due, due)
where case_clock.id = fresh.id
and case_clock.done_at is null;

-- name: handed_on
-- The bodies that have handed this content on (TT 05/2021: once), and the one that decided; what a succession has moved since is open again.
select
    coalesce(array_agg(t.from_agency), '{}') as bodies,
    max(t.from_agency) filter (
        where t.decided
        and not exists (
            select
            from case_event e
            where e.case_id = t.case_id
            and e.verb = 'SUCCEED'
            and e.at >= t.at
        )
    ) as decided_by
from case_transfer t
where t.case_id = :case_id;

-- name: add_draft
-- The next version of the answer.
insert into case_draft (case_id, version, body, author_id, at, verdict, remedy, remedy_due, upheld)
select
    :case_id, coalesce(max(version), 0) + 1, :body, :author_id, :at, nullif(:verdict, ''), :remedy, :remedy_due::date, :upheld::boolean
from case_draft
where case_id = :case_id;

-- name: latest_draft
-- The answer as it stands; what a body wrote before it handed the case on is not the next one's.
select
    d.version, d.body, a.name as author, d.at, d.approved_at, d.sent_at,
    coalesce(d.verdict, '') as verdict, d.remedy, d.remedy_due, d.upheld
from case_draft d
join account a on a.id = d.author_id
where d.case_id = :case_id
and d.at >= coalesce((
    select max(t.at)
    from case_transfer t
    where t.case_id = d.case_id
), '-infinity')
order by d.version desc
limit 1;

-- name: approve_draft
-- The leader's agreement to the answer as it stands.
update case_draft
set
    approved_by = :account_id,
    approved_at = :at
where case_id = :case_id
and version = :version;

-- name: take_back_approval
-- A draft that the leader returns is agreed to no more.
update case_draft
set
    approved_by = null,
    approved_at = null
where case_id = :case_id
and approved_at is not null
and sent_at is null;

-- name: mark_draft_sent
-- The version the resident has.
update case_draft
set sent_at = :at
where case_id = :case_id
and version = :version;

-- name: keep_outcome
-- What an answer that goes out found, as its draft says; without a draft, or with one of a body that had it before, nothing.
insert into case_outcome (case_id, round, agency_code, at, verdict, upheld, remedy, remedy_due)
select
    :case_id,
    1 + coalesce((
        select max(round)
        from case_outcome
        where case_id = :case_id
    ), 0),
    :agency_code, :at::timestamptz, d.verdict, d.upheld, coalesce(d.remedy, ''), d.remedy_due
from (select 1) as one
left join lateral (
    select verdict, upheld, remedy, remedy_due
    from case_draft
    where case_id = :case_id
    and at >= coalesce((
        select max(at)
        from case_transfer
        where case_id = :case_id
    ), '-infinity')
    order by version desc
    limit 1
) d on true;

-- name: outcome_again
-- Somebody is not content with the last answer.
update case_outcome
set again_at = :at::timestamptz
where case_id = :case_id
and again_at is null
and round = (
    select max(round)
    from case_outcome
    where case_id = :case_id
);

-- name: outcomes
-- What each answer of a case found, the first one first.
select
    round, at, verdict, upheld, remedy, remedy_due, report, reported_at, verified_at,
    (verified_at at time zone 'Asia/Ho_Chi_Minh')::date as verified_on
from case_outcome
where case_id = :case_id
order by round;

-- name: report_remedy
-- What was promised has been put right, somebody says.
update case_outcome
set
    report = :report,
    reported_by = :account_id::int,
    reported_at = :at::timestamptz
where case_id = :case_id
and round = :round;

-- name: confirm_remedy
-- A leader has seen it.
update case_outcome
set
    verified_by = :account_id::int,
    verified_at = :at::timestamptz
where case_id = :case_id
and round = :round;

-- name: numbers_to_close
-- Answered cases whose window to reopen has passed.
select c.number
from case_file c
join case_clock k on k.case_id = c.id
where c.state = 'ANSWERED'
and k.step = 'REOPEN'
and k.done_at is null
and k.due < :today::date
order by c.answered_at
limit 200;

-- name: numbers_taking_effect
-- Decisions sent, whose days to go on have passed.
select c.number
from case_clock k
join case_file c on c.id = k.case_id
where k.done_at is null
and k.step = 'TAKE_EFFECT'
and k.due < :today::date
and c.state = 'ANSWERED'
and not exists (
    select
    from case_clock w
    where w.case_id = c.id
    and w.step = 'APPEAL'
    and w.done_at is null
    and w.due >= :today::date
)
limit 200;

-- name: raise_alarms
-- Tell each stage of each clock of the agency once: the event is what the notices are made from.
with raised as (
    insert into case_alarm (clock_id, stage, at)
    select k.id, :stage, :at::timestamptz
    from case_clock k
    where k.done_at is null
    and k.step = any(:steps::text[])
    and k.due between :first::date and :last::date
    and k.started_on <= :started_by::date
    and not exists (
        select
        from case_alarm a
        where a.clock_id = k.id
        and a.stage = :stage
    )
    on conflict do nothing
    returning clock_id
)
insert into case_event (at, case_id, kind, from_state, verb, to_state, actor_kind, account_id, agency_code, data)
select
    :at::timestamptz, c.id, c.kind, c.state, 'ESCALATE', c.state, 'system', null, c.agency_code,
    jsonb_build_object('stage', :stage::text, 'step', k.step, 'due', k.due)
from raised r
join case_clock k on k.id = r.clock_id
join case_file c on c.id = k.case_id;

-- name: raise_emergencies
-- Nobody took up in time what calls for help: told once, and again only when the time starts anew.
with late as (
    update case_file
    set danger_told_at = :at::timestamptz
    where danger_due < :at::timestamptz
    and danger_told_at is null
    returning id, kind, state, agency_code, danger
)
insert into case_event (at, case_id, kind, from_state, verb, to_state, actor_kind, account_id, agency_code, data)
select :at::timestamptz, id, kind, state, 'ESCALATE', state, 'system', null, agency_code,
    jsonb_build_object('stage', 'DANGER_OVER', 'danger', danger)
from late;

-- name: numbers_with_limits
-- Cases with a clock that runs under one of these rules.
select distinct c.number
from case_clock k
join case_file c on c.id = k.case_id
where k.done_at is null
and k.limit_code = any(:codes::text[]);

-- name: numbers_with_clocks_from
-- Cases with a clock that runs over a span of days: those a change of the calendar may move.
select distinct c.number
from case_clock k
join case_file c on c.id = k.case_id
where k.done_at is null
and k.started_on <= :last::date
and k.due >= :first::date;

-- name: number_by_code
-- The case an access code opens.
select number
from case_file
where code_hash = :code_hash;

-- name: case_view
-- A case with its names, as pages show it; only when the agency given (if any) has it.
select
    c.id, c.number, c.kind, c.state, c.field_code, f.name, f.name_en, c.area_code, a.name, c.agency_code, g.name, g.name_en,
    c.handler_id, h.name, c.content, c.language, c.filed_at, c.accepted_at, c.answered_at, c.original_due, c.next_step, c.next_due,
    c.version, p.name, p.phone, p.address, p.id_number, c.danger, c.danger_due
from case_file c
join case_party p on p.case_id = c.id
join field f on f.code = c.field_code
join area a on a.code = c.area_code
join agency g on g.code = c.agency_code
left join account h on h.id = c.handler_id
where c.number = :number
and (:agency_code::text is null or c.agency_code = :agency_code)
and (:denunciations or c.kind <> 'TO_CAO')
-- a body that something added accuses finds nothing, until it is taken from there
and not (
    :agency_code::text is not null
    and c.kind = 'TO_CAO'
    and exists (
        select
        from case_matter m
        where m.case_id = c.id
        and (m.against_agency = c.agency_code or m.accused_agencies @> array[c.agency_code])
    )
);

-- name: timeline
-- What has happened to a case, oldest first. Of one that was split nobody reads any more what was asked, added or said on the way; of one
-- that went on as a part neither that it was, nor that more was asked and added before.
select
    e.at, e.verb, e.from_state, e.to_state, e.actor_kind, a.name as officer, e.agency_code, g.name as agency_name, g.name_en as agency_name_en,
    case when e.id <= split.at_id then e.data - 'text' else e.data end as data
from case_event e
join case_file c on c.id = e.case_id
left join lateral (
    select coalesce(max(k.id), 0) as at_id
    from case_event k
    where k.case_id = e.case_id
    and k.at >= :filed_at::timestamptz
    and k.verb = 'SPLIT'
) split on true
left join account a on a.id = e.account_id
left join agency g on g.code = e.agency_code
where e.case_id = :case_id
and e.at >= :filed_at::timestamptz
and not (c.state <> 'SPLIT' and e.id <= split.at_id and e.verb in ('SPLIT', 'ASK_MORE', 'SUPPLY'))
order by e.at, e.id;

-- name: clocks
-- Every clock that runs or ran on a case, in the order they started.
select step, limit_code, started_on, raw_due, due, done_at, extra
from case_clock
where case_id = :case_id
order by started_on, due, id;

-- name: inbox
-- Open cases of an agency, what is due first first. The page is found in the index alone, then its cases are fetched.
with page as (
    select id
    from case_file
    where agency_code = :agency_code
    and next_due is not null
    and (next_due, id) > (:after_due::date, :after_id::bigint)
    and next_due between :first_due::date and :last_due::date
    and (:state::text is null or state = :state)
    and (:denunciations or kind <> 'TO_CAO')
    and (:kind::text is null or kind = :kind)
    and (:field_code::text is null or field_code = :field_code)
    and (:area_code::text is null or area_code = :area_code)
    and (:handler_id::int is null or coalesce(handler_id, 0) = :handler_id)
    and (:number::text is null or position(:number in number) > 0)
    order by next_due, id
    limit :most::int
)
select
    c.id, c.number, c.kind, c.state, left(c.content, 200) as opening, f.name, f.name_en, a.name, h.name,
    c.filed_at, c.answered_at, c.original_due, c.next_step, c.next_due, c.danger, c.danger_due, k.limit_code
from page
join case_file c on c.id = page.id
left join case_clock k on k.case_id = c.id
and k.step = c.next_step
and k.done_at is null
join field f on f.code = c.field_code
join area a on a.code = c.area_code
left join account h on h.id = c.handler_id
order by c.next_due, c.id;

-- name: emergencies
-- Cases of an agency that call for help and that nobody has taken up, what is most pressing first; found like those of the list.
with page as (
    select id
    from case_file
    where agency_code = :agency_code
    and danger_due is not null
    and (danger_due, id) > (:after_due::timestamptz, :after_id::bigint)
    and (:denunciations or kind <> 'TO_CAO')
    order by danger_due, id
    limit :most::int
)
select
    c.id, c.number, c.kind, c.state, left(c.content, 200) as opening, f.name, f.name_en, a.name, h.name,
    c.filed_at, c.answered_at, c.original_due, c.next_step, c.next_due, c.danger, c.danger_due, k.limit_code
from page
join case_file c on c.id = page.id
left join case_clock k on k.case_id = c.id
and k.step = c.next_step
and k.done_at is null
join field f on f.code = c.field_code
join area a on a.code = c.area_code
left join account h on h.id = c.handler_id
order by c.danger_due, c.id;

-- name: inbox_done
-- Cases of an agency with nothing left to do, the latest filed first; found and fetched like the open ones.
with page as (
    select id
    from case_file
    where agency_code = :agency_code
    and next_due is null
    and state not in ('AWAITING_SIGNATURE', 'RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'SUSPENDED', 'AWAITING_APPROVAL', 'APPROVED', 'DECIDED')
    and (filed_at, id) < (:before::timestamptz, :before_id::bigint)
    and (:state::text is null or state = :state)
    and (:denunciations or kind <> 'TO_CAO')
    and (:kind::text is null or kind = :kind)
    and (:field_code::text is null or field_code = :field_code)
    and (:area_code::text is null or area_code = :area_code)
    and (:handler_id::int is null or coalesce(handler_id, 0) = :handler_id)
    and (:number::text is null or position(:number in number) > 0)
    order by filed_at desc, id desc
    limit :most::int
)
select
    c.id, c.number, c.kind, c.state, left(c.content, 200) as opening, f.name, f.name_en, a.name, h.name,
    c.filed_at, c.answered_at, c.original_due, c.next_step, c.next_due, c.danger, c.danger_due, k.limit_code
from page
join case_file c on c.id = page.id
left join case_clock k on k.case_id = c.id
and k.step = c.next_step
and k.done_at is null
join field f on f.code = c.field_code
join area a on a.code = c.area_code
left join account h on h.id = c.handler_id
order by c.filed_at desc, c.id desc;

-- name: inbox_counts
-- How many cases of an agency are open, overdue and due soon; counted in the index, and no further than anybody reads.
select
    (
        select count(*)
        from (
            select
            from case_file
            where agency_code = :agency_code
            and (:denunciations or kind <> 'TO_CAO')
            and next_due is not null
            limit :most::int
        ) as counted
    ) as open,
    (
        select count(*)
        from (
            select
            from case_file
            where agency_code = :agency_code
            and (:denunciations or kind <> 'TO_CAO')
            and next_due < :today::date
            limit :most::int
        ) as counted
    ) as overdue,
    (
        select count(*)
        from (
            select
            from case_file
            where agency_code = :agency_code
            and (:denunciations or kind <> 'TO_CAO')
            and next_due between :today::date and :soon::date
            limit :most::int
        ) as counted
    ) as soon;
