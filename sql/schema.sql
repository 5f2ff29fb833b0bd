-- What the migrations give, by table. Generated: `make schema` writes it, a test compares it. Change it by a migration.

create sequence case_number_seq;

create table account (
    id integer not null generated always as identity,
    login text not null,
    name text not null,
    password_hash text not null,
    active boolean not null default true,
    demo boolean not null default false,
    created_at timestamp with time zone not null default now(),
    constraint account_pkey primary key (id),
    constraint account_login_key unique (login),
    constraint account_login_check check ((login = lower(login)))
);

create table agency (
    code text not null,
    name text not null,
    key text not null generated always as (lower(translate(regexp_replace(normalize(name, nfd), '[\u0300-\u036f]'::text, ''::text, 'g'::text), 'Đđ'::text, 'dd'::text))) stored,
    name_en text not null,
    level text not null,
    kind text not null,
    parent_code text,
    area_code text,
    aliases text[] not null default '{}'::text[],
    search_key text not null,
    valid daterange not null,
    source text not null,
    constraint agency_pkey primary key (code),
    constraint agency_area_code_fkey foreign key (area_code) references area(code),
    constraint agency_parent_code_fkey foreign key (parent_code) references agency(code),
    constraint agency_kind_check check ((kind <> ''::text)),
    constraint agency_level_check check ((level = any (array['commune'::text, 'district'::text, 'province'::text, 'central'::text]))),
    constraint agency_name_en_check check ((name_en <> ''::text)),
    constraint agency_of_a_commune_has_an_area check (((level <> 'commune'::text) or (area_code is not null))),
    constraint agency_source_check check ((source <> ''::text)),
    constraint agency_valid_check check ((not isempty(valid)))
);
create index agency_by_area on agency using btree (area_code);

create table agency_month (
    agency_code text not null,
    month date not null,
    filed integer not null default 0,
    open integer not null default 0,
    reopened integer not null default 0,
    overdue integer not null default 0,
    answered integer not null default 0,
    refused integer not null default 0,
    on_time integer not null default 0,
    late integer not null default 0,
    reviewed integer not null default 0,
    satisfied integer not null default 0,
    settled integer not null default 0,
    rated integer not null default 0,
    pleased integer not null default 0,
    constraint agency_month_pkey primary key (agency_code, month),
    constraint agency_month_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint agency_month_month_check check ((extract(day from month) = (1)::numeric))
);

create table area (
    code text not null,
    name text not null,
    key text not null generated always as (lower(translate(regexp_replace(normalize(name, nfd), '[\u0300-\u036f]'::text, ''::text, 'g'::text), 'Đđ'::text, 'dd'::text))) stored,
    kind text not null,
    level text not null,
    valid daterange not null,
    parent text not null,
    successor_code text,
    former_district text,
    former_district_key text generated always as (lower(translate(regexp_replace(normalize(former_district, nfd), '[\u0300-\u036f]'::text, ''::text, 'g'::text), 'Đđ'::text, 'dd'::text))) stored,
    population integer,
    area_km2 double precision,
    lat double precision,
    lon double precision,
    source text not null,
    constraint area_pkey primary key (code),
    constraint area_successor_code_fkey foreign key (successor_code) references area(code),
    constraint area_ends_in_a_successor check ((upper_inf(valid) = (successor_code is null))),
    constraint area_level_check check ((level = any (array['commune'::text, 'province'::text]))),
    constraint area_source_check check ((source <> ''::text)),
    constraint area_valid_check check ((not isempty(valid)))
);
create index area_by_successor on area using btree (successor_code);

create table case_clock (
    id bigint not null generated always as identity,
    case_id bigint not null,
    step text not null,
    limit_code text not null,
    started_on date not null,
    raw_due date not null,
    due date not null,
    done_at timestamp with time zone,
    constraint case_clock_pkey primary key (id),
    constraint case_clock_once exclude using btree (case_id with =, step with =) where ((done_at is null)) deferrable initially deferred,
    constraint case_clock_case_id_fkey foreign key (case_id) references case_file(id)
);
create index case_clock_case on case_clock using btree (case_id);
create index case_clock_open on case_clock using btree (started_on) where (done_at is null);

create table case_draft (
    case_id bigint not null,
    version integer not null,
    body text not null,
    author_id integer not null,
    at timestamp with time zone not null,
    approved_by integer,
    approved_at timestamp with time zone,
    sent_at timestamp with time zone,
    constraint case_draft_pkey primary key (case_id, version),
    constraint case_draft_approved_by_fkey foreign key (approved_by) references account(id),
    constraint case_draft_author_id_fkey foreign key (author_id) references account(id),
    constraint case_draft_case_id_fkey foreign key (case_id) references case_file(id)
);

create table case_event (
    id bigint not null generated always as identity,
    at timestamp with time zone not null,
    case_id bigint not null,
    kind text not null,
    from_state text not null,
    verb text not null,
    to_state text not null,
    actor_kind text not null,
    account_id integer,
    agency_code text not null,
    data jsonb not null default '{}'::jsonb,
    tx xid8 not null default pg_current_xact_id(),
    constraint case_event_pkey primary key (id, at),
    constraint case_event_lawful foreign key (kind, from_state, verb, to_state) references case_transition(kind, from_state, verb, to_state),
    constraint case_event_actor_kind_check check ((actor_kind = any (array['resident'::text, 'officer'::text, 'system'::text])))
) partition by range (at);
create index case_event_case on case_event using btree (case_id, at);
create index case_event_tx on case_event using btree (tx);

create table case_file (
    id bigint not null generated always as identity,
    number text not null,
    submission_key uuid not null,
    code_hash bytea not null,
    kind text not null,
    state text not null,
    field_code text not null,
    area_code text not null,
    agency_code text not null,
    handler_id integer,
    content text not null,
    language text not null default 'vi'::text,
    filed_at timestamp with time zone not null,
    accepted_at timestamp with time zone,
    answered_at timestamp with time zone,
    original_due date not null,
    next_step text,
    next_due date,
    version integer not null default 1,
    constraint case_file_pkey primary key (id),
    constraint case_file_code_hash_key unique (code_hash),
    constraint case_file_number_key unique (number),
    constraint case_file_submission_key_key unique (submission_key),
    constraint case_file_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint case_file_area_code_fkey foreign key (area_code) references area(code),
    constraint case_file_field_code_fkey foreign key (field_code) references field(code),
    constraint case_file_handler_id_fkey foreign key (handler_id) references account(id),
    constraint case_file_content_check check (((length(content) >= 1) and (length(content) <= 10000))),
    constraint case_file_state_check check ((state = any (array['RECEIVED'::text, 'IN_PROGRESS'::text, 'NEEDS_INFO'::text, 'AWAITING_APPROVAL'::text, 'APPROVED'::text, 'ANSWERED'::text, 'REFUSED'::text, 'CLOSED'::text])))
);
create index case_file_agency_filed on case_file using btree (agency_code, filed_at desc, id desc);
create index case_file_answered on case_file using btree (answered_at) where (state = 'ANSWERED'::text);
create index case_file_by_number on case_file using btree (number text_pattern_ops);
create index case_file_done on case_file using btree (agency_code, filed_at desc, id desc) include (state, kind, field_code, area_code, handler_id, number) where (next_due is null);
create index case_file_inbox on case_file using btree (agency_code, next_due, id) include (state, kind, field_code, area_code, handler_id, number) where (next_due is not null);
create index case_file_open on case_file using btree (agency_code, original_due, id) include (filed_at, answered_at) where (state = any (array['RECEIVED'::text, 'IN_PROGRESS'::text, 'NEEDS_INFO'::text, 'AWAITING_APPROVAL'::text, 'APPROVED'::text]));

create table case_party (
    case_id bigint not null,
    name text not null default ''::text,
    phone text not null default ''::text,
    address text not null default ''::text,
    constraint case_party_pkey primary key (case_id),
    constraint case_party_case_id_fkey foreign key (case_id) references case_file(id)
);

create table case_review (
    case_id bigint not null,
    agency_code text not null,
    at timestamp with time zone not null,
    settled text not null,
    treated smallint not null,
    comment text not null default ''::text,
    constraint case_review_pkey primary key (case_id),
    constraint case_review_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint case_review_case_id_fkey foreign key (case_id) references case_file(id),
    constraint case_review_comment_check check ((length(comment) <= 2000)),
    constraint case_review_settled_check check ((settled = any (array['YES'::text, 'PARTLY'::text, 'NO'::text]))),
    constraint case_review_treated_check check (((treated >= 1) and (treated <= 5)))
);
create index case_review_agency on case_review using btree (agency_code, at, case_id);

create table case_transfer (
    case_id bigint not null,
    from_agency text not null,
    to_agency text not null,
    at timestamp with time zone not null,
    constraint case_transfer_pkey primary key (case_id, from_agency),
    constraint case_transfer_case_id_fkey foreign key (case_id) references case_file(id),
    constraint case_transfer_from_agency_fkey foreign key (from_agency) references agency(code),
    constraint case_transfer_to_agency_fkey foreign key (to_agency) references agency(code),
    constraint case_transfer_check check ((from_agency <> to_agency))
);

create table case_transition (
    kind text not null,
    from_state text not null,
    verb text not null,
    to_state text not null,
    constraint case_transition_pkey primary key (kind, from_state, verb, to_state),
    constraint case_transition_kind_check check ((kind = any (array['PHAN_ANH_KIEN_NGHI'::text, 'KHEN_NGOI'::text])))
);

create table duty (
    field_code text not null,
    level text not null,
    kind text not null,
    agency_code text,
    contact text not null,
    contact_en text not null,
    article text not null,
    article_en text not null,
    valid daterange not null,
    source text not null,
    slot integer not null generated always as (((((substr(field_code, 2))::integer * 100) + (array_position(array['commune'::text, 'province'::text], level) * 10)) + array_position(array['DANH_GIA'::text, 'KHEN_NGOI'::text, 'PHAN_ANH_KIEN_NGHI'::text, 'KHIEU_NAI'::text, 'TO_CAO'::text], kind))) stored,
    constraint duty_one_at_a_time exclude using gist (int4range(slot, slot, '[]'::text) with &&, valid with &&),
    constraint duty_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint duty_field_code_fkey foreign key (field_code) references field(code),
    constraint duty_article_check check ((article <> ''::text)),
    constraint duty_article_en_check check ((article_en <> ''::text)),
    constraint duty_check check (((level = 'commune'::text) or (agency_code is not null))),
    constraint duty_contact_check check ((contact <> ''::text)),
    constraint duty_contact_en_check check ((contact_en <> ''::text)),
    constraint duty_kind_check check ((kind = any (array['DANH_GIA'::text, 'KHEN_NGOI'::text, 'PHAN_ANH_KIEN_NGHI'::text, 'KHIEU_NAI'::text, 'TO_CAO'::text]))),
    constraint duty_level_check check ((level = any (array['commune'::text, 'province'::text]))),
    constraint duty_source_check check ((source <> ''::text)),
    constraint duty_valid_check check ((not isempty(valid)))
);
create index duty_by_agency on duty using btree (agency_code);

create table field (
    code text not null,
    name text not null,
    key text not null generated always as (lower(translate(regexp_replace(normalize(name, nfd), '[\u0300-\u036f]'::text, ''::text, 'g'::text), 'Đđ'::text, 'dd'::text))) stored,
    name_en text not null,
    hint text not null,
    hint_en text not null,
    words text[] not null,
    plan_section text not null,
    first_level text not null,
    valid daterange not null,
    source text not null,
    constraint field_pkey primary key (code),
    constraint field_code_check check ((code ~ '^R[0-9]{2}$'::text)),
    constraint field_first_level_check check ((first_level = any (array['commune'::text, 'province'::text]))),
    constraint field_hint_check check ((hint <> ''::text)),
    constraint field_hint_en_check check ((hint_en <> ''::text)),
    constraint field_name_check check ((name <> ''::text)),
    constraint field_name_en_check check ((name_en <> ''::text)),
    constraint field_plan_section_check check ((plan_section <> ''::text)),
    constraint field_source_check check ((source <> ''::text)),
    constraint field_valid_check check ((not isempty(valid))),
    constraint field_words_check check ((cardinality(words) > 0))
);

create table filing_draft (
    key uuid not null,
    kind text not null,
    content text not null,
    area_code text,
    area_text text not null default ''::text,
    field_code text,
    name text not null default ''::text,
    phone text not null default ''::text,
    address text not null default ''::text,
    contact_asked boolean not null default false,
    language text not null default 'vi'::text,
    saved_at timestamp with time zone not null,
    constraint filing_draft_pkey primary key (key),
    constraint filing_draft_area_code_fkey foreign key (area_code) references area(code),
    constraint filing_draft_field_code_fkey foreign key (field_code) references field(code),
    constraint filing_draft_content_check check (((length(content) >= 1) and (length(content) <= 10000))),
    constraint filing_draft_kind_check check ((kind = any (array['PHAN_ANH_KIEN_NGHI'::text, 'KHEN_NGOI'::text])))
);
create index filing_draft_saved on filing_draft using btree (saved_at);

create table holiday (
    day date not null,
    kind text not null,
    name text not null,
    name_en text not null,
    source text not null,
    edited boolean not null default false,
    constraint holiday_pkey primary key (day),
    constraint holiday_kind_check check ((kind = any (array['off'::text, 'make_up'::text, 'ordinary'::text]))),
    constraint holiday_made_up_on_a_weekend check (((kind <> 'make_up'::text) or (extract(isodow from day) = any (array[(6)::numeric, (7)::numeric])))),
    constraint holiday_name_check check ((name <> ''::text)),
    constraint holiday_name_en_check check ((name_en <> ''::text)),
    constraint holiday_source_check check ((source <> ''::text))
);

create table holiday_change (
    id bigint not null generated always as identity,
    at timestamp with time zone not null default now(),
    account_id integer,
    day date not null,
    kind text not null,
    name text not null,
    followed_at timestamp with time zone,
    constraint holiday_change_pkey primary key (id)
);
create index holiday_change_unfollowed on holiday_change using btree (id) where (followed_at is null);

create table lookup_try (
    who text not null,
    at timestamp with time zone not null
);
create index lookup_try_who on lookup_try using btree (who, at);

create table membership (
    account_id integer not null,
    agency_code text not null,
    role text not null,
    valid daterange not null,
    constraint membership_pkey primary key (account_id, agency_code, role),
    constraint membership_account_id_fkey foreign key (account_id) references account(id),
    constraint membership_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint membership_role_check check ((role = any (array['INTAKE'::text, 'HANDLER'::text, 'LEADER'::text, 'INSPECTOR'::text, 'ADMINISTRATOR'::text])))
);
create index membership_agency on membership using btree (agency_code);

create table migration (
    name text not null,
    sum text not null,
    at timestamp with time zone not null default now(),
    constraint migration_pkey primary key (name)
);

create table rating (
    day date not null,
    key uuid not null,
    at timestamp with time zone not null,
    agency_code text not null,
    field_code text,
    overall smallint not null,
    access smallint,
    procedure smallint,
    staff smallint,
    result smallint,
    handling smallint,
    trust smallint,
    comment text not null default ''::text,
    tx xid8 not null default pg_current_xact_id(),
    constraint rating_pkey primary key (day, key),
    constraint rating_access_check check (((access >= 1) and (access <= 5))),
    constraint rating_comment_check check ((length(comment) <= 2000)),
    constraint rating_handling_check check (((handling >= 1) and (handling <= 5))),
    constraint rating_overall_check check (((overall >= 1) and (overall <= 5))),
    constraint rating_procedure_check check (((procedure >= 1) and (procedure <= 5))),
    constraint rating_result_check check (((result >= 1) and (result <= 5))),
    constraint rating_staff_check check (((staff >= 1) and (staff <= 5))),
    constraint rating_trust_check check (((trust >= 1) and (trust <= 5)))
) partition by range (day);
create index rating_agency on rating using btree (agency_code, day);
create index rating_tx on rating using btree (tx);

create table rating_key (
    key uuid not null,
    day date not null,
    constraint rating_key_pkey primary key (key)
);

create table reference_load (
    file text not null,
    digest text not null,
    loaded_at timestamp with time zone not null default now(),
    constraint reference_load_pkey primary key (file)
);

create table session (
    token_hash bytea not null,
    account_id integer not null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    constraint session_pkey primary key (token_hash),
    constraint session_account_id_fkey foreign key (account_id) references account(id)
);
create index session_expires on session using btree (expires_at);

create table sign_in_try (
    who text not null,
    at timestamp with time zone not null
);
create index sign_in_try_who on sign_in_try using btree (who, at);

create table succession (
    from_code text not null,
    to_code text not null,
    function text not null,
    function_en text not null,
    effective date not null,
    decision text not null,
    source text not null,
    constraint succession_pkey primary key (from_code, to_code, function),
    constraint succession_from_code_fkey foreign key (from_code) references agency(code),
    constraint succession_to_code_fkey foreign key (to_code) references agency(code),
    constraint succession_check check ((from_code <> to_code)),
    constraint succession_decision_check check ((decision <> ''::text)),
    constraint succession_function_check check ((function <> ''::text)),
    constraint succession_function_en_check check ((function_en <> ''::text)),
    constraint succession_source_check check ((source <> ''::text))
);
create index succession_by_successor on succession using btree (to_code);

create table tally_cursor (
    name text not null,
    tx xid8 not null,
    day date not null,
    at timestamp with time zone not null,
    constraint tally_cursor_pkey primary key (name)
);

create table time_limit (
    code text not null,
    kind text not null,
    step text not null,
    number integer not null,
    unit text not null,
    trigger text not null,
    basis text not null,
    article text not null,
    article_en text not null,
    valid daterange not null,
    source text not null,
    slot integer not null generated always as (((array_position(array['DANH_GIA'::text, 'KHEN_NGOI'::text, 'PHAN_ANH_KIEN_NGHI'::text, 'KHIEU_NAI'::text, 'TO_CAO'::text], kind) * 100) + array_position(array['FIRST_ANSWER'::text, 'TRANSFER'::text, 'ANSWER'::text, 'STATUS'::text, 'REOPEN'::text, 'CLARIFY'::text], step))) stored,
    constraint time_limit_pkey primary key (code),
    constraint time_limit_one_at_a_time exclude using gist (int4range(slot, slot, '[]'::text) with &&, valid with &&) deferrable initially deferred,
    constraint time_limit_article_check check ((article <> ''::text)),
    constraint time_limit_article_en_check check ((article_en <> ''::text)),
    constraint time_limit_basis_check check ((basis = any (array['law'::text, 'target'::text]))),
    constraint time_limit_kind_check check ((kind = any (array['DANH_GIA'::text, 'KHEN_NGOI'::text, 'PHAN_ANH_KIEN_NGHI'::text, 'KHIEU_NAI'::text, 'TO_CAO'::text]))),
    constraint time_limit_number_check check ((number > 0)),
    constraint time_limit_source_check check ((source <> ''::text)),
    constraint time_limit_step_check check ((step = any (array['FIRST_ANSWER'::text, 'TRANSFER'::text, 'ANSWER'::text, 'STATUS'::text, 'REOPEN'::text, 'CLARIFY'::text]))),
    constraint time_limit_trigger_check check ((trigger = any (array['received'::text, 'answered'::text, 'asked'::text, 'last_update'::text]))),
    constraint time_limit_unit_check check ((unit = any (array['working_day'::text, 'calendar_day'::text]))),
    constraint time_limit_valid_check check ((not isempty(valid)))
);
