set local role mellanrum_owner;

create table commitments.need (
  id uuid not null,
  person_id uuid not null references people.person,
  area text not null,
  words text not null check (length(words) between 1 and 2000),
  state text not null check (state in ('open', 'closed')),
  opened_at timestamptz not null,
  closed_at timestamptz,
  close_reason text check (close_reason in ('met', 'ceased', 'declined_by_person', 'moved', 'deceased', 'mistaken')),
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1,
  primary key (person_id, id),
  check ((state = 'closed') = (closed_at is not null)),
  check ((state = 'closed') = (close_reason is not null))
);
create unique index need_id on commitments.need (id);
comment on table commitments.need is 'Behov i personens ord, med livsområde. Ett öppet behov har alltid exakt en ansvarig enhet';

create table commitments.accountability (
  id uuid not null,
  person_id uuid not null,
  need_id uuid not null,
  unit_id uuid not null references organisations.unit,
  from_at timestamptz not null,
  to_at timestamptz,
  by_commitment_id uuid,
  author_unit_id uuid not null references organisations.unit,
  primary key (person_id, id),
  foreign key (person_id, need_id) references commitments.need (person_id, id),
  check (to_at is null or to_at >= from_at)
);
create unique index accountability_at_most_one on commitments.accountability (person_id, need_id) where to_at is null;
create index accountability_by_unit on commitments.accountability (unit_id) where to_at is null;
comment on table commitments.accountability is 'Vem som ansvarar för behovet, från när till när. Flyttas bara av en accepterad överlämning';

create table commitments.commitment (
  id uuid not null,
  person_id uuid not null references people.person,
  kind text not null,
  state text not null,
  what text not null check (length(what) between 1 and 300),
  detail text not null default '' check (length(detail) <= 4000),
  area text not null,
  urgency text not null check (urgency in ('acute', 'soon', 'planned')),
  from_kind text not null check (from_kind in ('unit', 'person', 'relative')),
  from_unit_id uuid references organisations.unit,
  to_kind text not null check (to_kind in ('unit', 'person', 'relative')),
  to_unit_id uuid references organisations.unit,
  open_to uuid[] not null default '{}',
  relative_id uuid references people.relative,
  need_ids uuid[] not null default '{}',
  basis_kind text not null check (basis_kind in ('own', 'same_area', 'consent', 'ground', 'person_tells')),
  basis_id uuid,
  offered_at timestamptz not null,
  offered_by text not null,
  delivered_at timestamptz,
  received_at timestamptz,
  received_by text,
  accepted_at timestamptz,
  accepted_by text,
  disclosed_at timestamptz,
  answer_by timestamptz not null,
  due_at timestamptz not null,
  proposed_due_at timestamptz,
  paused_until timestamptz,
  lapses_at timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  end_note text not null default '' check (length(end_note) <= 2000),
  follows_id uuid,
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1,
  clock_at timestamptz generated always as (
    case state when 'offered' then answer_by when 'received' then answer_by when 'proposed' then answer_by
      when 'accepted' then due_at when 'paused' then paused_until end) stored,
  move_unit_id uuid generated always as (
    case when state in ('offered', 'received', 'accepted', 'paused') then to_unit_id
      when state = 'proposed' then from_unit_id end) stored,
  primary key (person_id, id),
  check ((from_kind = 'unit') = (from_unit_id is not null)),
  check ((to_kind = 'unit') = (to_unit_id is not null or cardinality(open_to) > 0)),
  check (to_unit_id is not null or to_kind <> 'unit' or state in ('offered', 'received', 'withdrawn', 'declined', 'lapsed')),
  check (due_at >= offered_at and answer_by > offered_at and lapses_at >= answer_by),
  check (state <> 'paused' or paused_until is not null),
  check (state <> 'proposed' or proposed_due_at is not null),
  check (state not in ('accepted', 'paused', 'kept', 'not_kept') or accepted_at is not null),
  check ((state in ('kept', 'not_kept', 'declined', 'withdrawn', 'lapsed')) = (ended_at is not null)),
  check (accepted_at is null or received_at is not null),
  check (received_at is null or delivered_at is not null),
  check (kind <> 'handover' or cardinality(need_ids) > 0)
);
create unique index commitment_id on commitments.commitment (id);
create index commitment_answer on commitments.commitment (move_unit_id, clock_at, id) where state in ('offered', 'received', 'proposed');
create index commitment_do on commitments.commitment (move_unit_id, clock_at, id) where state in ('accepted', 'paused');
create index commitment_wait on commitments.commitment (from_unit_id, clock_at, id) where ended_at is null and move_unit_id is distinct from from_unit_id;
create index commitment_proposed on commitments.commitment (to_unit_id, clock_at, id) where state = 'proposed';
create index commitment_clock on commitments.commitment (clock_at) where ended_at is null;
create index commitment_lapse on commitments.commitment (lapses_at) where state in ('offered', 'received', 'proposed');
create unique index commitment_one_pending on commitments.commitment (person_id, (need_ids[1]))
  where kind = 'handover' and cardinality(need_ids) = 1 and state in ('offered', 'received', 'proposed');
comment on table commitments.commitment is 'Åtagande: ett löfte från en part till en annan, vad, för vem, till när, i vilket läge. Aldrig utan klocka';
comment on column commitments.commitment.delivered_at is 'Teknisk kvittens: framme hos mottagarens system';
comment on column commitments.commitment.received_at is 'Mottagen: sedd av en människa';
comment on column commitments.commitment.accepted_at is 'Accepterad: först nu flyttas ansvar';
comment on column commitments.commitment.disclosed_at is 'När mottagaren fick veta vem det gäller. Före detta syns bara behov, område och brådska';

comment on column commitments.commitment.open_to is 'Erbjudet till flera: den enhet som svarar ja först tar det';

create table commitments.candidate (
  person_id uuid not null,
  commitment_id uuid not null,
  unit_id uuid not null references organisations.unit,
  open boolean not null default true,
  primary key (person_id, commitment_id, unit_id),
  foreign key (person_id, commitment_id) references commitments.commitment (person_id, id)
);
create index candidate_open on commitments.candidate (unit_id) where open;
comment on table commitments.candidate is 'Enheter som ett erbjudande till flera står öppet för';

create table commitments.transition (
  from_state text not null,
  action text not null,
  to_state text not null,
  primary key (from_state, action)
);
comment on table commitments.transition is 'Tillåtna övergångar. Samma tabell som i commitments.rules.ts; ett test håller dem lika';

create table commitments.event (
  id uuid not null,
  person_id uuid not null references people.person,
  subject_id uuid not null,
  type text not null,
  at timestamptz not null,
  actor text not null,
  author_unit_id uuid not null references organisations.unit,
  data jsonb not null,
  primary key (person_id, id)
);
create index event_by_subject on commitments.event (person_id, subject_id);
comment on table commitments.event is 'Historiken: vad som hände, när, av vem. Bara tillägg';

create table commitments.gap (
  id uuid not null,
  person_id uuid not null references people.person,
  kind text not null,
  subject_id uuid not null,
  area text,
  since timestamptz not null,
  move_unit_id uuid not null references organisations.unit,
  giver_unit_id uuid references organisations.unit,
  municipality_code text not null,
  level int not null default 0 check (level between 0 and 3),
  level_at timestamptz not null,
  climbs_at timestamptz,
  closed_at timestamptz,
  closed_by text,
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1,
  primary key (person_id, id),
  check (level = 3 or climbs_at is not null or closed_at is not null)
);
create unique index gap_id on commitments.gap (id);
create unique index gap_once on commitments.gap (person_id, kind, subject_id) where closed_at is null;
create index gap_by_unit on commitments.gap (move_unit_id, since) where closed_at is null;
create index gap_by_giver on commitments.gap (giver_unit_id, since) where closed_at is null;
create index gap_by_place on commitments.gap (municipality_code, level, since) where closed_at is null;
create index gap_climb on commitments.gap (climbs_at) where closed_at is null and level < 3;
comment on table commitments.gap is 'Mellanrum: vad som saknas eller är sent, sedan när, vems drag. Stiger på trappan enhet, chef, operativ grupp, strategisk grupp';

create table commitments.gap_answer (
  id uuid not null,
  person_id uuid not null,
  gap_id uuid not null,
  level int not null check (level between 0 and 3),
  unit_id uuid not null references organisations.unit,
  actor text not null,
  words text not null check (length(words) between 1 and 2000),
  at timestamptz not null,
  author_unit_id uuid not null references organisations.unit,
  primary key (person_id, id),
  foreign key (person_id, gap_id) references commitments.gap (person_id, id)
);
create index gap_answer_by_gap on commitments.gap_answer (person_id, gap_id);
comment on table commitments.gap_answer is 'Svar på ett mellanrum, från varje nivå. Ett svar döljer inget: mellanrummet stängs av att saken är gjord';
