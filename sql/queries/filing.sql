-- name: draft
-- What was typed so far under a key.
select key, kind, content, area_code, area_text, field_code, name, phone, address, contact_asked, language, more
from filing_draft
where key = :key;

-- name: draft_for_update
-- What was typed so far under a key, locked; whoever sends it at this moment is waited for, and there is no row then.
select key, kind, content, area_code, area_text, field_code, name, phone, address, contact_asked, language, more
from filing_draft
where key = :key
for update;

-- name: change_draft
-- What was typed on another screen. A draft that is gone stays gone.
update filing_draft
set
    kind = :kind,
    content = :content,
    area_code = :area_code::text,
    area_text = :area_text,
    field_code = :field_code::text,
    name = :name,
    phone = :phone,
    address = :address,
    contact_asked = :contact_asked,
    more = :more::jsonb,
    saved_at = :saved_at
where key = :key;

-- name: save_draft
-- Keep what was typed, in place of what was typed before under the same key. The first screen asks nothing of `more`, so that what later
-- screens have asked stays, and the name of who complains with it; of a denunciation no name ever does.
insert into filing_draft (
    key, kind, content, area_code, area_text, field_code, name, phone, address, contact_asked, language, more, saved_at
)
values (
    :key, :kind, :content, :area_code::text, :area_text, :field_code::text, :name, :phone, :address, :contact_asked,
    :language, :more::jsonb, :saved_at
)
on conflict (key) do update
set
    kind = excluded.kind,
    content = excluded.content,
    area_code = excluded.area_code,
    area_text = excluded.area_text,
    field_code = excluded.field_code,
    name = case when excluded.kind = 'KHIEU_NAI' then coalesce(nullif(excluded.name, ''), filing_draft.name) else excluded.name end,
    phone = case when excluded.kind = 'KHIEU_NAI' then coalesce(nullif(excluded.phone, ''), filing_draft.phone) else excluded.phone end,
    address = case when excluded.kind = 'KHIEU_NAI' then coalesce(nullif(excluded.address, ''), filing_draft.address) else excluded.address end,
    contact_asked = excluded.contact_asked,
    language = excluded.language,
    more = case when excluded.kind = 'TO_CAO' then filing_draft.more - 'id_number' - 'group' else filing_draft.more end
        -- as another kind it goes on from no case
        - case when excluded.kind = filing_draft.kind then '{}'::text[] else '{follows,level,settled_by}'::text[] end,
    saved_at = excluded.saved_at;

-- name: add_draft
-- What goes on from a case, as a draft; one that is there already, perhaps changed since, stays as it is.
insert into filing_draft (
    key, kind, content, area_code, area_text, field_code, name, phone, address, contact_asked, language, more, saved_at
)
values (
    :key, :kind, :content, :area_code::text, :area_text, :field_code::text, :name, :phone, :address, :contact_asked,
    :language, :more::jsonb, :saved_at
)
on conflict (key) do nothing;

-- name: wipe_draft
-- Forget what was typed under a key, because its writer wants so.
delete from filing_draft
where key = :key;

-- name: take_draft
-- What was typed, wiped as it is read: of two who take it at once, the second waits and gets no row.
delete from filing_draft
where key = :key
returning key, kind, content, area_code, area_text, field_code, name, phone, address, contact_asked, language, more;

-- name: wipe_drafts
-- Forget what was never sent; denunciations sooner.
delete from filing_draft
where saved_at < :before::timestamptz
or (kind = 'TO_CAO' and saved_at < :denunciations_before::timestamptz);

-- name: failed_tries
-- Look-ups in vain of a network since a moment.
select count(*)::int
from lookup_try
where who = :who
and at >= :since::timestamptz;

-- name: add_try
-- Note a look-up in vain.
insert into lookup_try (who, at)
values (:who, :at::timestamptz);

-- name: wipe_tries
-- Forget look-ups in vain.
delete from lookup_try
where at < :before::timestamptz;
