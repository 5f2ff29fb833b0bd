-- Why: what a resident has typed but not yet sent, so that nothing is lost between two screens; and failed look-ups, for the throttle.
-- Old code: runs; nothing existing changes.

-- table filing_draft: owned by filing; taken out when it is sent, and after seven days
create table filing_draft (
    key uuid primary key,
    kind text not null check (kind in ('PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI')),
    content text not null check (length(content) between 1 and 10000),
    area_code text references area (code),
    area_text text not null default '',
    field_code text references field (code),
    name text not null default '',
    phone text not null default '',
    address text not null default '',
    -- name, phone and address may stay empty, so whether they were asked for must be remembered
    contact_asked boolean not null default false,
    language text not null default 'vi',
    saved_at timestamptz not null
);
create index filing_draft_saved on filing_draft (saved_at);

-- table lookup_try: owned by filing; look-ups that found nothing, by network, kept for a day
create table lookup_try (
    who text not null,
    at timestamptz not null
);
create index lookup_try_who on lookup_try (who, at);
