-- name: lock
-- The case whose file grows: of two who add at once the second waits and then counts what the first added.
select id
from case_file
where id = :case_id
for no key update;

-- name: held
-- How many files a case has.
select count(*)
from attachment
where case_id = :case_id;

-- name: same
-- The file of a case that has this content.
select id
from attachment
where case_id = :case_id
and digest = :digest;

-- name: add
-- One more file of a case.
insert into attachment (case_id, title, source, kind, media_type, pages, bytes, digest, added_at, account_id, for_resident)
values (
    :case_id, :title, :source, :kind, :media_type, :pages::int, :bytes::int, :digest, :added_at::timestamptz, :account_id::int,
    :for_resident
)
returning id;

-- name: put
-- The sealed bytes of a file.
insert into attachment_content (attachment_id, sealed)
values (:attachment_id, :sealed);

-- name: take
-- The sealed bytes of a file.
select sealed
from attachment_content
where attachment_id = :attachment_id;

-- name: listed
-- The file of a case in the order it grew, its pages numbered through; for the resident only what they sent and what is for them,
-- under the numbers it has in the whole file.
select
    id, number, last_page - pages + 1 as first_page, last_page, title, source, kind, media_type, pages, bytes, added_at, added_by,
    for_resident
from (
    select
        p.id,
        row_number() over (order by p.id)::int as number,
        (sum(p.pages) over (order by p.id))::int as last_page,
        p.title, p.source, p.kind, p.media_type, p.pages, p.bytes, p.added_at, coalesce(a.name, '') as added_by, p.for_resident
    from attachment p
    left join account a on a.id = p.account_id
    where p.case_id = :case_id
) as numbered
where (not :resident::bool or for_resident or source = 'resident')
order by number;

-- name: paper
-- What is known of one file of a case; for the resident only what they sent and what is for them.
select title, media_type
from attachment
where id = :attachment_id
and case_id = :case_id
and (not :resident::bool or for_resident or source = 'resident');

-- name: drop_contents
-- The sealed bytes of a whole file, before what is known of it.
delete from attachment_content
where attachment_id in (
    select id
    from attachment
    where case_id = :case_id
);

-- name: drop
-- The whole file of a case, which has gone elsewhere.
delete from attachment
where case_id = :case_id;

-- name: set_pages
-- How many pages a clerk counted.
update attachment
set pages = :pages::int
where id = :attachment_id
and case_id = :case_id;
