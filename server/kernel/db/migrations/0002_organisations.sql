set local role mellanrum_owner;

create table organisations.authority (
  id uuid primary key,
  kind text not null check (kind in ('region', 'municipality', 'private', 'state', 'joint', 'person')),
  code text not null unique,
  name text not null,
  org_number text check (org_number ~ '^[0-9]{10}$')
);
comment on table organisations.authority is 'Huvudman: region, kommun, privat, gemensam';

create table organisations.provider (
  id uuid primary key,
  authority_id uuid not null references organisations.authority,
  branch text not null check (branch in ('health', 'omsorg', 'social_other', 'school', 'joint', 'person')),
  code text not null unique,
  name text not null,
  org_number text check (org_number ~ '^[0-9]{10}$'),
  hsa_id text unique
);
comment on table organisations.provider is 'Vårdgivare eller omsorgsgivare: en egen sekretessgräns (OSL 8:1-2)';
comment on column organisations.provider.branch is 'health = hälso- och sjukvård; omsorg = äldre och funktionsnedsättning (SoL/LSS, inom SVOD); social_other = annan socialtjänst (utanför SVOD); school = elevhälsa';

create table organisations.unit (
  id uuid primary key,
  provider_id uuid not null references organisations.provider,
  kind text not null,
  code text not null unique,
  name text not null,
  tag text not null check (length(tag) between 2 and 16),
  municipality_code text check (municipality_code ~ '^[0-9]{4}$'),
  hsa_id text unique,
  email text,
  opened_at timestamptz not null,
  closed_at timestamptz,
  version int not null default 1,
  check (closed_at is null or closed_at > opened_at)
);
create index unit_by_provider on organisations.unit (provider_id);
create index unit_by_place on organisations.unit (municipality_code, kind);
comment on table organisations.unit is 'Enhet: team, avdelning, mottagning eller kontor som kan ansvara';

create table organisations.contact_way (
  id uuid primary key,
  unit_id uuid not null references organisations.unit,
  channel text not null check (channel in ('phone', 'video', 'email', 'message', 'visit')),
  value text not null,
  label_sv text not null,
  label_en text not null,
  audience text not null check (audience in ('staff', 'public', 'both')),
  hours jsonb not null,
  sort int not null default 0,
  valid_from timestamptz not null,
  valid_to timestamptz
);
create index contact_way_by_unit on organisations.contact_way (unit_id);
comment on table organisations.contact_way is 'Hur enheten nås, med öppettider per veckodag, helgdag och helgdagsafton';

create table organisations.staff (
  id uuid primary key,
  subject text not null unique,
  name text not null,
  title text not null,
  hsa_id text unique,
  disabled_at timestamptz
);
comment on column organisations.staff.subject is 'The sub claim of the OpenID Connect issuer';

create table organisations.assignment (
  id uuid primary key,
  staff_id uuid not null references organisations.staff,
  unit_id uuid not null references organisations.unit,
  role text not null,
  valid_from timestamptz not null,
  valid_to timestamptz,
  check (valid_to is null or valid_to > valid_from)
);
create index assignment_by_staff on organisations.assignment (staff_id);
create index assignment_by_unit on organisations.assignment (unit_id, role);
comment on table organisations.assignment is 'Medarbetaruppdrag: en person i personalen x en enhet x en roll x en tid. Man handlar på ett uppdrag i taget';

create table organisations.agreement (
  id uuid primary key,
  code text not null unique,
  name text not null,
  municipality_code text check (municipality_code ~ '^[0-9]{4}$'),
  source text not null,
  valid_from date not null,
  valid_to date
);
comment on table organisations.agreement is 'Överenskommelse. municipality_code null = hela länsdelen; en kommuns egen går före';

create table organisations.agreement_term (
  id uuid primary key,
  agreement_id uuid not null references organisations.agreement,
  key text not null,
  amount int not null check (amount >= 0),
  unit text not null check (unit in ('minutes', 'hours', 'calendar_days', 'working_days', 'months')),
  valid_from date not null,
  valid_to date,
  source text not null,
  verified boolean not null
);
create unique index agreement_term_once on organisations.agreement_term (agreement_id, key, valid_from);
comment on table organisations.agreement_term is 'Tider och gränser som daterade uppgifter med källa; verified=false betyder att värdet inte är bekräftat';

create table organisations.agreement_body (
  agreement_id uuid not null references organisations.agreement,
  municipality_code text not null check (municipality_code ~ '^[0-9]{4}$'),
  level text not null check (level in ('operational', 'strategic')),
  unit_id uuid not null references organisations.unit,
  primary key (agreement_id, municipality_code, level)
);
comment on table organisations.agreement_body is 'Gemensam ledningsgrupp per kommun: operativ och strategisk nivå på trappan';

-- What a person or a relative writes needs a unit to stand on: the person's own.
insert into organisations.authority values ('00000000-0000-0000-0000-000000000001', 'person', 'person', 'Personen själv', null);
insert into organisations.provider values ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'person', 'person', 'Personen själv', null, null);
insert into organisations.unit (id, provider_id, kind, code, name, tag, opened_at)
values ('00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000002', 'person', 'person', 'Personen själv', 'Personen', '2000-01-01T00:00:00Z');

do $$
declare t text;
begin
  foreach t in array array['authority', 'provider', 'unit', 'contact_way', 'staff', 'assignment', 'agreement', 'agreement_term', 'agreement_body'] loop
    execute format('alter table organisations.%I enable row level security', t);
    execute format('alter table organisations.%I force row level security', t);
    execute format('create policy reference on organisations.%I for select to mellanrum_app, mellanrum_system, mellanrum_definer using (true)', t);
    execute format('grant select on organisations.%I to mellanrum_app, mellanrum_system, mellanrum_definer', t);
  end loop;
end $$;
