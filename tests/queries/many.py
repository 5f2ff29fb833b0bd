"""Many cases at once, spread as years of work would spread them: for the guards over query plans, and for the bench.

They lie with the agencies of today, a third of them with one. They were filed evenly over the last fourteen months. Of ten one is open,
many of these overdue; of those nobody has accepted a sixth calls for help.
"""

from datetime import datetime
from typing import Any

BUSY = "SNV"  # the agency with a third of all cases
CODE = b"a code of a case"  # the access code of case n is kept as sha256(CODE || n)

_LISTS = """
select
    array(select code from agency where upper_inf(valid) and level in ('commune', 'province') order by code) as agencies,
    array(select code from area where upper_inf(valid) and level = 'commune' order by code) as areas,
    array(select code from field where upper_inf(valid) order by code) as fields
"""
_ACCOUNT = """
with handler as (
    insert into account (login, name, password_hash)
    select 'many' || n, 'Cán bộ ' || n, 'no password'
    from generate_series(1, 20) as n
    returning id
)
insert into membership (account_id, agency_code, role, valid)
select id, 'SNV', 'HANDLER', '[2020-01-01,)'
from handler;
"""
_CASE = f"""
with lists as ({_LISTS})
insert into case_file (
    number, submission_key, code_hash, kind, state, field_code, area_code, agency_code, handler_id, content,
    filed_at, accepted_at, answered_at, original_due, next_step, next_due, danger, danger_due
)
select
    'LN24-' || lpad(nextval('case_number_seq')::text, 6, '0'), gen_random_uuid(), sha256($2::bytea || n::text::bytea),
    case when n % 50 = 0 then 'KHEN_NGOI' else 'PHAN_ANH_KIEN_NGHI' end, made.state,
    fields[1 + n % cardinality(fields)], areas[1 + n % cardinality(areas)], made.agency,
    case when n % 3 = 0 then (select min(id) from account where login like 'many%') + n % 20 end,
    'Tiền trợ cấp tháng này của gia đình tôi chưa về, tôi đã hỏi hai lần mà chưa ai trả lời. Việc số ' || n,
    made.filed,
    case when made.state <> 'RECEIVED' then made.filed + interval '2 days' end,
    case when made.done then made.filed + interval '12 days' end,
    made.filed::date + 20,
    case when made.state in ('RECEIVED', 'NEEDS_INFO') then 'FIRST_ANSWER' when not made.done then 'ANSWER' end,
    case when made.state in ('RECEIVED', 'NEEDS_INFO') then made.filed::date + 14 when not made.done then made.filed::date + 20 end,
    case when made.state = 'RECEIVED' and n % 60 = 0 then '113' else '' end,
    case when made.state = 'RECEIVED' and n % 60 = 0 then made.filed + interval '1 hour' end
from generate_series(1, $1::int) as n
cross join lists
cross join lateral (
    select
        $3::timestamptz - interval '420 days' * (1 - n::float / $1) as filed,
        n % 10 <> 0 as done,
        case when n % 3 = 0 then '{BUSY}' else agencies[1 + n * 7919::bigint % cardinality(agencies)] end as agency,
        case
            when n % 10 = 0 then (array['RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'AWAITING_APPROVAL', 'APPROVED'])[1 + n / 10 % 5]
            when n % 100 = 7 then 'REFUSED'
            when n::float / $1 > 0.95 then 'ANSWERED'
            else 'CLOSED'
        end as state
) as made;
"""
_PARTY = """
insert into case_party (case_id, name, phone)
select id, 'Nguyễn Văn ' || id, '0912345678'
from case_file;
"""
_EVENT = """
insert into case_event (at, case_id, kind, from_state, verb, to_state, actor_kind, agency_code, data)
select c.filed_at + step.after, c.id, c.kind, step.from_state, step.verb, step.to_state, step.by, c.agency_code, step.data
from case_file c
cross join (
    values
        (interval '0', 'NEW', 'FILE', 'RECEIVED', 'resident', '{}'::jsonb),
        (interval '1 day', 'RECEIVED', 'TRANSFER', 'RECEIVED', 'officer', '{"to": "SYT"}'),
        (interval '2 days', 'RECEIVED', 'ACCEPT', 'IN_PROGRESS', 'officer', '{}'::jsonb),
        (interval '12 days', 'APPROVED', 'SEND', 'ANSWERED', 'officer', '{"text": "Khoản trợ cấp đã về tài khoản của ông/bà."}'::jsonb)
) as step (after, from_state, verb, to_state, by, data)
where step.verb = 'FILE'
or step.verb = 'TRANSFER' and c.id % 20 = 3
or step.verb = 'ACCEPT' and c.accepted_at is not null
or step.verb = 'SEND' and c.state in ('ANSWERED', 'CLOSED');
"""
_CLOCK = """
insert into case_clock (case_id, step, limit_code, started_on, raw_due, due, done_at)
select
    c.id, step.step, 'many', c.filed_at::date, c.filed_at::date + step.days, c.filed_at::date + step.days,
    case
        when step.step = 'REOPEN' and c.state = 'ANSWERED' or step.step = 'ANSWER' and c.next_due is not null then null
        else c.filed_at + interval '3 days'
    end
from case_file c
cross join (values ('FIRST_ANSWER', 14), ('ANSWER', 20), ('REOPEN', 45)) as step (step, days)
where step.step <> 'REOPEN'
or c.state in ('ANSWERED', 'CLOSED');
"""
_WORDS = """
insert into case_words (case_id, agency_code, words)
select id, agency_code, array_to_tsvector(
    array(
        select agency_code || '/' || word
        from unnest(array['tien', 'tro', 'cap', 'thang', 'nay', 'cua', 'gia', 'dinh', 'toi', 'van' || id % 1000, 'so' || id]) as word
    )
    || array[
        agency_code || '@' || to_char(filed_at, 'YYMM'),
        agency_code || '@' || to_char(filed_at, 'YYMM') || '.' || least((extract(day from filed_at)::int - 1) / 5, 5)
    ]
)
from case_file
where kind <> 'TO_CAO';
"""
_REVIEW = """
insert into case_review (case_id, agency_code, at, settled, treated)
select id, agency_code, answered_at + interval '1 day', (array['YES', 'PARTLY', 'NO'])[1 + id % 3], 1 + id % 5
from case_file
where state in ('ANSWERED', 'CLOSED')
and id % 4 = 0;
"""
_SKETCH = f"""
insert into case_sketch (case_id, agency_code, field_code, area_code, filed_at, words)
select id, agency_code, case when agency_code = '{BUSY}' then 'R15' else field_code end,
    case when agency_code = '{BUSY}' then '18943' else area_code end, filed_at, array[1, 2, 3, id::int]
from case_file
where kind = 'PHAN_ANH_KIEN_NGHI'
and state in ('RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'AWAITING_APPROVAL', 'APPROVED')
and id % 500 <> 10;
"""
_RATING = f"""
with lists as ({_LISTS})
insert into rating (day, key, at, agency_code, field_code, overall, staff)
select
    made.at::date, gen_random_uuid(), made.at, agencies[1 + n * 7919::bigint % cardinality(agencies)],
    fields[1 + n % cardinality(fields)], 1 + n % 5, 1 + n % 4
from generate_series(1, $1::int) as n
cross join lists
cross join lateral (select $2::timestamptz - interval '420 days' * (n::float / $1) as at) as made;
"""


async def fill(connection: Any, cases: int, ratings: int, newest: datetime) -> None:
    """Put them beside the reference data, the last one filed at `newest`; then tidy up and count, as Postgres soon does by itself."""
    await connection.execute(_ACCOUNT)
    await connection.execute(_CASE, cases, CODE, newest)
    for statement in (_PARTY, _WORDS, _EVENT, _CLOCK, _REVIEW, _SKETCH):
        await connection.execute(statement)
    await connection.execute(_RATING, ratings, newest)
    for table in ("case_file", "case_party", "case_sketch", "case_words", "case_event", "case_clock", "case_review", "rating", "account"):
        await connection.execute(f"vacuum (analyze) {table}")
