-- Why: which fields of social policy there are, and who must answer for each of them at each level: the table the service
-- proposes an agency from.
-- Old code: runs; nothing existing changes.

-- table field: owned by routing
create table field (
  code text primary key check (code ~ '^R[0-9]{2}$'),
  name text not null check (name <> ''),
  key text not null generated always as (
    lower(translate(regexp_replace(normalize(name, nfd), '[\u0300-\u036f]', '', 'g'), 'Đđ', 'dd'))
  ) stored,
  name_en text not null check (name_en <> ''),
  hint text not null check (hint <> ''),
  hint_en text not null check (hint_en <> ''),
  words text[] not null check (cardinality(words) > 0),
  plan_section text not null check (plan_section <> ''),
  first_level text not null check (first_level in ('commune', 'province')),
  valid daterange not null check (not isempty(valid)),
  source text not null check (source <> '')
);

-- table duty: owned by routing
create table duty (
  field_code text not null references field (code),
  level text not null check (level in ('commune', 'province')),
  kind text not null check (kind in ('DANH_GIA', 'KHEN_NGOI', 'PHAN_ANH_KIEN_NGHI', 'KHIEU_NAI', 'TO_CAO')),
  -- null: the People's Committee of the commune the matter lies in
  agency_code text references agency (code),
  contact text not null check (contact <> ''),
  contact_en text not null check (contact_en <> ''),
  article text not null check (article <> ''),
  article_en text not null check (article_en <> ''),
  valid daterange not null check (not isempty(valid)),
  source text not null check (source <> ''),
  -- field, level and kind as one number, because an exclusion constraint without extensions compares ranges only
  slot integer not null generated always as (
    substr(field_code, 2)::integer * 100
    + array_position(array['commune', 'province'], level) * 10
    + array_position(array['DANH_GIA', 'KHEN_NGOI', 'PHAN_ANH_KIEN_NGHI', 'KHIEU_NAI', 'TO_CAO'], kind)
  ) stored,
  check (level = 'commune' or agency_code is not null)
);

create index duty_by_agency on duty (agency_code);

alter table duty add constraint duty_one_at_a_time
exclude using gist (int4range(slot, slot, '[]') with &&, valid with &&);
