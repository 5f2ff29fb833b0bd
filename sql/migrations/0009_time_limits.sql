-- Why: the law's limits for complaints, denunciations and what goes with them depend on more than a kind and a step: on complexity,
-- on remote areas, on the level. Some count hours, some count back from an event. A changed limit is followed like a changed holiday.
-- Old code: runs; the rows it knows keep their meaning.

alter table time_limit
  drop constraint time_limit_one_at_a_time,
  drop column slot,
  drop constraint time_limit_kind_check,
  drop constraint time_limit_step_check,
  drop constraint time_limit_number_check,
  drop constraint time_limit_unit_check,
  drop constraint time_limit_trigger_check,
  add column complex text not null default 'any' check (complex in ('any', 'yes', 'no')),
  add column remote text not null default 'any' check (remote in ('any', 'yes', 'no')),
  -- of the settling or of the body; empty: any
  add column level text not null default '' check (level in ('', '1', '2', 'commune', 'province', 'department', 'unit')),
  add column counts text not null default 'after' check (counts in ('after', 'before')),
  add constraint time_limit_kind_check check (kind in (
    'PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI', 'KHIEU_NAI', 'TO_CAO',
    'TIEP_CONG_DAN', 'XU_LY_DON', 'DU_LIEU_CA_NHAN', 'THONG_TIN', 'TRE_EM', 'HE_THONG'
  )),
  add constraint time_limit_step_check check (step in (
    'FIRST_ANSWER', 'TRANSFER', 'ANSWER', 'STATUS', 'REOPEN', 'CLARIFY',
    'LODGE', 'ACCEPT', 'TELL_ACCEPTANCE', 'TELL_REFUSAL', 'SETTLE', 'EXTENSION', 'DIALOGUE_NOTICE', 'SEND_ORDER', 'TERMINATE',
    'SEND_DECISION', 'ACT_ON', 'TELL_RESULT', 'PUBLISH', 'POST', 'TAKE_EFFECT', 'APPEAL', 'REVIEW_AGAIN', 'REFER_CRIME', 'PROTECT',
    'SUPPLY_INFORMATION', 'REPORT_RESULT', 'TELL_FORWARDER', 'TELL_CITIZEN', 'ASK_REPORT', 'REPORT',
    'RECEPTION_DAYS', 'SCHEDULE', 'REFUSE_RECEPTION', 'ONLINE_NOTICE', 'PROCESS', 'ALARM', 'TRIAGE',
    'ACKNOWLEDGE', 'STOP', 'CARRY_OUT', 'BREACH_NOTICE', 'SUPPLY', 'DOWNTIME_NOTICE'
  )),
  -- 0: at once
  add constraint time_limit_number_check check (number >= 0),
  add constraint time_limit_unit_check check (unit in ('working_day', 'calendar_day', 'hour', 'day_per_month')),
  add constraint time_limit_trigger_check check (trigger <> '');

alter table time_limit
  -- kind and step as one number, because an exclusion constraint without extensions compares ranges only
  add column slot integer not null generated always as (
    array_position(array[
      'PHAN_ANH_KIEN_NGHI', 'KHEN_NGOI', 'KHIEU_NAI', 'TO_CAO',
      'TIEP_CONG_DAN', 'XU_LY_DON', 'DU_LIEU_CA_NHAN', 'THONG_TIN', 'TRE_EM', 'HE_THONG'
    ], kind) * 100
    + array_position(array[
      'FIRST_ANSWER', 'TRANSFER', 'ANSWER', 'STATUS', 'REOPEN', 'CLARIFY',
      'LODGE', 'ACCEPT', 'TELL_ACCEPTANCE', 'TELL_REFUSAL', 'SETTLE', 'EXTENSION', 'DIALOGUE_NOTICE', 'SEND_ORDER', 'TERMINATE',
      'SEND_DECISION', 'ACT_ON', 'TELL_RESULT', 'PUBLISH', 'POST', 'TAKE_EFFECT', 'APPEAL', 'REVIEW_AGAIN', 'REFER_CRIME', 'PROTECT',
      'SUPPLY_INFORMATION', 'REPORT_RESULT', 'TELL_FORWARDER', 'TELL_CITIZEN', 'ASK_REPORT', 'REPORT',
      'RECEPTION_DAYS', 'SCHEDULE', 'REFUSE_RECEPTION', 'ONLINE_NOTICE', 'PROCESS', 'ALARM', 'TRIAGE',
      'ACKNOWLEDGE', 'STOP', 'CARRY_OUT', 'BREACH_NOTICE', 'SUPPLY', 'DOWNTIME_NOTICE'
    ], step)
  ) stored,
  -- what a row is for, as ranges in which "any" meets both
  add column complex_range int4range not null generated always as (
    case complex when 'no' then int4range(0, 0, '[]') when 'yes' then int4range(1, 1, '[]') else int4range(0, 1, '[]') end
  ) stored,
  add column remote_range int4range not null generated always as (
    case remote when 'no' then int4range(0, 0, '[]') when 'yes' then int4range(1, 1, '[]') else int4range(0, 1, '[]') end
  ) stored,
  add column level_range int4range not null generated always as (
    case level
      when '' then int4range(1, 6, '[]')
      else int4range(
        array_position(array['1', '2', 'commune', 'province', 'department', 'unit'], level),
        array_position(array['1', '2', 'commune', 'province', 'department', 'unit'], level),
        '[]'
      )
    end
  ) stored;

-- one rule for whatever may happen on a day; deferred, so that one load may end a limit and begin its successor in any order
alter table time_limit add constraint time_limit_one_at_a_time exclude using gist (
  int4range(slot, slot, '[]') with &&,
  complex_range with &&,
  remote_range with &&,
  level_range with &&,
  valid with &&
) deferrable initially deferred;

-- table limit_change: owned by calendars; every change of what a limit says, until the running clocks have followed it
create table limit_change (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  code text not null,
  followed_at timestamptz
);

create index limit_change_unfollowed on limit_change (id) where followed_at is null;

-- so that the files with their new columns are read again
delete from reference_load where file in ('time_limits.csv', 'holidays.csv');
