-- Why: an administrator changes who answers for what, by a decision. Each change keeps what stood before and what stands after, so
-- that nothing is lost and a change may be undone before its first day. A file that is to be imported waits until it is confirmed.
-- Old code: runs on, and would load duties.csv over what an administrator has changed only when that file is another than before.

-- table duty_change: owned by administration
create table duty_change (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    account_id int not null references account (id),
    agency_code text not null references agency (code),
    field_code text not null references field (code),
    level text not null check (level in ('commune', 'province')),
    kind text not null,
    -- the first day on which something else stands than before
    effective date not null,
    -- rows of duty as duties.csv has them
    before jsonb not null,
    after jsonb not null,
    decision text not null check (decision <> ''),
    reason text not null check (reason <> ''),
    undoes bigint unique references duty_change (id)
);
create index duty_change_field on duty_change (field_code, id);

-- table duty_upload: owned by administration; a file that was read without fault, until it is confirmed or a day has passed
create table duty_upload (
    id uuid primary key,
    at timestamptz not null,
    account_id int not null references account (id),
    text bytea not null,
    -- digest of the duties it was compared with: what was looked at is what is imported
    compared_with text not null,
    decision text not null check (decision <> ''),
    reason text not null check (reason <> ''),
    used_at timestamptz
);
create index duty_upload_at on duty_upload (at);
