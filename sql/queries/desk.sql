-- name: add_note
-- A note among colleagues; no row when the agency does not have the case.
insert into case_note (case_id, agency_code, author_id, at, body)
select id, agency_code, :author_id::int, :at::timestamptz, :body
from case_file
where number = :number
and agency_code = :agency_code
and state <> 'SPLIT'
and (:denunciations or kind <> 'TO_CAO');

-- name: notes
-- What an agency, and those it took over from, have noted on a case, oldest first; never what another has, nor what was noted on a case
-- that was split since.
select n.at, a.name as author, n.body
from case_note n
join account a on a.id = n.author_id
join case_file c on c.id = n.case_id
where n.case_id = :case_id
and n.agency_code = any(:agencies::text[])
and c.state <> 'SPLIT'
order by n.id;

-- name: templates
-- The templates an agency uses, by name.
select t.id, t.name, t.body, a.name as author, t.changed_at
from answer_template t
join account a on a.id = t.author_id
where t.agency_code = :agency_code
and t.retired_at is null
order by t.name, t.id;

-- name: template
-- One template of an agency that it uses.
select t.id, t.name, t.body, a.name as author, t.changed_at
from answer_template t
join account a on a.id = t.author_id
where t.id = :id
and t.agency_code = :agency_code
and t.retired_at is null;

-- name: add_template
-- A new template; no row when the name is in use.
insert into answer_template (agency_code, name, body, author_id, changed_at)
values (:agency_code, :name, :body, :author_id, :at)
on conflict (agency_code, name) where retired_at is null do nothing;

-- name: change_template
-- Other words in a template; no row when it is gone, or its new name is another's.
update answer_template
set
    name = :name,
    body = :body,
    author_id = :author_id,
    changed_at = :at
where id = :id
and agency_code = :agency_code
and retired_at is null
and not exists (
    select
    from answer_template other
    where other.agency_code = :agency_code
    and other.name = :name
    and other.retired_at is null
    and other.id <> :id
);

-- name: retire_template
-- A template nobody uses any more.
update answer_template
set retired_at = :at
where id = :id
and agency_code = :agency_code
and retired_at is null;

-- name: filters
-- The lists an officer has named.
select id, name, query
from desk_filter
where account_id = :account_id
and agency_code = :agency_code
order by id;

-- name: add_filter
-- Name a list; no row when the name is in use.
insert into desk_filter (account_id, agency_code, name, query)
values (:account_id, :agency_code, :name, :query)
on conflict (account_id, agency_code, name) do nothing;

-- name: drop_filter
-- A named list of one's own is no more.
delete from desk_filter
where id = :id
and account_id = :account_id;

-- name: asks
-- The opinions asked on a case, oldest first, with what was said; none of a case that was split.
select
    o.id, g.code as agency_code, g.name as agency_name, g.name_en as agency_name_en, o.asked_by, o.asked_at, o.question, o.due,
    o.answered_at, a.name as officer, o.contribution
from case_cohandler o
join agency g on g.code = o.agency_code
join case_file c on c.id = o.case_id
left join account a on a.id = o.answered_by_id
where o.case_id = :case_id
and c.state <> 'SPLIT'
order by o.id;

-- name: add_ask
-- Ask an agency for its opinion; no row when it was asked and has not answered, or when the case is no longer here.
insert into case_cohandler (case_id, asked_by, agency_code, asked_by_id, asked_at, question, due)
select id, agency_code, :to_agency, :account_id::int, :at::timestamptz, :question, :due::date
from case_file
where number = :number
and agency_code = :agency_code
and kind <> 'TO_CAO'
on conflict (case_id, agency_code) where answered_at is null do nothing;

-- name: asked_of
-- What other agencies ask of one: what is still open first, by its day. Only while the agency that asked has the case.
select o.id, c.number, m.name as agency_name, m.name_en as agency_name_en, f.name as field_name, f.name_en as field_name_en, o.question,
    o.due, o.answered_at
from case_cohandler o
join case_file c on c.id = o.case_id
join agency m on m.code = o.asked_by
join field f on f.code = c.field_code
where o.agency_code = :agency_code
and c.agency_code = o.asked_by
and c.kind <> 'TO_CAO'
and c.state <> 'SPLIT'
order by (o.answered_at is not null), o.due, o.id
limit :most::int;

-- name: asked
-- One opinion asked of an agency, with the text of the case and nothing of who sent it.
select
    o.id, c.number, m.name as agency_name, m.name_en as agency_name_en, f.name as field_name, f.name_en as field_name_en,
    a.name as area_name, c.content, c.language, c.filed_at, o.asked_at, o.question, o.due, o.answered_at, h.name as officer, o.contribution
from case_cohandler o
join case_file c on c.id = o.case_id
join agency m on m.code = o.asked_by
join field f on f.code = c.field_code
join area a on a.code = c.area_code
left join account h on h.id = o.answered_by_id
where o.id = :id
and o.agency_code = :agency_code
and c.agency_code = o.asked_by
and c.kind <> 'TO_CAO'
and c.state <> 'SPLIT';

-- name: contribute
-- What the agency says, once; no row when it was said, or the case has gone elsewhere.
update case_cohandler
set
    contribution = :contribution,
    answered_at = :at::timestamptz,
    answered_by_id = :account_id::int
from case_file c
where case_cohandler.id = :id
and case_cohandler.agency_code = :agency_code
and case_cohandler.answered_at is null
and c.id = case_cohandler.case_id
and c.agency_code = case_cohandler.asked_by
and c.kind <> 'TO_CAO'
and c.state <> 'SPLIT';

-- name: open_asks
-- How many opinions an agency still owes.
select count(*)
from case_cohandler o
join case_file c on c.id = o.case_id
where o.agency_code = :agency_code
and o.answered_at is null
and c.agency_code = o.asked_by
and c.kind <> 'TO_CAO'
and c.state <> 'SPLIT';

-- name: versions
-- The versions of the cases of a list, so that what is ticked is what was shown.
select id, version
from case_file
where id = any(:ids::bigint[]);

-- name: waiting
-- Cases of an agency where nothing is due and that have not ended, the latest filed first.
with page as (
    select id
    from case_file
    where agency_code = :agency_code
    and next_due is null
    and state in ('AWAITING_SIGNATURE', 'RECEIVED', 'IN_PROGRESS', 'NEEDS_INFO', 'SUSPENDED', 'AWAITING_APPROVAL', 'APPROVED', 'DECIDED')
    and (filed_at, id) < (:before::timestamptz, :before_id::bigint)
    and (:denunciations or kind <> 'TO_CAO')
    and (:state::text is null or state = :state)
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

-- name: among
-- Which of some cases an agency's list shows, open or done, the latest filed first.
select
    c.id, c.number, c.kind, c.state, left(c.content, 200) as opening, f.name, f.name_en, a.name, h.name,
    c.filed_at, c.answered_at, c.original_due, c.next_step, c.next_due, c.danger, c.danger_due, k.limit_code
from case_file c
left join case_clock k on k.case_id = c.id
and k.step = c.next_step
and k.done_at is null
join field f on f.code = c.field_code
join area a on a.code = c.area_code
left join account h on h.id = c.handler_id
where c.id = any(:ids::bigint[])
and c.agency_code = :agency_code
and (c.filed_at, c.id) < (:before::timestamptz, :before_id::bigint)
and (:denunciations or c.kind <> 'TO_CAO')
and (:state::text is null or c.state = :state)
and (:kind::text is null or c.kind = :kind)
and (:field_code::text is null or c.field_code = :field_code)
and (:area_code::text is null or c.area_code = :area_code)
and (:handler_id::int is null or coalesce(c.handler_id, 0) = :handler_id)
and (:number::text is null or position(:number in c.number) > 0)
and coalesce(c.next_due, '9999-12-31') between :first_due::date and :last_due::date
order by c.filed_at desc, c.id desc
limit :most::int;

-- name: numbered
-- The cases of an agency with one of these numbers.
select coalesce(array_agg(id), '{}')
from case_file
where number = any(:numbers::text[])
and agency_code = :agency_code;

-- name: handed_on
-- Cases with one of these numbers that an agency handed to another: when last, and where; never a denunciation.
select distinct on (c.number) c.number, t.at, g.name, g.name_en
from case_file c
join case_transfer t on t.case_id = c.id
join agency g on g.code = t.to_agency
where c.number = any(:numbers::text[])
and c.kind in ('PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI')
and c.agency_code <> :agency_code
and t.from_agency = :agency_code
order by c.number, t.at desc;

-- name: endings
-- What a word that is still being typed may become, the shortest first.
select coalesce(array_agg(word), '{}')
from (
    select word
    from search_word
    where word >= :beginning
    and word < :beginning || '{'
    order by length(word), word
    limit 40
) as known;

-- name: matching
-- Cases that have every word looked for, the latest first, and no more than anybody reads. The words are looked up before anything is put in
-- order: walking back from the latest case would be long where few match.
with matched as materialized (
    select case_id
    from case_words
    where words @@ :query::text::tsquery
)
select coalesce(array_agg(case_id), '{}')
from (
    select case_id
    from matched
    order by case_id desc
    limit :most::int
) as newest;

-- name: words_read
-- How far events have been read, locked; no row while another process reads on.
select tx::text, rebuilt
from words_cursor
where name = 'case_words'
for update skip locked;

-- name: words_news
-- Whether there is anything to index: an event that no running transaction can still precede, a rebuild under way, or a cursor from
-- another cluster.
select
    c.rebuilt is not null
    or c.tx > pg_snapshot_xmin(pg_current_snapshot())
    or exists (
        select
        from case_event e
        where e.tx >= c.tx
        and e.tx < pg_snapshot_xmin(pg_current_snapshot())
    )
from words_cursor c
where name = 'case_words';

-- name: words_horizon
-- The oldest transaction still running: whatever is older has ended and can be seen. `lost` when the cursor stands beyond it.
select
    pg_snapshot_xmin(pg_current_snapshot())::text as tx,
    :after::text::xid8 > pg_snapshot_xmin(pg_current_snapshot()) as lost;

-- name: advance_words
-- All that is older has been indexed, and a rebuild has come this far.
update words_cursor
set
    tx = :tx::text::xid8,
    rebuilt = :rebuilt::bigint
where name = 'case_words';

-- name: moved_cases
-- Cases with something new since the cursor.
select coalesce(array_agg(distinct case_id), '{}')
from case_event
where tx >= :after::text::xid8
and tx < :upto::text::xid8;

-- name: next_cases
-- The next cases of a rebuild.
select coalesce(array_agg(id order by id), '{}')
from (
    select id
    from case_file
    where id > :after::bigint
    order by id
    limit :most::int
) as part;

-- name: index_cases
-- The words of some cases anew, as service.agencies.rules.fold writes them; a denunciation has none. What is unchanged is not written.
with held as (
    select
        c.id, c.agency_code,
        c.agency_code || '@' || to_char(c.filed_at, 'YYMM') as month,
        least((extract(day from c.filed_at)::int - 1) / 5, 5) as part,
        lower(translate(regexp_replace(normalize(concat_ws(' ', c.content, sent.by), nfd), '[\u0300-\u036f]', '', 'g'), 'Đđ', 'dd')) as folded
    from case_file c
    left join lateral (
        select string_agg(p.name || ' ' || regexp_replace(regexp_replace(p.phone, '[^0-9]', '', 'g'), '^84', '0'), ' ') as by
        from case_party p
        where p.case_id = c.id
    ) as sent on true
    where c.id = any(:ids::bigint[])
    and c.kind <> 'TO_CAO'
),
split as (
    select
        id, agency_code, array[month, month || '.' || part] as times,
        array(select distinct left(word, 40) from regexp_split_to_table(folded, '[^a-z0-9]+') as word where word <> '') as words
    from held
),
known as (
    insert into search_word (word)
    select distinct word
    from split
    cross join unnest(words) as word
    where word ~ '^[a-z]{3,}$'
    on conflict (word) do nothing
),
secret as (
    delete from case_words
    where case_id in (select id from case_file where id = any(:ids::bigint[]) and kind = 'TO_CAO')
)
insert into case_words (case_id, agency_code, words)
select id, agency_code, array_to_tsvector(array(select agency_code || '/' || word from unnest(words) as word) || times)
from split
on conflict (case_id) do update
set
    agency_code = excluded.agency_code,
    words = excluded.words
where case_words.words is distinct from excluded.words;

-- name: workload
-- Of each officer of an agency, and of nobody yet: what is open, overdue and due soon, and how old it is on average.
select
    coalesce(handler_id, 0) as handler_id,
    count(*) as open,
    count(*) filter (where next_due < :today::date) as overdue,
    count(*) filter (where next_due between :today::date and :soon::date) as soon,
    avg(:today::date - filed_at::date)::float8 as age
from case_file
where agency_code = :agency_code
and next_due is not null
and (:denunciations or kind <> 'TO_CAO')
group by 1;

-- name: answered_since
-- How many cases of each officer were answered lately.
select coalesce(handler_id, 0) as handler_id, count(*) as answered
from case_file
where agency_code = :agency_code
and answered_at >= :since::timestamptz
and state <> 'REFUSED'
and (:denunciations or kind <> 'TO_CAO')
group by 1;

-- name: names
-- The names of some officers.
select id, name
from account
where id = any(:ids::int[]);

-- name: ticked
-- The cases of an agency that were ticked in a list, as they stand now.
select
    number, version, kind, state, left(content, 200) as opening,
    exists (select from case_transfer t where t.case_id = case_file.id) as handed_on
from case_file
where number = any(:numbers::text[])
and agency_code = :agency_code
and (:denunciations or kind <> 'TO_CAO');
