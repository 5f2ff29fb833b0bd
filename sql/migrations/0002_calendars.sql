-- Why: the days nobody works and the limits the law sets, both dated and both data, because each year's notice moves the former
-- and each amendment the latter.
-- Old code: runs; nothing existing changes.

-- table holiday: owned by calendars
create table holiday (
  day date primary key,
  -- 'ordinary': neither, against what the file says
  kind text not null check (kind in ('off', 'make_up', 'ordinary')),
  name text not null check (name <> ''),
  name_en text not null check (name_en <> ''),
  source text not null check (source <> ''),
  -- set by an administrator's change, which the next load of the reference files then leaves alone
  edited boolean not null default false
);

-- a make-up day is a Saturday or Sunday that is worked
alter table holiday add constraint holiday_made_up_on_a_weekend check (kind <> 'make_up' or extract(isodow from day) in (6, 7));

-- table holiday_change: owned by calendars; every change of a day, by a person or by a load, until the running clocks have followed it
create table holiday_change (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  account_id integer,
  day date not null,
  kind text not null,
  name text not null,
  followed_at timestamptz
);

create index holiday_change_unfollowed on holiday_change (id) where followed_at is null;

-- table time_limit: owned by calendars
create table time_limit (
  code text primary key,
  kind text not null check (kind in ('DANH_GIA', 'KHEN_NGOI', 'PHAN_ANH_KIEN_NGHI', 'KHIEU_NAI', 'TO_CAO')),
  step text not null check (step in ('FIRST_ANSWER', 'TRANSFER', 'ANSWER', 'STATUS', 'REOPEN', 'CLARIFY')),
  number integer not null check (number > 0),
  unit text not null check (unit in ('working_day', 'calendar_day')),
  trigger text not null check (trigger in ('received', 'answered', 'asked', 'last_update')),
  basis text not null check (basis in ('law', 'target')),
  article text not null check (article <> ''),
  article_en text not null check (article_en <> ''),
  valid daterange not null check (not isempty(valid)),
  source text not null check (source <> ''),
  -- kind and step as one number, because an exclusion constraint without extensions compares ranges only
  slot integer not null generated always as (
    array_position(array['DANH_GIA', 'KHEN_NGOI', 'PHAN_ANH_KIEN_NGHI', 'KHIEU_NAI', 'TO_CAO'], kind) * 100
    + array_position(array['FIRST_ANSWER', 'TRANSFER', 'ANSWER', 'STATUS', 'REOPEN', 'CLARIFY'], step)
  ) stored
);

-- deferred, so that one load may end a limit and begin its successor in any order
alter table time_limit add constraint time_limit_one_at_a_time
exclude using gist (int4range(slot, slot, '[]') with &&, valid with &&) deferrable initially deferred;
