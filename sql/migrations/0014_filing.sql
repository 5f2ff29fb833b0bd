-- Why: residents file complaints and denunciations. What only these are asked stands in `more`; who denounces stands nowhere here: it is asked
-- on the last screen, sent with it and sealed.
-- Old code: runs; it reads the columns it knows and meets the new kinds only in drafts that new code has begun.

alter table filing_draft drop constraint filing_draft_kind_check;
alter table filing_draft add constraint filing_draft_kind_check
    check (kind in ('PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI', 'KHIEU_NAI', 'TO_CAO'));
alter table filing_draft add column more jsonb not null default '{}';
alter table filing_draft add constraint filing_draft_names_no_denouncer
    check (kind <> 'TO_CAO' or (name = '' and phone = '' and address = '' and not more ? 'id_number' and not more ? 'group'));
