-- Files of a case and the identity of a denouncer, both sealed before they come here. New tables only: code of before runs on.

-- table attachment: owned by attachments; what the file of a case holds, page by page (Luật Khiếu nại Điều 34)
create table attachment (
    id bigint generated always as identity primary key,
    case_id bigint not null references case_file (id),
    title text not null check (length(title) between 1 and 200),
    source text not null check (source in ('resident', 'officer', 'service')),
    kind text not null check (kind in ('SIGNED_FORM', 'SCAN', 'PHOTO', 'DOCUMENT', 'MINUTES')),
    media_type text not null,
    pages int not null check (pages between 1 and 9999),
    bytes int not null check (bytes > 0),
    -- a keyed sum of the content: the same file sent twice is known, and nobody without the key can tell which file it is
    digest bytea not null,
    added_at timestamptz not null,
    account_id int references account (id),
    for_resident boolean not null default false,
    unique (case_id, digest)
);

-- table attachment_content: owned by attachments; the sealed bytes, apart, so that an object store may hold them instead
create table attachment_content (
    attachment_id bigint primary key references attachment (id),
    sealed bytea not null
);
-- what is sealed does not compress
alter table attachment_content alter column sealed set storage external;

-- table identity: owned by identities, protected; who denounces, sealed (Luật Tố cáo Điều 8, 9(1)b, 56)
create table identity (
    case_id bigint primary key references case_file (id),
    sealed bytea not null,
    at timestamptz not null
);

-- table identity_reading: owned by identities, protected; who opened an identity, when, where and why
create table identity_reading (
    id bigint generated always as identity primary key,
    case_id bigint not null references case_file (id),
    account_id int not null references account (id),
    agency_code text not null references agency (code),
    at timestamptz not null,
    reason text not null check (reason <> '')
);
create index identity_reading_case on identity_reading (case_id, at);
create index identity_reading_at on identity_reading (at);
