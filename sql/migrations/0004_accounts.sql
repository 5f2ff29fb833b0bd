-- Officers' accounts, their roles at agencies, and sessions. New tables only: code of before runs on.

-- table account: owned by accounts
create table account (
    id int generated always as identity primary key,
    login text not null unique check (login = lower(login)),
    name text not null,
    password_hash text not null,
    active boolean not null default true,
    demo boolean not null default false,
    created_at timestamptz not null default now()
);

-- table membership: owned by accounts
create table membership (
    account_id int not null references account (id),
    agency_code text not null references agency (code),
    role text not null check (role in ('INTAKE', 'HANDLER', 'LEADER', 'INSPECTOR', 'ADMINISTRATOR')),
    valid daterange not null,
    primary key (account_id, agency_code, role)
);
create index membership_agency on membership (agency_code);

-- table session: owned by accounts
create table session (
    token_hash bytea primary key,
    account_id int not null references account (id),
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index session_expires on session (expires_at);

-- table sign_in_try: owned by accounts; failed tries by login and by network, for the throttle
create table sign_in_try (
    who text not null,
    at timestamptz not null
);
create index sign_in_try_who on sign_in_try (who, at);
