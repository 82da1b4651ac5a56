set local role mellanrum_owner;

create table people.person (
  person_id uuid primary key,
  given_name text not null check (length(given_name) between 1 and 100),
  family_name text not null check (length(family_name) between 1 and 100),
  birth_date date not null,
  protection text not null default 'none' check (protection in ('none', 'confidential', 'protected_registration')),
  language text not null default 'sv',
  interpreter boolean not null default false,
  deceased_on date,
  subject text unique,
  version int not null default 1
);
comment on table people.person is 'Personen. subject = personens egen inloggning';
comment on column people.person.protection is 'confidential = sekretessmarkering, protected_registration = skyddad folkbokföring';

create table people.person_identifier (
  system text not null check (system in ('personnummer', 'samordningsnummer', 'reservnummer')),
  value text not null check (value ~ '^[0-9A-Z]{12}$'),
  person_id uuid not null references people.person,
  primary key (system, value)
);
create index person_identifier_by_person on people.person_identifier (person_id);
comment on table people.person_identifier is 'Den enda platsen där personnummer står';

create table people.person_contact (
  person_id uuid primary key references people.person,
  street text, postal_code text, town text,
  municipality_code text check (municipality_code ~ '^[0-9]{4}$'),
  phone text, email text,
  version int not null default 1
);
comment on table people.person_contact is 'Adress, telefon och plats: döljs helt vid skyddade personuppgifter';

create table people.unmask_grant (
  id uuid primary key,
  person_id uuid not null references people.person,
  staff_id uuid not null references organisations.staff,
  author_unit_id uuid not null references organisations.unit,
  valid_from timestamptz not null,
  valid_to timestamptz
);
create index unmask_grant_by_person on people.unmask_grant (person_id, staff_id);
comment on table people.unmask_grant is 'Namngiven personal som får se skyddade uppgifter';

create table people.relative (
  id uuid primary key,
  person_id uuid not null references people.person,
  name text not null check (length(name) between 1 and 200),
  relation text not null check (relation in ('spouse', 'child', 'parent', 'sibling', 'grandchild', 'friend', 'neighbour', 'guardian', 'trustee', 'administrator', 'other')),
  phone text,
  subject text,
  author_unit_id uuid not null references organisations.unit,
  valid_from timestamptz not null,
  valid_to timestamptz,
  version int not null default 1
);
create index relative_by_person on people.relative (person_id);
create index relative_by_subject on people.relative (subject);
comment on column people.relative.relation is 'guardian = vårdnadshavare, trustee = god man, administrator = förvaltare';

create table people.relative_share (
  id uuid primary key,
  person_id uuid not null references people.person,
  relative_id uuid not null references people.relative,
  part text not null check (part in ('voice', 'circle', 'needs', 'promises', 'plan', 'consents', 'log')),
  author_unit_id uuid not null references organisations.unit,
  valid_from timestamptz not null,
  withdrawn_at timestamptz
);
create unique index relative_share_once on people.relative_share (person_id, relative_id, part) where withdrawn_at is null;
comment on table people.relative_share is 'Vad personen delar med en närstående, del för del';

create table people.engagement (
  id uuid primary key,
  person_id uuid not null references people.person,
  unit_id uuid not null references organisations.unit,
  role text not null,
  basis text not null,
  valid_from timestamptz not null,
  valid_to timestamptz,
  ended_reason text,
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1,
  check (valid_to is null or valid_to >= valid_from)
);
create unique index engagement_once on people.engagement (person_id, unit_id) where valid_to is null;
create index engagement_by_person on people.engagement (person_id, unit_id, valid_from);
create index engagement_by_unit on people.engagement (unit_id) where valid_to is null;
comment on table people.engagement is 'Vårdkretsen: enheter som nu är engagerade, i vilken roll, från när och på vilken grund. Behörighet följer härav';

create table people.named_contact (
  id uuid primary key,
  person_id uuid not null references people.person,
  kind text not null check (kind in ('care_contact', 'coordinating_contact', 'physician_contact', 'omsorg_contact')),
  unit_id uuid not null references organisations.unit,
  staff_id uuid not null references organisations.staff,
  valid_from timestamptz not null,
  valid_to timestamptz,
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1
);
create unique index named_contact_one on people.named_contact (person_id, kind) where valid_to is null and kind <> 'care_contact';
create unique index named_contact_one_per_unit on people.named_contact (person_id, unit_id) where valid_to is null and kind = 'care_contact';
comment on table people.named_contact is 'Fast vårdkontakt (flera möjliga), en av dem med övergripande samordningsansvar, fast läkarkontakt, fast omsorgskontakt';

create table people.consent (
  id uuid primary key,
  person_id uuid not null references people.person,
  kind text not null check (kind in ('plan', 'disclosure', 'shared_record', 'quality_register', 'relative', 'follow_up')),
  decision text not null check (decision in ('yes', 'no')),
  form text not null check (form in ('oral', 'written')),
  given_by text not null check (given_by in ('person', 'guardian', 'trustee')),
  about text not null default '' check (length(about) <= 1000),
  except_about text not null default '' check (length(except_about) <= 1000),
  relative_id uuid references people.relative,
  valid_from timestamptz not null,
  valid_until timestamptz,
  withdrawn_at timestamptz,
  withdrawn_form text check (withdrawn_form in ('oral', 'written')),
  recorded_by text not null,
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1,
  check ((withdrawn_at is null) = (withdrawn_form is null)),
  check (kind <> 'disclosure' or decision = 'no' or valid_until is not null)
);
create index consent_by_person on people.consent (person_id, kind);
create index consent_ending on people.consent (valid_until) where withdrawn_at is null and decision = 'yes';
comment on table people.consent is 'Samtycken och nej, sex skilda slag. Ett nej är ett fullgott svar';
comment on column people.consent.kind is 'plan = att en SIP görs; disclosure = bryta sekretess mot namngivna enheter (OSL 10:1, 12:2); shared_record = SVOD 2022:913; quality_register = PDL 7:2; relative = närstående deltar; follow_up = uppföljande SIP';

create table people.consent_unit (
  consent_id uuid not null references people.consent,
  person_id uuid not null references people.person,
  unit_id uuid not null references organisations.unit,
  included boolean not null,
  author_unit_id uuid not null references organisations.unit,
  primary key (person_id, consent_id, unit_id)
);
comment on column people.consent_unit.included is 'true = omfattas, false = uttryckligen undantagen';

create table people.legal_ground (
  code text primary key,
  paragraph text not null,
  title_sv text not null,
  title_en text not null,
  plain_sv text not null,
  plain_en text not null,
  from_branches text[] not null,
  to_branches text[] not null,
  valid_from date not null,
  valid_until date,
  source text not null
);
comment on table people.legal_ground is 'Den slutna listan av lagliga grunder för utlämnande utan samtycke, daterad';

create table people.ground (
  id uuid primary key,
  person_id uuid not null references people.person,
  code text not null references people.legal_ground,
  from_provider_id uuid not null references organisations.provider,
  to_unit_id uuid not null references organisations.unit,
  evidence text not null check (length(evidence) between 10 and 2000),
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  ended_at timestamptz,
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1
);
create index ground_by_person on people.ground (person_id, to_unit_id);
comment on table people.ground is 'Utlämnande på annan grund än samtycke, med motivering. Bara utgivarens egen sida kan skriva den';

create table people.block (
  id uuid primary key,
  person_id uuid not null references people.person,
  level text not null check (level in ('unit', 'provider')),
  unit_id uuid references organisations.unit,
  provider_id uuid references organisations.provider,
  valid_from timestamptz not null,
  lifted_at timestamptz,
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1,
  check ((level = 'unit') = (unit_id is not null)),
  check ((level = 'provider') = (provider_id is not null))
);
create index block_by_person on people.block (person_id);
comment on table people.block is 'Spärr: inre (enhet, PDL 4:4) och yttre (vårdgivare, SVOD 2:3). Går före samtycke';

create table people.emergency (
  id uuid primary key,
  person_id uuid not null references people.person,
  assignment_id uuid not null references organisations.assignment,
  code text not null check (code in ('svod_3_6', 'pdl_4_5')),
  lifted_unit_id uuid references organisations.unit,
  reason text not null check (length(reason) between 10 and 2000),
  opened_at timestamptz not null,
  closes_at timestamptz not null,
  reviewed_at timestamptz,
  reviewed_by text,
  review text,
  author_unit_id uuid not null references organisations.unit,
  check (closes_at > opened_at and closes_at <= opened_at + interval '24 hours'),
  check ((code = 'pdl_4_5') = (lifted_unit_id is not null))
);
create index emergency_by_person on people.emergency (person_id, assignment_id);
create index emergency_to_review on people.emergency (author_unit_id) where reviewed_at is null;
comment on table people.emergency is 'Nödöppning: skäl, tidsgräns, syns för personen och granskas. svod_3_6 = fara för liv, ospärrade uppgifter; pdl_4_5 = häva inre spärr på en namngiven enhet';

create table people.voice (
  id uuid primary key,
  person_id uuid not null references people.person,
  words text not null check (length(words) between 1 and 4000),
  said_by text not null check (said_by in ('person', 'relative', 'interpreted')),
  said_at timestamptz not null,
  recorded_by text not null,
  author_unit_id uuid not null references organisations.unit,
  replaces_id uuid references people.voice
);
create index voice_by_person on people.voice (person_id, said_at);
comment on table people.voice is 'Vad är viktigt för dig? Personens egna ord; nya ord ersätter, gamla finns kvar';

create table people.author (
  person_id uuid not null references people.person,
  unit_id uuid not null references organisations.unit,
  primary key (person_id, unit_id)
);
comment on table people.author is 'Vilka enheter som skrivit något om personen. Ett register över upphov, inte över behörighet';
