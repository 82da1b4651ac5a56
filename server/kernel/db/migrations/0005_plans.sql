set local role mellanrum_owner;

create table plans.plan (
  id uuid not null,
  person_id uuid not null references people.person,
  type text not null check (type in ('SIP', 'SPLPTLRV', 'SPU', 'VP', 'HP', 'RP', 'GP', 'SVP')),
  state text not null check (state in ('preparing', 'active', 'closed')),
  title text not null check (length(title) between 1 and 200),
  responsible_authority_id uuid references organisations.authority,
  responsible_unit_id uuid references organisations.unit,
  next_follow_up_at timestamptz,
  follow_up_form text check (follow_up_form in ('home', 'digital', 'phone', 'office')),
  person_agrees text not null default 'not_asked' check (person_agrees in ('not_asked', 'yes', 'no')),
  consent_id uuid references people.consent,
  opened_at timestamptz not null,
  established_at timestamptz,
  closed_at timestamptz,
  close_reason text check (close_reason in ('goals_met', 'coordination_ceased', 'consent_withdrawn', 'deceased', 'moved', 'other_plan')),
  edition int not null default 0,
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1,
  primary key (person_id, id),
  check (state <> 'active' or (established_at is not null and responsible_authority_id is not null and next_follow_up_at is not null)),
  check ((state = 'closed') = (closed_at is not null and close_reason is not null))
);
create unique index plan_id on plans.plan (id);
create unique index plan_one_open on plans.plan (person_id, type) where state <> 'closed';
create index plan_follow_up on plans.plan (next_follow_up_at) where state = 'active';
comment on table plans.plan is 'Personens plan (SIP: HSL 16:4, SoL 10:8-9). Ingen aktiv plan utan nästa uppföljning och övergripande ansvarig huvudman';

create table plans.goal (
  id uuid not null,
  person_id uuid not null,
  plan_id uuid not null,
  words text not null check (length(words) between 1 and 1000),
  measure text not null default '' check (length(measure) <= 500),
  horizon text not null check (horizon in ('long', 'short')),
  state text not null check (state in ('open', 'reached', 'partly', 'not_reached', 'dropped')),
  sort int not null default 0,
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1,
  primary key (person_id, id),
  foreign key (person_id, plan_id) references plans.plan (person_id, id)
);
create index goal_by_plan on plans.goal (person_id, plan_id);

create table plans.intervention (
  id uuid not null,
  person_id uuid not null,
  plan_id uuid not null,
  goal_id uuid not null,
  commitment_id uuid not null,
  sort int not null default 0,
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1,
  primary key (person_id, id),
  foreign key (person_id, plan_id) references plans.plan (person_id, id),
  foreign key (person_id, goal_id) references plans.goal (person_id, id),
  foreign key (person_id, commitment_id) references commitments.commitment (person_id, id)
);
create unique index intervention_commitment on plans.intervention (person_id, commitment_id);
create index intervention_by_plan on plans.intervention (person_id, plan_id);
comment on table plans.intervention is 'Insats: ett åtagande i planen, med en ägare';

create table plans.other_measure (
  id uuid not null,
  person_id uuid not null,
  plan_id uuid not null,
  what text not null check (length(what) between 1 and 500),
  who text not null check (length(who) between 1 and 200),
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1,
  removed_at timestamptz,
  primary key (person_id, id),
  foreign key (person_id, plan_id) references plans.plan (person_id, id)
);
comment on table plans.other_measure is 'Åtgärder som vidtas av någon annan än region eller kommun';

create table plans.follow_up (
  id uuid not null,
  person_id uuid not null,
  plan_id uuid not null,
  held_at timestamptz not null,
  form text not null check (form in ('home', 'digital', 'phone', 'office')),
  outcome text not null check (outcome in ('continue', 'revise', 'close')),
  person_words text not null default '' check (length(person_words) <= 2000),
  author_unit_id uuid not null references organisations.unit,
  primary key (person_id, id),
  foreign key (person_id, plan_id) references plans.plan (person_id, id)
);

create table plans.evaluation (
  id uuid not null,
  person_id uuid not null,
  plan_id uuid not null,
  follow_up_id uuid not null,
  goal_id uuid not null,
  result text not null check (result in ('reached', 'partly', 'not_reached', 'dropped')),
  words text not null default '' check (length(words) <= 2000),
  author_unit_id uuid not null references organisations.unit,
  primary key (person_id, id),
  foreign key (person_id, follow_up_id) references plans.follow_up (person_id, id),
  foreign key (person_id, goal_id) references plans.goal (person_id, id)
);

create table plans.part_version (
  person_id uuid not null references people.person,
  plan_id uuid not null,
  part text not null check (part in ('plan', 'goal', 'intervention', 'other_measure', 'follow_up')),
  part_id uuid not null,
  version int not null,
  edition int not null,
  content jsonb not null,
  at timestamptz not null,
  actor text not null,
  author_unit_id uuid not null references organisations.unit,
  primary key (person_id, part_id, version)
);
create index part_version_by_plan on plans.part_version (person_id, plan_id, at);
comment on table plans.part_version is 'Varje version av varje del: vad som stod, vem som skrev, när. Delar av olika upphov syns bara för den som får se upphovet';
