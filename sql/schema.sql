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

create table agency_name (
    agency_code text not null,
    since date not null,
    name text not null,
    name_en text not null,
    decision text not null,
    constraint agency_name_pkey primary key (agency_code, since),
    constraint agency_name_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint agency_name_decision_check check ((decision <> ''::text)),
    constraint agency_name_name_check check ((name <> ''::text)),
    constraint agency_name_name_en_check check ((name_en <> ''::text))
);

create table agency_return (
    from_agency text not null,
    to_agency text not null,
    month date not null,
    waited integer not null,
    returned integer not null,
    decided integer not null,
    constraint agency_return_pkey primary key (from_agency, to_agency, month, waited),
    constraint agency_return_from_agency_fkey foreign key (from_agency) references agency(code),
    constraint agency_return_to_agency_fkey foreign key (to_agency) references agency(code),
    constraint agency_return_month_check check ((extract(day from month) = (1)::numeric)),
    constraint agency_return_waited_check check ((waited >= 0))
);

create table answer_template (
    id integer not null generated always as identity,
    agency_code text not null,
    name text not null,
    body text not null,
    author_id integer not null,
    changed_at timestamp with time zone not null,
    retired_at timestamp with time zone,
    constraint answer_template_pkey primary key (id),
    constraint answer_template_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint answer_template_author_id_fkey foreign key (author_id) references account(id),
    constraint answer_template_body_check check (((length(body) >= 1) and (length(body) <= 10000))),
    constraint answer_template_name_check check (((length(name) >= 1) and (length(name) <= 100)))
);
create unique index answer_template_name on answer_template using btree (agency_code, name) where (retired_at is null);

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

create table area_name (
    area_code text not null,
    since date not null,
    name text not null,
    key text not null generated always as (lower(translate(regexp_replace(normalize(name, nfd), '[\u0300-\u036f]'::text, ''::text, 'g'::text), 'Đđ'::text, 'dd'::text))) stored,
    decision text not null,
    constraint area_name_pkey primary key (area_code, since),
    constraint area_name_area_code_fkey foreign key (area_code) references area(code),
    constraint area_name_decision_check check ((decision <> ''::text)),
    constraint area_name_name_check check ((name <> ''::text))
);

create table attachment (
    id bigint not null generated always as identity,
    case_id bigint not null,
    title text not null,
    source text not null,
    kind text not null,
    media_type text not null,
    pages integer not null,
    bytes integer not null,
    digest bytea not null,
    added_at timestamp with time zone not null,
    account_id integer,
    for_resident boolean not null default false,
    constraint attachment_pkey primary key (id),
    constraint attachment_case_id_digest_key unique (case_id, digest),
    constraint attachment_account_id_fkey foreign key (account_id) references account(id),
    constraint attachment_case_id_fkey foreign key (case_id) references case_file(id),
    constraint attachment_bytes_check check ((bytes > 0)),
    constraint attachment_kind_check check ((kind = any (array['SIGNED_FORM'::text, 'SCAN'::text, 'PHOTO'::text, 'DOCUMENT'::text, 'MINUTES'::text]))),
    constraint attachment_pages_check check (((pages >= 1) and (pages <= 9999))),
    constraint attachment_source_check check ((source = any (array['resident'::text, 'officer'::text, 'service'::text]))),
    constraint attachment_title_check check (((length(title) >= 1) and (length(title) <= 200)))
);

create table attachment_content (
    attachment_id bigint not null,
    sealed bytea not null,
    constraint attachment_content_pkey primary key (attachment_id),
    constraint attachment_content_attachment_id_fkey foreign key (attachment_id) references attachment(id)
);

create table audit_case (
    draw_id integer not null,
    stratum text not null,
    place integer not null,
    case_id bigint not null,
    round integer not null,
    drawn boolean not null,
    judged text,
    reason text not null default ''::text,
    judged_by integer,
    judged_at timestamp with time zone,
    constraint audit_case_pkey primary key (draw_id, stratum, place),
    constraint audit_case_case_id_round_fkey foreign key (case_id, round) references case_outcome(case_id, round),
    constraint audit_case_draw_id_fkey foreign key (draw_id) references audit_draw(id),
    constraint audit_case_judged_by_fkey foreign key (judged_by) references account(id),
    constraint audit_case_check check (((judged is null) or (drawn and (reason <> ''::text) and (judged_at is not null)))),
    constraint audit_case_judged_check check ((judged = any (array['RIGHT'::text, 'WRONG'::text])))
);
create index audit_case_case on audit_case using btree (case_id, round);

create table audit_draw (
    id integer not null generated always as identity,
    first date not null,
    after date not null,
    agency_code text,
    each integer not null,
    seed text not null,
    seed_hash text not null,
    made_by integer not null,
    made_at timestamp with time zone not null,
    drawn_at timestamp with time zone,
    ended_at timestamp with time zone,
    constraint audit_draw_pkey primary key (id),
    constraint audit_draw_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint audit_draw_made_by_fkey foreign key (made_by) references account(id),
    constraint audit_draw_check check ((after > first)),
    constraint audit_draw_check1 check (((ended_at is null) or (drawn_at is not null))),
    constraint audit_draw_each_check check (((each >= 1) and (each <= 500)))
);

create table case_alarm (
    clock_id bigint not null,
    stage text not null,
    at timestamp with time zone not null,
    constraint case_alarm_pkey primary key (clock_id, stage),
    constraint case_alarm_clock_id_fkey foreign key (clock_id) references case_clock(id),
    constraint case_alarm_stage_check check ((stage = any (array['SOON'::text, 'TODAY'::text, 'OVER'::text, 'OVER_SECOND'::text, 'OVER_THIRD'::text, 'UNPROCESSED'::text])))
);

create table case_alike (
    case_id bigint not null,
    other_id bigint not null,
    score real not null,
    constraint case_alike_pkey primary key (case_id, other_id),
    constraint case_alike_case_id_fkey foreign key (case_id) references case_sketch(case_id) on delete cascade,
    constraint case_alike_other_id_fkey foreign key (other_id) references case_sketch(case_id) on delete cascade,
    constraint case_alike_check check ((case_id < other_id)),
    constraint case_alike_score_check check (((score >= (0)::double precision) and (score <= (1)::double precision)))
);
create index case_alike_other on case_alike using btree (other_id);

create table case_clock (
    id bigint not null generated always as identity,
    case_id bigint not null,
    step text not null,
    limit_code text not null,
    started_on date not null,
    raw_due date not null,
    due date not null,
    done_at timestamp with time zone,
    extra integer not null default 0,
    constraint case_clock_pkey primary key (id),
    constraint case_clock_once exclude using btree (case_id with =, step with =) where ((done_at is null)) deferrable initially deferred,
    constraint case_clock_case_id_fkey foreign key (case_id) references case_file(id)
);
create index case_clock_case on case_clock using btree (case_id);
create index case_clock_due on case_clock using btree (due) where (done_at is null);
create index case_clock_limit on case_clock using btree (limit_code) where (done_at is null);
create index case_clock_open on case_clock using btree (started_on) where (done_at is null);

create table case_cohandler (
    id bigint not null generated always as identity,
    case_id bigint not null,
    asked_by text not null,
    agency_code text not null,
    asked_by_id integer not null,
    asked_at timestamp with time zone not null,
    question text not null,
    due date not null,
    answered_at timestamp with time zone,
    answered_by_id integer,
    contribution text,
    constraint case_cohandler_pkey primary key (id),
    constraint case_cohandler_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint case_cohandler_answered_by_id_fkey foreign key (answered_by_id) references account(id),
    constraint case_cohandler_asked_by_fkey foreign key (asked_by) references agency(code),
    constraint case_cohandler_asked_by_id_fkey foreign key (asked_by_id) references account(id),
    constraint case_cohandler_case_id_fkey foreign key (case_id) references case_file(id),
    constraint case_cohandler_check check ((asked_by <> agency_code)),
    constraint case_cohandler_check1 check (((answered_at is null) = (contribution is null))),
    constraint case_cohandler_contribution_check check (((length(contribution) >= 1) and (length(contribution) <= 10000))),
    constraint case_cohandler_question_check check (((length(question) >= 1) and (length(question) <= 10000)))
);
create index case_cohandler_case on case_cohandler using btree (case_id, id);
create index case_cohandler_list on case_cohandler using btree (agency_code, ((answered_at is not null)), due, id);
create unique index case_cohandler_open on case_cohandler using btree (case_id, agency_code) where (answered_at is null);

create table case_draft (
    case_id bigint not null,
    version integer not null,
    body text not null,
    author_id integer not null,
    at timestamp with time zone not null,
    approved_by integer,
    approved_at timestamp with time zone,
    sent_at timestamp with time zone,
    verdict text,
    remedy text not null default ''::text,
    remedy_due date,
    upheld boolean,
    constraint case_draft_pkey primary key (case_id, version),
    constraint case_draft_approved_by_fkey foreign key (approved_by) references account(id),
    constraint case_draft_author_id_fkey foreign key (author_id) references account(id),
    constraint case_draft_case_id_fkey foreign key (case_id) references case_file(id),
    constraint case_draft_verdict_check check ((verdict = any (array['SUBSTANTIATED'::text, 'PARTLY'::text, 'UNFOUNDED'::text, 'NOT_OURS'::text])))
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
create index case_event_confirmed on case_event using btree (at) where ((verb = any (array['ACCEPT'::text, 'CLASSIFY'::text])) and (kind <> 'TO_CAO'::text));
create index case_event_published on case_event using btree (id) where (verb = 'PUBLISH'::text);
create index case_event_transfer on case_event using btree (agency_code, at) where (verb = 'TRANSFER'::text);
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
    danger text not null default ''::text,
    danger_due timestamp with time zone,
    danger_told_at timestamp with time zone,
    constraint case_file_pkey primary key (id),
    constraint case_file_code_hash_key unique (code_hash),
    constraint case_file_number_key unique (number),
    constraint case_file_submission_key_key unique (submission_key),
    constraint case_file_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint case_file_area_code_fkey foreign key (area_code) references area(code),
    constraint case_file_field_code_fkey foreign key (field_code) references field(code),
    constraint case_file_handler_id_fkey foreign key (handler_id) references account(id),
    constraint case_file_content_check check (((length(content) >= 1) and (length(content) <= 10000))),
    constraint case_file_danger_check check ((danger ~ '^(11[1345]( 11[1345])*)?$'::text)),
    constraint case_file_state_check check ((state = any (array['AWAITING_SIGNATURE'::text, 'RECEIVED'::text, 'IN_PROGRESS'::text, 'NEEDS_INFO'::text, 'SUSPENDED'::text, 'AWAITING_APPROVAL'::text, 'APPROVED'::text, 'DECIDED'::text, 'ANSWERED'::text, 'EFFECTIVE'::text, 'APPEALED'::text, 'REFUSED'::text, 'GUIDED'::text, 'PASSED_ON'::text, 'FILED_AWAY'::text, 'TERMINATED'::text, 'WITHDRAWN'::text, 'SPLIT'::text, 'JOINED'::text, 'CLOSED'::text])))
);
create index case_file_agency_answered on case_file using btree (agency_code, answered_at) include (handler_id, state, kind) where (answered_at is not null);
create index case_file_agency_filed on case_file using btree (agency_code, filed_at desc, id desc);
create index case_file_answered on case_file using btree (answered_at) where (state = 'ANSWERED'::text);
create index case_file_by_number on case_file using btree (number text_pattern_ops);
create index case_file_danger on case_file using btree (agency_code, danger_due, id) include (kind) where (danger_due is not null);
create index case_file_danger_due on case_file using btree (danger_due) where ((danger_due is not null) and (danger_told_at is null));
create index case_file_done on case_file using btree (agency_code, filed_at desc, id desc) include (state, kind, field_code, area_code, handler_id, number) where (next_due is null);
create index case_file_inbox on case_file using btree (agency_code, next_due, id) include (state, kind, field_code, area_code, handler_id, number) where (next_due is not null);
create index case_file_open on case_file using btree (agency_code, original_due, id) include (filed_at, answered_at, state, kind) where (state = any (array['RECEIVED'::text, 'IN_PROGRESS'::text, 'NEEDS_INFO'::text, 'SUSPENDED'::text, 'AWAITING_APPROVAL'::text, 'APPROVED'::text]));
create index case_file_open_feedback on case_file using btree (id) where ((kind = 'PHAN_ANH_KIEN_NGHI'::text) and (state = any (array['RECEIVED'::text, 'IN_PROGRESS'::text, 'NEEDS_INFO'::text, 'AWAITING_APPROVAL'::text, 'APPROVED'::text])));
create index case_file_unfinished on case_file using btree (agency_code, id) include (kind, field_code) where ((next_due is not null) or (state <> all (array['REFUSED'::text, 'GUIDED'::text, 'PASSED_ON'::text, 'FILED_AWAY'::text, 'TERMINATED'::text, 'WITHDRAWN'::text, 'SPLIT'::text, 'JOINED'::text, 'CLOSED'::text])));
create index case_file_waiting on case_file using btree (agency_code, filed_at desc, id desc) include (state, kind, field_code, area_code, handler_id, number) where ((next_due is null) and (state = any (array['AWAITING_SIGNATURE'::text, 'RECEIVED'::text, 'IN_PROGRESS'::text, 'NEEDS_INFO'::text, 'SUSPENDED'::text, 'AWAITING_APPROVAL'::text, 'APPROVED'::text, 'DECIDED'::text])));
create index case_file_workload on case_file using btree (agency_code, handler_id) include (next_due, filed_at, kind) where (next_due is not null);

create table case_link (
    case_id bigint not null,
    to_case_id bigint not null,
    relation text not null,
    at timestamp with time zone not null,
    constraint case_link_pkey primary key (case_id, to_case_id),
    constraint case_link_case_id_fkey foreign key (case_id) references case_file(id),
    constraint case_link_to_case_id_fkey foreign key (to_case_id) references case_file(id),
    constraint case_link_check check ((case_id <> to_case_id)),
    constraint case_link_relation_check check ((relation = any (array['SPLIT_FROM'::text, 'JOINED_TO'::text, 'SECOND_LEVEL_OF'::text, 'DENOUNCED_AGAIN'::text])))
);
create index case_link_to on case_link using btree (to_case_id);

create table case_matter (
    case_id bigint not null,
    level integer not null,
    complexity text[] not null,
    remote boolean not null,
    remote_reason text not null,
    anonymous boolean not null,
    signed_on date,
    signed_how text not null,
    against_agency text,
    against text not null,
    accused_leads boolean not null,
    decision_no text not null,
    decision_on date,
    known_on date,
    obstacle text not null,
    request text not null,
    forwarded_by text not null,
    differs boolean,
    verified_on date,
    invited_for date,
    dialogue text not null,
    extensions integer not null,
    suspended_on date,
    withdrawn text not null,
    goes_on text not null,
    outcome_no text not null,
    outcome_on date,
    acted_on date,
    published_on date,
    court_on date,
    obstacle_days integer not null default 0,
    accused_agencies text[] not null default '{}'::text[],
    constraint case_matter_pkey primary key (case_id),
    constraint case_matter_against_agency_fkey foreign key (against_agency) references agency(code),
    constraint case_matter_case_id_fkey foreign key (case_id) references case_file(id),
    constraint case_matter_check check (((not remote) or (remote_reason <> ''::text))),
    constraint case_matter_check1 check (((not anonymous) or (signed_on is null))),
    constraint case_matter_dialogue_check check ((dialogue = any (array[''::text, 'invited'::text, 'held'::text, 'absent'::text]))),
    constraint case_matter_extensions_check check (((extensions >= 0) and (extensions <= 2))),
    constraint case_matter_level_check check ((level = any (array[1, 2]))),
    constraint case_matter_signed_how_check check ((signed_how = any (array[''::text, 'paper'::text, 'photo'::text, 'counter'::text, 'identity'::text]))),
    constraint case_matter_withdrawn_check check ((withdrawn = any (array[''::text, 'part'::text, 'whole'::text])))
);

create table case_note (
    id bigint not null generated always as identity,
    case_id bigint not null,
    agency_code text not null,
    author_id integer not null,
    at timestamp with time zone not null,
    body text not null,
    constraint case_note_pkey primary key (id),
    constraint case_note_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint case_note_author_id_fkey foreign key (author_id) references account(id),
    constraint case_note_case_id_fkey foreign key (case_id) references case_file(id),
    constraint case_note_body_check check (((length(body) >= 1) and (length(body) <= 10000)))
);
create index case_note_case on case_note using btree (case_id, agency_code, id);

create table case_number_key (
    id boolean not null default true,
    key uuid not null default gen_random_uuid(),
    constraint case_number_key_pkey primary key (id),
    constraint case_number_key_id_check check (id)
);

create table case_outcome (
    case_id bigint not null,
    round integer not null,
    agency_code text not null,
    at timestamp with time zone not null,
    verdict text,
    upheld boolean,
    remedy text not null default ''::text,
    remedy_due date,
    report text not null default ''::text,
    reported_by integer,
    reported_at timestamp with time zone,
    verified_by integer,
    verified_at timestamp with time zone,
    again_at timestamp with time zone,
    constraint case_outcome_pkey primary key (case_id, round),
    constraint case_outcome_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint case_outcome_case_id_fkey foreign key (case_id) references case_file(id),
    constraint case_outcome_reported_by_fkey foreign key (reported_by) references account(id),
    constraint case_outcome_verified_by_fkey foreign key (verified_by) references account(id),
    constraint case_outcome_check check ((coalesce((verdict = any (array['SUBSTANTIATED'::text, 'PARTLY'::text])), false) = (remedy_due is not null))),
    constraint case_outcome_check1 check (((verified_at is null) or (reported_at is not null))),
    constraint case_outcome_round_check check ((round > 0)),
    constraint case_outcome_verdict_check check ((verdict = any (array['SUBSTANTIATED'::text, 'PARTLY'::text, 'UNFOUNDED'::text, 'NOT_OURS'::text])))
);
create index case_outcome_agency on case_outcome using btree (agency_code, at);
create index case_outcome_at on case_outcome using btree (at);
create index case_outcome_remedy on case_outcome using btree (remedy_due) where (remedy_due is not null);

create table case_party (
    case_id bigint not null,
    name text not null default ''::text,
    phone text not null default ''::text,
    address text not null default ''::text,
    id_number text not null default ''::text,
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

create table case_signer (
    case_id bigint not null,
    no integer not null,
    name text not null,
    address text not null,
    signed boolean not null,
    represents boolean not null,
    left_on date,
    constraint case_signer_pkey primary key (case_id, no),
    constraint case_signer_case_id_fkey foreign key (case_id) references case_file(id),
    constraint case_signer_check check (((left_on is null) or (not represents))),
    constraint case_signer_name_check check ((name <> ''::text)),
    constraint case_signer_no_check check ((no > 0))
);

create table case_sketch (
    case_id bigint not null,
    agency_code text not null,
    field_code text not null,
    area_code text not null,
    filed_at timestamp with time zone not null,
    words integer[] not null,
    constraint case_sketch_pkey primary key (case_id),
    constraint case_sketch_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint case_sketch_area_code_fkey foreign key (area_code) references area(code),
    constraint case_sketch_case_id_fkey foreign key (case_id) references case_file(id),
    constraint case_sketch_field_code_fkey foreign key (field_code) references field(code)
);
create index case_sketch_block on case_sketch using btree (agency_code, field_code, area_code, filed_at);
create index case_sketch_field on case_sketch using btree (field_code, case_id);

create table case_transfer (
    case_id bigint not null,
    from_agency text not null,
    to_agency text not null,
    at timestamp with time zone not null,
    decided boolean not null default false,
    constraint case_transfer_pkey primary key (case_id, from_agency, at),
    constraint case_transfer_case_id_fkey foreign key (case_id) references case_file(id),
    constraint case_transfer_from_agency_fkey foreign key (from_agency) references agency(code),
    constraint case_transfer_to_agency_fkey foreign key (to_agency) references agency(code),
    constraint case_transfer_check check ((from_agency <> to_agency))
);
create unique index case_transfer_once on case_transfer using btree (case_id, from_agency) where (not decided);

create table case_transition (
    kind text not null,
    from_state text not null,
    verb text not null,
    to_state text not null,
    constraint case_transition_pkey primary key (kind, from_state, verb, to_state),
    constraint case_transition_kind_check check ((kind = any (array['PHAN_ANH_KIEN_NGHI'::text, 'KHEN_NGOI'::text, 'KHIEU_NAI'::text, 'TO_CAO'::text])))
);

create table case_words (
    case_id bigint not null,
    agency_code text not null,
    words tsvector not null,
    constraint case_words_pkey primary key (case_id),
    constraint case_words_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint case_words_case_id_fkey foreign key (case_id) references case_file(id)
);
create index case_words_words on case_words using gin (words) with (fastupdate=off);

create table cluster (
    id bigint not null generated always as identity,
    agency_code text not null,
    lead_id bigint not null,
    made_by integer not null,
    made_at timestamp with time zone not null,
    constraint cluster_pkey primary key (id),
    constraint cluster_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint cluster_lead_id_fkey foreign key (lead_id) references case_file(id),
    constraint cluster_made_by_fkey foreign key (made_by) references account(id)
);
create index cluster_agency on cluster using btree (agency_code, id);

create table cluster_apart (
    case_id bigint not null,
    other_id bigint not null,
    said_by integer not null,
    said_at timestamp with time zone not null,
    constraint cluster_apart_pkey primary key (case_id, other_id),
    constraint cluster_apart_case_id_fkey foreign key (case_id) references case_file(id),
    constraint cluster_apart_other_id_fkey foreign key (other_id) references case_file(id),
    constraint cluster_apart_said_by_fkey foreign key (said_by) references account(id),
    constraint cluster_apart_check check ((case_id < other_id))
);
create index cluster_apart_other on cluster_apart using btree (other_id);

create table cluster_case (
    case_id bigint not null,
    cluster_id bigint not null,
    added_by integer not null,
    added_at timestamp with time zone not null,
    constraint cluster_case_pkey primary key (case_id),
    constraint cluster_case_added_by_fkey foreign key (added_by) references account(id),
    constraint cluster_case_case_id_fkey foreign key (case_id) references case_file(id),
    constraint cluster_case_cluster_id_fkey foreign key (cluster_id) references cluster(id)
);
create index cluster_case_cluster on cluster_case using btree (cluster_id, case_id);

create table cluster_event (
    id bigint not null generated always as identity,
    cluster_id bigint not null,
    case_id bigint not null,
    verb text not null,
    account_id integer,
    at timestamp with time zone not null,
    constraint cluster_event_pkey primary key (id),
    constraint cluster_event_account_id_fkey foreign key (account_id) references account(id),
    constraint cluster_event_case_id_fkey foreign key (case_id) references case_file(id),
    constraint cluster_event_verb_check check ((verb = any (array['JOIN'::text, 'LEAVE'::text, 'LEAD'::text])))
);
create index cluster_event_case on cluster_event using btree (case_id, at);

create table cube_cursor (
    name text not null,
    tx xid8 not null,
    at timestamp with time zone not null,
    constraint cube_cursor_pkey primary key (name)
);

create table cube_held (
    stream text not null,
    agency_code text not null,
    day date not null,
    constraint cube_held_pkey primary key (stream, agency_code, day)
);

create table desk_filter (
    id integer not null generated always as identity,
    account_id integer not null,
    agency_code text not null,
    name text not null,
    query text not null,
    constraint desk_filter_pkey primary key (id),
    constraint desk_filter_account_id_agency_code_name_key unique (account_id, agency_code, name),
    constraint desk_filter_account_id_fkey foreign key (account_id) references account(id),
    constraint desk_filter_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint desk_filter_name_check check (((length(name) >= 1) and (length(name) <= 40))),
    constraint desk_filter_query_check check ((length(query) <= 1000))
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

create table duty_change (
    id bigint not null generated always as identity,
    at timestamp with time zone not null,
    account_id integer not null,
    agency_code text not null,
    field_code text not null,
    level text not null,
    kind text not null,
    effective date not null,
    before jsonb not null,
    after jsonb not null,
    decision text not null,
    reason text not null,
    undoes bigint,
    reorganisation_id integer,
    constraint duty_change_pkey primary key (id),
    constraint duty_change_undoes_key unique (undoes),
    constraint duty_change_account_id_fkey foreign key (account_id) references account(id),
    constraint duty_change_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint duty_change_field_code_fkey foreign key (field_code) references field(code),
    constraint duty_change_reorganisation_id_fkey foreign key (reorganisation_id) references reorganisation(id),
    constraint duty_change_undoes_fkey foreign key (undoes) references duty_change(id),
    constraint duty_change_decision_check check ((decision <> ''::text)),
    constraint duty_change_level_check check ((level = any (array['commune'::text, 'province'::text]))),
    constraint duty_change_reason_check check ((reason <> ''::text))
);
create index duty_change_field on duty_change using btree (field_code, id);

create table duty_upload (
    id uuid not null,
    at timestamp with time zone not null,
    account_id integer not null,
    text bytea not null,
    compared_with text not null,
    decision text not null,
    reason text not null,
    used_at timestamp with time zone,
    constraint duty_upload_pkey primary key (id),
    constraint duty_upload_account_id_fkey foreign key (account_id) references account(id),
    constraint duty_upload_decision_check check ((decision <> ''::text)),
    constraint duty_upload_reason_check check ((reason <> ''::text))
);
create index duty_upload_at on duty_upload using btree (at);

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

create table figure (
    agency_code text not null,
    period text not null,
    method text not null,
    computed_at timestamp with time zone not null,
    seen xid8 not null,
    body jsonb not null,
    constraint figure_pkey primary key (period, agency_code),
    constraint figure_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint figure_method_fkey foreign key (method) references method(version),
    constraint figure_period_check check ((period ~ '^20\d\d(-Q[1-4])?$'::text))
);

create table figure_comment (
    id bigint not null generated always as identity,
    period text not null,
    number integer not null,
    agency_code text not null,
    text text not null,
    account_id integer not null,
    at timestamp with time zone not null,
    constraint figure_comment_pkey primary key (id),
    constraint figure_comment_account_id_fkey foreign key (account_id) references account(id),
    constraint figure_comment_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint figure_comment_period_number_fkey foreign key (period, number) references figure_snapshot(period, number),
    constraint figure_comment_text_check check (((length(text) >= 1) and (length(text) <= 4000)))
);
create index figure_comment_of on figure_comment using btree (period, number, agency_code);

create table figure_snapshot (
    period text not null,
    number integer not null,
    method text not null,
    frozen_at timestamp with time zone not null,
    body jsonb not null,
    csv text not null,
    sha256 text not null,
    reason text not null default ''::text,
    account_id integer,
    constraint figure_snapshot_pkey primary key (period, number),
    constraint figure_snapshot_account_id_fkey foreign key (account_id) references account(id),
    constraint figure_snapshot_method_fkey foreign key (method) references method(version),
    constraint figure_snapshot_check check (((number = 1) or (reason <> ''::text))),
    constraint figure_snapshot_number_check check ((number > 0)),
    constraint figure_snapshot_period_check check ((period ~ '^20\d\d$'::text)),
    constraint figure_snapshot_sha256_check check ((length(sha256) = 64))
);

create table figure_told (
    agency_code text not null,
    period text not null,
    body jsonb not null,
    constraint figure_told_pkey primary key (period, agency_code),
    constraint figure_told_agency_code_fkey foreign key (agency_code) references agency(code)
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
    more jsonb not null default '{}'::jsonb,
    constraint filing_draft_pkey primary key (key),
    constraint filing_draft_area_code_fkey foreign key (area_code) references area(code),
    constraint filing_draft_field_code_fkey foreign key (field_code) references field(code),
    constraint filing_draft_content_check check (((length(content) >= 1) and (length(content) <= 10000))),
    constraint filing_draft_kind_check check ((kind = any (array['PHAN_ANH_KIEN_NGHI'::text, 'KHEN_NGOI'::text, 'KHIEU_NAI'::text, 'TO_CAO'::text]))),
    constraint filing_draft_names_no_denouncer check (((kind <> 'TO_CAO'::text) or ((name = ''::text) and (phone = ''::text) and (address = ''::text) and (not (more ? 'id_number'::text)) and (not (more ? 'group'::text)))))
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

create table identity (
    case_id bigint not null,
    sealed bytea not null,
    at timestamp with time zone not null,
    constraint identity_pkey primary key (case_id),
    constraint identity_case_id_fkey foreign key (case_id) references case_file(id)
);

create table identity_reading (
    id bigint not null generated always as identity,
    case_id bigint not null,
    account_id integer not null,
    agency_code text not null,
    at timestamp with time zone not null,
    reason text not null,
    constraint identity_reading_pkey primary key (id),
    constraint identity_reading_account_id_fkey foreign key (account_id) references account(id),
    constraint identity_reading_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint identity_reading_case_id_fkey foreign key (case_id) references case_file(id),
    constraint identity_reading_reason_check check ((reason <> ''::text))
);
create index identity_reading_at on identity_reading using btree (at);
create index identity_reading_case on identity_reading using btree (case_id, at);

create table invitation (
    id bigint not null generated always as identity,
    draw_id bigint not null,
    row_id bigint not null,
    token_hash bytea not null,
    mode text not null,
    sent_at timestamp with time zone,
    reminded_at timestamp with time zone,
    expires date not null,
    used_at timestamp with time zone,
    constraint invitation_pkey primary key (id),
    constraint invitation_token_hash_key unique (token_hash),
    constraint invitation_draw_id_fkey foreign key (draw_id) references survey_draw(id),
    constraint invitation_row_id_fkey foreign key (row_id) references register_row(id),
    constraint invitation_mode_check check ((mode = any (array['SMS'::text, 'SLIP'::text])))
);
create index invitation_draw on invitation using btree (draw_id, id);
create unique index invitation_row on invitation using btree (row_id);

create table limit_change (
    id bigint not null generated always as identity,
    at timestamp with time zone not null default now(),
    code text not null,
    followed_at timestamp with time zone,
    constraint limit_change_pkey primary key (id)
);
create index limit_change_unfollowed on limit_change using btree (id) where (followed_at is null);

create table lookup_try (
    who text not null,
    at timestamp with time zone not null
);
create index lookup_try_who on lookup_try using btree (who, at);

create table matter_person (
    matter_id bigint not null,
    who bytea not null,
    since date not null,
    until date,
    constraint matter_person_pkey primary key (matter_id, who),
    constraint matter_person_matter_id_fkey foreign key (matter_id) references public_matter(id)
);

create table matter_press (
    who bytea not null,
    hour timestamp with time zone not null,
    presses integer not null,
    constraint matter_press_pkey primary key (who)
);
create index matter_press_hour on matter_press using btree (hour);

create table membership (
    account_id integer not null,
    agency_code text not null,
    role text not null,
    valid daterange not null,
    constraint membership_pkey primary key (account_id, agency_code, role),
    constraint membership_account_id_fkey foreign key (account_id) references account(id),
    constraint membership_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint membership_role_check check ((role = any (array['INTAKE'::text, 'HANDLER'::text, 'LEADER'::text, 'DENUNCIATION_READER'::text, 'COORDINATOR'::text, 'INSPECTOR'::text, 'ADMINISTRATOR'::text])))
);
create index membership_agency on membership using btree (agency_code);

create table method (
    version text not null,
    body jsonb not null,
    sha256 text not null,
    since timestamp with time zone not null,
    constraint method_pkey primary key (version),
    constraint method_sha256_key unique (sha256),
    constraint method_sha256_check check ((length(sha256) = 64))
);

create table migration (
    name text not null,
    sum text not null,
    at timestamp with time zone not null default now(),
    constraint migration_pkey primary key (name)
);

create table notice (
    id bigint not null generated always as identity,
    event_id bigint not null,
    at timestamp with time zone not null,
    case_id bigint not null,
    about text not null,
    step text,
    due date,
    account_id integer,
    agency_code text,
    role text,
    seen_at timestamp with time zone,
    seen_by integer,
    constraint notice_pkey primary key (id),
    constraint notice_once unique nulls not distinct (event_id, account_id, agency_code, role),
    constraint notice_account_id_fkey foreign key (account_id) references account(id),
    constraint notice_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint notice_case_id_fkey foreign key (case_id) references case_file(id),
    constraint notice_seen_by_fkey foreign key (seen_by) references account(id),
    constraint notice_about_check check ((about <> ''::text)),
    constraint notice_check check (((account_id is not null) or (role is not null)))
);
create index notice_account on notice using btree (account_id, id desc) where (seen_at is null);
create index notice_at on notice using btree (at);
create index notice_role on notice using btree (role, agency_code, id desc) where (seen_at is null);

create table notice_cursor (
    name text not null,
    tx xid8 not null,
    constraint notice_cursor_pkey primary key (name)
);

create table participant_count (
    year integer not null,
    stratum text not null,
    number integer not null,
    source text not null,
    at timestamp with time zone not null,
    constraint participant_count_pkey primary key (year, stratum),
    constraint participant_count_number_check check ((number >= 0)),
    constraint participant_count_source_check check ((source <> ''::text)),
    constraint participant_count_stratum_check check ((stratum = any (array['DIRECT'::text, 'ONLINE'::text, 'VOLUNTARY'::text, 'PENSION'::text, 'PATIENT'::text]))),
    constraint participant_count_year_check check (((year >= 2018) and (year <= 2100)))
);

create table public_matter (
    id bigint not null generated always as identity,
    case_id bigint not null,
    agency_code text not null,
    field_code text not null,
    area_code text not null,
    title text not null,
    summary text not null,
    doing text not null,
    expected date,
    since date not null,
    state text not null default 'open'::text,
    answer text not null default ''::text,
    told_by integer not null,
    told_at timestamp with time zone not null,
    changed_at timestamp with time zone not null,
    done_at timestamp with time zone,
    people integer not null default 0,
    constraint public_matter_pkey primary key (id),
    constraint public_matter_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint public_matter_area_code_fkey foreign key (area_code) references area(code),
    constraint public_matter_case_id_fkey foreign key (case_id) references case_file(id),
    constraint public_matter_field_code_fkey foreign key (field_code) references field(code),
    constraint public_matter_told_by_fkey foreign key (told_by) references account(id),
    constraint public_matter_answer_check check ((length(answer) <= 4000)),
    constraint public_matter_check check (((state = 'done'::text) = (done_at is not null))),
    constraint public_matter_check1 check (((state <> 'done'::text) or (answer <> ''::text))),
    constraint public_matter_doing_check check ((length(doing) <= 600)),
    constraint public_matter_field_code_check check ((field_code <> all (array['R19'::text, 'R20'::text, 'R53'::text, 'R54'::text]))),
    constraint public_matter_state_check check ((state = any (array['open'::text, 'done'::text, 'gone'::text]))),
    constraint public_matter_summary_check check (((length(summary) >= 1) and (length(summary) <= 600))),
    constraint public_matter_title_check check (((length(title) >= 1) and (length(title) <= 120)))
);
create index public_matter_agency on public_matter using btree (agency_code, id desc);
create index public_matter_place on public_matter using btree (area_code, field_code) where (state = 'open'::text);
create unique index public_matter_case on public_matter using btree (case_id) where (state <> 'gone'::text);

create table quarantine (
    id bigint not null generated always as identity,
    stream text not null,
    agency_code text not null,
    day date not null,
    rule text not null,
    evidence jsonb not null,
    proposed boolean not null,
    state text not null default 'WATCHED'::text,
    found_at timestamp with time zone not null,
    first_by integer,
    first_says text,
    first_reason text,
    first_at timestamp with time zone,
    second_by integer,
    second_says text,
    second_reason text,
    second_at timestamp with time zone,
    constraint quarantine_pkey primary key (id),
    constraint quarantine_stream_agency_code_day_rule_key unique (stream, agency_code, day, rule),
    constraint quarantine_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint quarantine_first_by_fkey foreign key (first_by) references account(id),
    constraint quarantine_second_by_fkey foreign key (second_by) references account(id),
    constraint quarantine_check check ((first_by <> second_by)),
    constraint quarantine_check1 check ((num_nulls(first_by, first_says, first_reason, first_at) = any (array[0, 4]))),
    constraint quarantine_check2 check ((num_nulls(second_by, second_says, second_reason, second_at) = any (array[0, 4]))),
    constraint quarantine_check3 check (((second_by is null) or (first_by is not null))),
    constraint quarantine_check4 check (((second_says is null) or (first_says <> second_says) or (state = first_says))),
    constraint quarantine_first_reason_check check (((length(first_reason) >= 1) and (length(first_reason) <= 1000))),
    constraint quarantine_first_says_check check ((first_says = any (array['HELD'::text, 'RELEASED'::text]))),
    constraint quarantine_rule_check check ((rule = any (array['BURST'::text, 'STRAIGHT'::text, 'DEVICE'::text, 'NETWORK'::text, 'DUPLICATE'::text, 'STAFF'::text, 'EARLY'::text]))),
    constraint quarantine_second_reason_check check (((length(second_reason) >= 1) and (length(second_reason) <= 1000))),
    constraint quarantine_second_says_check check ((second_says = any (array['HELD'::text, 'RELEASED'::text]))),
    constraint quarantine_state_check check ((state = any (array['WATCHED'::text, 'HELD'::text, 'RELEASED'::text]))),
    constraint quarantine_stream_check check ((stream = any (array['OPEN'::text, 'INVITED'::text])))
);
create index quarantine_day on quarantine using btree (day desc, id desc);
create index quarantine_held on quarantine using btree (agency_code, day) where (state = 'HELD'::text);

create table quarantine_event (
    id bigint not null generated always as identity,
    quarantine_id bigint not null,
    at timestamp with time zone not null,
    verb text not null,
    account_id integer,
    says text not null default ''::text,
    reason text not null default ''::text,
    tx xid8 not null default pg_current_xact_id(),
    constraint quarantine_event_pkey primary key (id),
    constraint quarantine_event_account_id_fkey foreign key (account_id) references account(id),
    constraint quarantine_event_quarantine_id_fkey foreign key (quarantine_id) references quarantine(id),
    constraint quarantine_event_verb_check check ((verb = any (array['FOUND'::text, 'SAY'::text, 'HELD'::text, 'RELEASED'::text])))
);
create index quarantine_event_of on quarantine_event using btree (quarantine_id, id);
create index quarantine_event_tx on quarantine_event using btree (tx);

create table quarantine_turn (
    name text not null,
    day date,
    constraint quarantine_turn_pkey primary key (name)
);

create table rated_day (
    agency_code text not null,
    day date not null,
    high integer not null,
    low integer not null,
    constraint rated_day_pkey primary key (agency_code, day)
);

create table rating (
    day date not null,
    key uuid not null,
    at timestamp with time zone not null,
    agency_code text not null,
    field_code text,
    overall smallint,
    access smallint,
    procedure smallint,
    staff smallint,
    result smallint,
    handling smallint,
    trust smallint,
    comment text not null default ''::text,
    tx xid8 not null default pg_current_xact_id(),
    effort smallint,
    sex text not null default ''::text,
    age_band text not null default ''::text,
    ethnic text not null default ''::text,
    disability boolean,
    not_reached boolean not null default false,
    seconds integer,
    device bytea,
    network bytea,
    constraint rating_pkey primary key (day, key),
    constraint rating_access_check check (((access >= 1) and (access <= 5))),
    constraint rating_age_band_check check ((age_band = any (array['18-39'::text, '40-59'::text, '60+'::text, ''::text]))),
    constraint rating_comment_check check ((length(comment) <= 2000)),
    constraint rating_effort_check check (((effort >= 1) and (effort <= 5))),
    constraint rating_ethnic_check check ((ethnic = any (array['KINH'::text, 'OTHER'::text, ''::text]))),
    constraint rating_handling_check check (((handling >= 1) and (handling <= 5))),
    constraint rating_overall_check check (((overall >= 1) and (overall <= 5))),
    constraint rating_procedure_check check (((procedure >= 1) and (procedure <= 5))),
    constraint rating_result_check check (((result >= 1) and (result <= 5))),
    constraint rating_says_something check (((overall is not null) or not_reached)),
    constraint rating_seconds_check check ((seconds >= 0)),
    constraint rating_sex_check check ((sex = any (array['M'::text, 'F'::text, ''::text]))),
    constraint rating_staff_check check (((staff >= 1) and (staff <= 5))),
    constraint rating_trust_check check (((trust >= 1) and (trust <= 5)))
) partition by range (day);
create index rating_agency on rating using btree (agency_code, day);
create index rating_tx on rating using btree (tx);

create table rating_before (
    day date not null,
    key uuid not null,
    agency_code text not null,
    field_code text,
    overall smallint,
    access smallint,
    procedure smallint,
    staff smallint,
    result smallint,
    handling smallint,
    trust smallint,
    effort smallint,
    sex text not null,
    age_band text not null,
    ethnic text not null,
    disability boolean,
    not_reached boolean not null,
    was_tx xid8 not null,
    tx xid8 not null default pg_current_xact_id()
);
create index rating_before_day on rating_before using btree (day);
create index rating_before_key on rating_before using btree (key);
create index rating_before_tx on rating_before using btree (tx);
create index rating_before_was_tx on rating_before using btree (was_tx);

create table rating_cube (
    stream text not null,
    period date not null,
    agency_code text not null,
    field_code text not null,
    area_code text not null,
    criterion text not null,
    grouping text not null,
    held boolean not null,
    level smallint not null,
    count bigint not null,
    constraint rating_cube_pkey primary key (stream, agency_code, field_code, area_code, "grouping", criterion, held, level, period),
    constraint rating_cube_level_check check (((level >= 0) and (level <= 5))),
    constraint rating_cube_period_check check ((extract(day from period) = (1)::numeric)),
    constraint rating_cube_stream_check check ((stream = any (array['OPEN'::text, 'INVITED'::text])))
) partition by range (period);
create index rating_cube_whole on rating_cube using btree (stream) where ((field_code = ''::text) and (area_code = ''::text) and ("grouping" = ''::text));

create table rating_key (
    key uuid not null,
    day date not null,
    constraint rating_key_pkey primary key (key)
);

create table reception_day (
    id bigint not null generated always as identity,
    agency_code text not null,
    day date not null,
    starts time without time zone not null,
    ends time without time zone not null,
    place text not null,
    receiver text not null,
    title text not null,
    mode text not null,
    unscheduled text not null default ''::text,
    added_by integer not null,
    added_at timestamp with time zone not null,
    published_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    cancelled_because text not null default ''::text,
    constraint reception_day_pkey primary key (id),
    constraint reception_day_added_by_fkey foreign key (added_by) references account(id),
    constraint reception_day_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint reception_day_cancelled_with_a_reason check (((cancelled_at is null) = (cancelled_because = ''::text))),
    constraint reception_day_has_length check ((ends > starts)),
    constraint reception_day_mode_check check ((mode = any (array['IN_PERSON'::text, 'ONLINE'::text, 'BOTH'::text]))),
    constraint reception_day_place_check check ((place <> ''::text)),
    constraint reception_day_receiver_check check ((receiver <> ''::text)),
    constraint reception_day_title_check check ((title <> ''::text))
);
create index reception_day_agency on reception_day using btree (agency_code, day);
create index reception_day_public on reception_day using btree (day, id) where (published_at is not null);
create unique index reception_day_once on reception_day using btree (agency_code, day, starts) where (cancelled_at is null);

create table reception_duty (
    id bigint not null generated always as identity,
    visit_id bigint not null,
    agency_code text not null,
    conclusion text not null,
    task text not null,
    doer text not null,
    raw_due date not null,
    due date not null,
    added_by integer not null,
    added_at timestamp with time zone not null,
    done_at timestamp with time zone,
    done_by integer,
    result text not null default ''::text,
    constraint reception_duty_pkey primary key (id),
    constraint reception_duty_added_by_fkey foreign key (added_by) references account(id),
    constraint reception_duty_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint reception_duty_done_by_fkey foreign key (done_by) references account(id),
    constraint reception_duty_visit_id_fkey foreign key (visit_id) references visit(id),
    constraint reception_duty_conclusion_check check ((conclusion <> ''::text)),
    constraint reception_duty_doer_check check ((doer <> ''::text)),
    constraint reception_duty_done_with_a_result check (((done_at is null) = (result = ''::text))),
    constraint reception_duty_task_check check ((task <> ''::text))
);
create index reception_duty_open on reception_duty using btree (agency_code, due, id) where (done_at is null);
create index reception_duty_visit on reception_duty using btree (visit_id, id);

create table reference_load (
    file text not null,
    digest text not null,
    loaded_at timestamp with time zone not null default now(),
    constraint reference_load_pkey primary key (file)
);

create table register_import (
    id bigint not null generated always as identity,
    agency_code text not null,
    first date not null,
    after date not null,
    file_name text not null,
    sha256 bytea not null,
    rows integer not null default 0,
    phones integer not null default 0,
    repeats integer not null default 0,
    state text not null default 'CHECKED'::text,
    checked_by integer not null,
    checked_at timestamp with time zone not null,
    taken_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    reason text not null default ''::text,
    constraint register_import_pkey primary key (id),
    constraint register_import_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint register_import_checked_by_fkey foreign key (checked_by) references account(id),
    constraint register_import_check check ((after > first)),
    constraint register_import_check1 check (((taken_at is null) = (state = 'CHECKED'::text))),
    constraint register_import_check2 check (((withdrawn_at is not null) = (state = 'WITHDRAWN'::text))),
    constraint register_import_file_name_check check ((length(file_name) <= 200)),
    constraint register_import_reason_check check ((length(reason) <= 2000)),
    constraint register_import_state_check check ((state = any (array['CHECKED'::text, 'TAKEN'::text, 'WITHDRAWN'::text])))
);
create index register_import_agency on register_import using btree (agency_code, first);
create unique index register_import_checked on register_import using btree (agency_code) where (state = 'CHECKED'::text);

create table register_row (
    id bigint not null generated always as identity,
    import_id bigint not null,
    agency_code text not null,
    line integer not null,
    own bytea not null,
    field_code text not null,
    area_code text not null,
    area_type text not null,
    sex text not null,
    age_band text not null,
    ethnic text not null,
    closed_on date not null,
    outcome text not null,
    late boolean,
    person bytea not null,
    phone_sealed bytea,
    withdrawn boolean not null default false,
    participant text not null default ''::text,
    constraint register_row_pkey primary key (id),
    constraint register_row_age_band_check check ((age_band = any (array['18-39'::text, '40-59'::text, '60+'::text, ''::text]))),
    constraint register_row_area_type_check check ((area_type = any (array['urban'::text, 'rural'::text, 'mountain'::text]))),
    constraint register_row_ethnic_check check ((ethnic = any (array['KINH'::text, 'OTHER'::text, ''::text]))),
    constraint register_row_outcome_check check ((outcome = any (array['DONE'::text, 'REFUSED'::text, 'WITHDRAWN'::text, ''::text]))),
    constraint register_row_participant_check check ((participant = any (array[''::text, 'DIRECT'::text, 'ONLINE'::text, 'VOLUNTARY'::text, 'PENSION'::text, 'PATIENT'::text]))),
    constraint register_row_sex_check check ((sex = any (array['M'::text, 'F'::text, ''::text])))
);
create index register_row_import on register_row using btree (import_id);
create index register_row_period on register_row using btree (agency_code, closed_on);
create index register_row_phone on register_row using btree (import_id) where (phone_sealed is not null);
create unique index register_row_own on register_row using btree (agency_code, own) where (not withdrawn);

create table reorganisation (
    id integer not null generated always as identity,
    kind text not null,
    decision text not null,
    decided_on date not null,
    effective date not null,
    plan jsonb not null,
    written jsonb not null,
    account_id integer not null,
    at timestamp with time zone not null,
    undone_at timestamp with time zone,
    undone_by integer,
    begun_at timestamp with time zone,
    carried_out_at timestamp with time zone,
    constraint reorganisation_pkey primary key (id),
    constraint reorganisation_account_id_fkey foreign key (account_id) references account(id),
    constraint reorganisation_undone_by_fkey foreign key (undone_by) references account(id),
    constraint reorganisation_check check ((effective >= decided_on)),
    constraint reorganisation_check1 check (((undone_at is null) = (undone_by is null))),
    constraint reorganisation_check2 check (((undone_at is null) or (begun_at is null))),
    constraint reorganisation_check3 check (((carried_out_at is null) or (begun_at is not null))),
    constraint reorganisation_decision_check check ((decision <> ''::text)),
    constraint reorganisation_kind_check check ((kind = any (array['MERGE'::text, 'SPLIT'::text, 'RENAME'::text, 'MOVE_DUTY'::text])))
);
create index reorganisation_to_come on reorganisation using btree (effective, id) where ((undone_at is null) and (carried_out_at is null));

create table search_word (
    word text not null,
    constraint search_word_pkey primary key (word)
);

create table sentence (
    place integer not null,
    family text not null,
    kind text not null,
    field text not null,
    text text not null,
    constraint sentence_pkey primary key (place),
    constraint sentence_field_fkey foreign key (field) references field(code),
    constraint sentence_family_check check ((family <> ''::text)),
    constraint sentence_kind_check check ((kind = any (array['PHAN_ANH_KIEN_NGHI'::text, 'KHEN_NGOI'::text, 'KHIEU_NAI'::text, 'TO_CAO'::text]))),
    constraint sentence_text_check check ((text <> ''::text))
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

create table sketch_turn (
    name text not null,
    after bigint not null default 0,
    constraint sketch_turn_pkey primary key (name)
);

create table staff_mark (
    day date not null,
    device bytea not null,
    constraint staff_mark_pkey primary key (day, device)
);

create table staff_network (
    network cidr not null,
    agency_code text not null,
    kind text not null,
    added_by integer not null,
    added_at timestamp with time zone not null,
    constraint staff_network_pkey primary key (network),
    constraint staff_network_added_by_fkey foreign key (added_by) references account(id),
    constraint staff_network_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint staff_network_kind_check check ((kind = any (array['STAFF'::text, 'DESK'::text])))
);

create table steering (
    agency_code text not null,
    first date not null,
    drawn_on date,
    outcomes jsonb not null,
    fortnights integer[] not null,
    late integer not null,
    late_withdrawn integer not null,
    timely integer not null,
    timely_withdrawn integer not null,
    counted_at timestamp with time zone not null,
    constraint steering_pkey primary key (agency_code, first),
    constraint steering_agency_code_fkey foreign key (agency_code) references agency(code)
);

create table succession (
    from_code text not null,
    to_code text not null,
    function text not null,
    function_en text not null,
    effective date not null,
    decision text not null,
    source text not null,
    fields text[] not null default '{}'::text[],
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

create table survey_answer (
    invitation_id bigint not null,
    draw_id bigint not null,
    agency_code text not null,
    field_code text not null,
    area_code text not null,
    area_type text not null,
    sex text not null,
    age_band text not null,
    ethnic text not null,
    disability boolean,
    person bytea not null,
    at timestamp with time zone not null,
    day date not null,
    seconds integer,
    touched smallint not null,
    access smallint,
    procedure smallint,
    staff smallint,
    result smallint,
    handling smallint,
    overall smallint,
    trust smallint,
    effort smallint,
    not_reached boolean,
    comment text not null default ''::text,
    tx xid8 not null default pg_current_xact_id(),
    constraint survey_answer_pkey primary key (invitation_id),
    constraint survey_answer_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint survey_answer_draw_id_fkey foreign key (draw_id) references survey_draw(id),
    constraint survey_answer_invitation_id_fkey foreign key (invitation_id) references invitation(id),
    constraint survey_answer_access_check check (((access >= 1) and (access <= 5))),
    constraint survey_answer_age_band_check check ((age_band = any (array['18-39'::text, '40-59'::text, '60+'::text, ''::text]))),
    constraint survey_answer_comment_check check ((length(comment) <= 2000)),
    constraint survey_answer_effort_check check (((effort >= 1) and (effort <= 5))),
    constraint survey_answer_ethnic_check check ((ethnic = any (array['KINH'::text, 'OTHER'::text, ''::text]))),
    constraint survey_answer_handling_check check (((handling >= 1) and (handling <= 5))),
    constraint survey_answer_overall_check check (((overall >= 1) and (overall <= 5))),
    constraint survey_answer_procedure_check check (((procedure >= 1) and (procedure <= 5))),
    constraint survey_answer_result_check check (((result >= 1) and (result <= 5))),
    constraint survey_answer_seconds_check check ((seconds >= 0)),
    constraint survey_answer_sex_check check ((sex = any (array['M'::text, 'F'::text, ''::text]))),
    constraint survey_answer_staff_check check (((staff >= 1) and (staff <= 5))),
    constraint survey_answer_touched_check check (((touched >= 0) and (touched <= 7))),
    constraint survey_answer_trust_check check (((trust >= 1) and (trust <= 5)))
);
create index survey_answer_agency on survey_answer using btree (agency_code, day);
create index survey_answer_draw on survey_answer using btree (draw_id);
create index survey_answer_tx on survey_answer using btree (tx);

create table survey_draw (
    id bigint not null generated always as identity,
    agency_code text not null,
    first date not null,
    after date not null,
    wanted integer not null,
    least integer not null,
    seed_hash text not null,
    seed_sealed bytea,
    seed text,
    state text not null default 'PLANNED'::text,
    frame_hash text,
    frame integer not null default 0,
    drawn integer not null default 0,
    planned_by integer not null,
    planned_at timestamp with time zone not null,
    drawn_at timestamp with time zone,
    closes date,
    closed_at timestamp with time zone,
    constraint survey_draw_pkey primary key (id),
    constraint survey_draw_agency_code_first_key unique (agency_code, first),
    constraint survey_draw_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint survey_draw_planned_by_fkey foreign key (planned_by) references account(id),
    constraint survey_draw_check check ((after > first)),
    constraint survey_draw_check1 check (((seed is not null) = (state = 'CLOSED'::text))),
    constraint survey_draw_check2 check (((drawn_at is null) = (state = 'PLANNED'::text))),
    constraint survey_draw_least_check check (("least" >= 0)),
    constraint survey_draw_seed_hash_check check ((length(seed_hash) = 64)),
    constraint survey_draw_state_check check ((state = any (array['PLANNED'::text, 'DRAWN'::text, 'CLOSED'::text]))),
    constraint survey_draw_wanted_check check ((wanted > 0))
);

create table survey_message (
    invitation_id bigint not null,
    kind text not null,
    due_at timestamp with time zone not null,
    tries integer not null default 0,
    sent_at timestamp with time zone,
    given_up_at timestamp with time zone,
    constraint survey_message_pkey primary key (invitation_id, kind),
    constraint survey_message_invitation_id_fkey foreign key (invitation_id) references invitation(id),
    constraint survey_message_kind_check check ((kind = any (array['INVITE'::text, 'REMIND'::text])))
);
create index survey_message_due on survey_message using btree (due_at) where ((sent_at is null) and (given_up_at is null));

create table survey_stratum (
    draw_id bigint not null,
    field_code text not null,
    transactions integer not null,
    frame integer not null,
    drawn integer not null,
    constraint survey_stratum_pkey primary key (draw_id, field_code),
    constraint survey_stratum_draw_id_fkey foreign key (draw_id) references survey_draw(id),
    constraint survey_stratum_field_code_fkey foreign key (field_code) references field(code)
);

create table tally_cursor (
    name text not null,
    tx xid8 not null,
    day date not null,
    at timestamp with time zone not null,
    constraint tally_cursor_pkey primary key (name)
);

create table text_model (
    version integer not null,
    trained_at timestamp with time zone not null,
    sentences integer not null,
    confirmed integer not null,
    learnt_from text not null,
    measures jsonb not null,
    weights bytea not null,
    constraint text_model_pkey primary key (version)
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
    complex text not null default 'any'::text,
    remote text not null default 'any'::text,
    level text not null default ''::text,
    counts text not null default 'after'::text,
    slot integer not null generated always as (((array_position(array['PHAN_ANH_KIEN_NGHI'::text, 'KHEN_NGOI'::text, 'KHIEU_NAI'::text, 'TO_CAO'::text, 'TIEP_CONG_DAN'::text, 'XU_LY_DON'::text, 'DU_LIEU_CA_NHAN'::text, 'THONG_TIN'::text, 'TRE_EM'::text, 'HE_THONG'::text], kind) * 100) + array_position(array['FIRST_ANSWER'::text, 'TRANSFER'::text, 'ANSWER'::text, 'STATUS'::text, 'REOPEN'::text, 'CLARIFY'::text, 'LODGE'::text, 'ACCEPT'::text, 'TELL_ACCEPTANCE'::text, 'TELL_REFUSAL'::text, 'SETTLE'::text, 'EXTENSION'::text, 'DIALOGUE_NOTICE'::text, 'SEND_ORDER'::text, 'TERMINATE'::text, 'SEND_DECISION'::text, 'ACT_ON'::text, 'TELL_RESULT'::text, 'PUBLISH'::text, 'POST'::text, 'TAKE_EFFECT'::text, 'APPEAL'::text, 'REVIEW_AGAIN'::text, 'REFER_CRIME'::text, 'PROTECT'::text, 'SUPPLY_INFORMATION'::text, 'REPORT_RESULT'::text, 'TELL_FORWARDER'::text, 'TELL_CITIZEN'::text, 'ASK_REPORT'::text, 'REPORT'::text, 'RECEPTION_DAYS'::text, 'SCHEDULE'::text, 'REFUSE_RECEPTION'::text, 'ONLINE_NOTICE'::text, 'PROCESS'::text, 'ALARM'::text, 'TRIAGE'::text, 'ACKNOWLEDGE'::text, 'STOP'::text, 'CARRY_OUT'::text, 'BREACH_NOTICE'::text, 'SUPPLY'::text, 'DOWNTIME_NOTICE'::text], step))) stored,
    complex_range int4range not null generated always as (
case complex
    when 'no'::text then int4range(0, 0, '[]'::text)
    when 'yes'::text then int4range(1, 1, '[]'::text)
    else int4range(0, 1, '[]'::text)
end) stored,
    remote_range int4range not null generated always as (
case remote
    when 'no'::text then int4range(0, 0, '[]'::text)
    when 'yes'::text then int4range(1, 1, '[]'::text)
    else int4range(0, 1, '[]'::text)
end) stored,
    level_range int4range not null generated always as (
case level
    when ''::text then int4range(1, 6, '[]'::text)
    else int4range(array_position(array['1'::text, '2'::text, 'commune'::text, 'province'::text, 'department'::text, 'unit'::text], level), array_position(array['1'::text, '2'::text, 'commune'::text, 'province'::text, 'department'::text, 'unit'::text], level), '[]'::text)
end) stored,
    constraint time_limit_pkey primary key (code),
    constraint time_limit_one_at_a_time exclude using gist (int4range(slot, slot, '[]'::text) with &&, complex_range with &&, remote_range with &&, level_range with &&, valid with &&) deferrable initially deferred,
    constraint time_limit_article_check check ((article <> ''::text)),
    constraint time_limit_article_en_check check ((article_en <> ''::text)),
    constraint time_limit_basis_check check ((basis = any (array['law'::text, 'target'::text]))),
    constraint time_limit_complex_check check ((complex = any (array['any'::text, 'yes'::text, 'no'::text]))),
    constraint time_limit_counts_check check ((counts = any (array['after'::text, 'before'::text]))),
    constraint time_limit_kind_check check ((kind = any (array['PHAN_ANH_KIEN_NGHI'::text, 'KHEN_NGOI'::text, 'KHIEU_NAI'::text, 'TO_CAO'::text, 'TIEP_CONG_DAN'::text, 'XU_LY_DON'::text, 'DU_LIEU_CA_NHAN'::text, 'THONG_TIN'::text, 'TRE_EM'::text, 'HE_THONG'::text]))),
    constraint time_limit_level_check check ((level = any (array[''::text, '1'::text, '2'::text, 'commune'::text, 'province'::text, 'department'::text, 'unit'::text]))),
    constraint time_limit_number_check check ((number >= 0)),
    constraint time_limit_remote_check check ((remote = any (array['any'::text, 'yes'::text, 'no'::text]))),
    constraint time_limit_source_check check ((source <> ''::text)),
    constraint time_limit_step_check check ((step = any (array['FIRST_ANSWER'::text, 'TRANSFER'::text, 'ANSWER'::text, 'STATUS'::text, 'REOPEN'::text, 'CLARIFY'::text, 'LODGE'::text, 'ACCEPT'::text, 'TELL_ACCEPTANCE'::text, 'TELL_REFUSAL'::text, 'SETTLE'::text, 'EXTENSION'::text, 'DIALOGUE_NOTICE'::text, 'SEND_ORDER'::text, 'TERMINATE'::text, 'SEND_DECISION'::text, 'ACT_ON'::text, 'TELL_RESULT'::text, 'PUBLISH'::text, 'POST'::text, 'TAKE_EFFECT'::text, 'APPEAL'::text, 'REVIEW_AGAIN'::text, 'REFER_CRIME'::text, 'PROTECT'::text, 'SUPPLY_INFORMATION'::text, 'REPORT_RESULT'::text, 'TELL_FORWARDER'::text, 'TELL_CITIZEN'::text, 'ASK_REPORT'::text, 'REPORT'::text, 'RECEPTION_DAYS'::text, 'SCHEDULE'::text, 'REFUSE_RECEPTION'::text, 'ONLINE_NOTICE'::text, 'PROCESS'::text, 'ALARM'::text, 'TRIAGE'::text, 'ACKNOWLEDGE'::text, 'STOP'::text, 'CARRY_OUT'::text, 'BREACH_NOTICE'::text, 'SUPPLY'::text, 'DOWNTIME_NOTICE'::text]))),
    constraint time_limit_trigger_check check ((trigger <> ''::text)),
    constraint time_limit_unit_check check ((unit = any (array['working_day'::text, 'calendar_day'::text, 'hour'::text, 'day_per_month'::text]))),
    constraint time_limit_valid_check check ((not isempty(valid)))
);

create table visit (
    id bigint not null generated always as identity,
    agency_code text not null,
    year integer not null,
    no integer not null,
    key uuid not null,
    day date not null,
    received_at timestamp with time zone not null,
    received_by integer not null,
    name text not null default ''::text,
    address text not null default ''::text,
    id_number text not null default ''::text,
    content text not null,
    type text not null,
    people integer not null,
    papers integer not null default 0,
    settled_by text not null default ''::text,
    competent boolean not null,
    guidance text not null default ''::text,
    accepted_by text not null default ''::text,
    note text not null default ''::text,
    case_number text,
    refusal text,
    refusal_notice_due date,
    refusal_notice_on date,
    secret boolean not null default false,
    constraint visit_pkey primary key (id),
    constraint visit_key_key unique (key),
    constraint visit_numbered_once unique (agency_code, year, no, secret),
    constraint visit_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint visit_case_number_fkey foreign key (case_number) references case_file(number),
    constraint visit_received_by_fkey foreign key (received_by) references account(id),
    constraint visit_check check (((not secret) or (type = 'TO_CAO'::text))),
    constraint visit_content_check check ((content <> ''::text)),
    constraint visit_no_check check ((no > 0)),
    constraint visit_notice_only_of_a_refusal check (((refusal is not null) or (refusal_notice_due is null))),
    constraint visit_of_a_denouncer_names_nobody check (((type <> 'TO_CAO'::text) or ((name = ''::text) and (address = ''::text) and (id_number = ''::text)))),
    constraint visit_papers_check check ((papers >= 0)),
    constraint visit_people_check check ((people > 0)),
    constraint visit_type_check check ((type = any (array['PHAN_ANH_KIEN_NGHI'::text, 'KHEN_NGOI'::text, 'KHIEU_NAI'::text, 'TO_CAO'::text])))
);
create index visit_register on visit using btree (agency_code, day, no);

create table visit_book (
    agency_code text not null,
    year integer not null,
    last_no integer not null,
    secret boolean not null default false,
    constraint visit_book_pkey primary key (agency_code, year, secret),
    constraint visit_book_agency_code_fkey foreign key (agency_code) references agency(code),
    constraint visit_book_last_no_check check ((last_no >= 0))
);

create table visit_follow_up (
    id bigint not null generated always as identity,
    visit_id bigint not null,
    at timestamp with time zone not null,
    account_id integer not null,
    words text not null,
    constraint visit_follow_up_pkey primary key (id),
    constraint visit_follow_up_account_id_fkey foreign key (account_id) references account(id),
    constraint visit_follow_up_visit_id_fkey foreign key (visit_id) references visit(id),
    constraint visit_follow_up_words_check check ((words <> ''::text))
);
create index visit_follow_up_visit on visit_follow_up using btree (visit_id, id);

create table visit_help (
    visit_id bigint not null,
    helper_id integer not null,
    reason text not null,
    read_back boolean not null,
    consent boolean not null,
    signed_on date,
    handed_over_at timestamp with time zone,
    constraint visit_help_pkey primary key (visit_id),
    constraint visit_help_helper_id_fkey foreign key (helper_id) references account(id),
    constraint visit_help_visit_id_fkey foreign key (visit_id) references visit(id),
    constraint visit_help_consent_check check (consent),
    constraint visit_help_read_back_check check (read_back),
    constraint visit_help_reason_check check ((reason = any (array['CANNOT_READ'::text, 'DISABILITY'::text, 'ELDERLY'::text, 'OTHER'::text])))
);

create table words_cursor (
    name text not null,
    tx xid8 not null,
    rebuilt bigint,
    constraint words_cursor_pkey primary key (name)
);
