set local role mellanrum_owner;

-- ---------------------------------------------------------------- what is prepared, and what to do when it gets worse
create table plans.section (
  id uuid not null,
  person_id uuid not null,
  plan_id uuid not null,
  kind text not null check (kind in ('works', 'worries', 'strengths', 'questions', 'come', 'not_come', 'practical',
    'early_signs', 'what_helps', 'call_day', 'call_night')),
  words text not null check (length(words) <= 4000),
  said_by text not null check (said_by in ('person', 'relative', 'staff')),
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1,
  primary key (person_id, id),
  foreign key (person_id, plan_id) references plans.plan (person_id, id),
  -- One for each who may write apart from the others: what one may not read, one does not run into either.
  unique (person_id, plan_id, kind, author_unit_id)
);
comment on table plans.section is 'Förberedelsen inför mötet, krisplanen och kontakterna: ett avsnitt är en text med sina versioner';
comment on column plans.section.kind is 'works..practical = förberedelsen; early_signs, what_helps = krisplanen; call_day, call_night = vem man ringer';
comment on column plans.section.said_by is 'Vems ord det är, också när personal skrev ner dem';

-- ---------------------------------------------------------------- the planning meeting
create table plans.meeting_transition (
  from_state text not null,
  action text not null,
  to_state text not null,
  primary key (from_state, action)
);
comment on table plans.meeting_transition is 'Tillåtna övergångar för ett möte. Samma tabell som i meetings.rules.ts; ett test håller dem lika';
insert into plans.meeting_transition values ('called', 'move', 'called'), ('called', 'hold', 'held'), ('called', 'cancel', 'cancelled'), ('called', 'call_more', 'called');

create table plans.meeting (
  id uuid not null,
  person_id uuid not null,
  plan_id uuid not null,
  kind text not null check (kind in ('planning', 'follow_up')),
  state text not null check (state in ('called', 'held', 'cancelled')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  form text not null check (form in ('home', 'digital', 'phone', 'office')),
  place text not null default '' check (length(place) <= 200),
  link text check (length(link) <= 500 and link ~ '^https://[^[:space:]]+$'),
  practical text not null default '' check (length(practical) <= 1000),
  -- RFC 5545 SEQUENCE: one more for each change that a calendar must take over.
  sequence int not null default 0,
  called_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('person_wishes', 'unit_cannot', 'ill', 'not_needed', 'consent_withdrawn', 'other')),
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1,
  primary key (person_id, id),
  foreign key (person_id, plan_id) references plans.plan (person_id, id),
  check (ends_at > starts_at and ends_at <= starts_at + interval '8 hours'),
  check ((state = 'called') = (ended_at is null)),
  check ((state = 'cancelled') = (end_reason is not null)),
  check (form <> 'digital' or link is not null)
);
create unique index meeting_id on plans.meeting (id);
create index meeting_by_plan on plans.meeting (person_id, plan_id, starts_at);
create unique index meeting_one_called on plans.meeting (person_id, plan_id) where state = 'called';
comment on table plans.meeting is 'Planeringsmöte eller uppföljningsmöte: när, var, i vilken form. Ett i taget är kallat för en plan';

create table plans.meeting_party (
  id uuid not null,
  person_id uuid not null,
  meeting_id uuid not null,
  kind text not null check (kind in ('called', 'invited', 'person', 'relative')),
  unit_id uuid references organisations.unit,
  relative_id uuid references people.relative,
  name text not null default '' check (length(name) <= 200),
  email text check (length(email) <= 200),
  commitment_id uuid,
  answer text not null default 'waiting' check (answer in ('waiting', 'comes', 'sends_other', 'other_time', 'cannot', 'silent', 'called_off')),
  answered_at timestamptz,
  answer_words text not null default '' check (length(answer_words) <= 1000),
  proposed_at timestamptz,
  representative text not null default '' check (length(representative) <= 200),
  attended text check (attended in ('present', 'absent', 'informed')),
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1,
  primary key (person_id, id),
  foreign key (person_id, meeting_id) references plans.meeting (person_id, id),
  foreign key (person_id, commitment_id) references commitments.commitment (person_id, id),
  -- Kallelse goes to the authorities' units and is a promise with a clock; inbjudan goes to all others.
  check ((kind = 'called') = (unit_id is not null and commitment_id is not null)),
  check ((kind = 'relative') = (relative_id is not null)),
  check (kind <> 'invited' or name <> ''),
  check (email is null or kind = 'invited'),
  check (answer <> 'other_time' or proposed_at is not null)
);
create index meeting_party_by_meeting on plans.meeting_party (person_id, meeting_id);
create unique index meeting_party_unit on plans.meeting_party (person_id, meeting_id, unit_id) where unit_id is not null;
create index meeting_party_at on plans.meeting_party (unit_id) where unit_id is not null;
create unique index meeting_party_relative on plans.meeting_party (person_id, meeting_id, relative_id) where relative_id is not null;
create unique index meeting_party_person on plans.meeting_party (person_id, meeting_id) where kind = 'person';
create unique index meeting_party_commitment on plans.meeting_party (commitment_id) where commitment_id is not null;
comment on table plans.meeting_party is 'Vem som är kallad (kallelse) eller inbjuden (inbjudan), vad de svarat och vilka som var med';
comment on column plans.meeting_party.commitment_id is 'Kallelsen som åtagande: tystnad blir ett mellanrum';

-- ---------------------------------------------------------------- the yes and no to the plan
create table plans.approval (
  id uuid not null,
  person_id uuid not null,
  plan_id uuid not null,
  part_id uuid,
  plan_version int not null,
  by_kind text not null check (by_kind in ('person', 'guardian', 'trustee', 'unit')),
  unit_id uuid references organisations.unit,
  relative_id uuid references people.relative,
  answer text not null check (answer in ('yes', 'no')),
  how text not null check (how in ('own', 'oral', 'written')),
  words text not null default '' check (length(words) <= 1000),
  at timestamptz not null,
  actor text not null,
  author_unit_id uuid not null references organisations.unit,
  primary key (person_id, id),
  foreign key (person_id, plan_id) references plans.plan (person_id, id),
  check ((by_kind = 'unit') = (unit_id is not null)),
  check (by_kind <> 'guardian' or relative_id is not null)
);
create index approval_by_plan on plans.approval (person_id, plan_id, at);
comment on table plans.approval is 'Ja och nej till planen, hela eller en del, och enheternas justering (LPT 7 a §). Nya ord läggs till, inget ändras';

alter table plans.plan add column request_id uuid, add column meeting_by timestamptz;
alter table plans.plan add foreign key (person_id, request_id) references commitments.commitment (person_id, id);
comment on column plans.plan.request_id is 'Önskemålet som planen började med';
comment on column plans.plan.meeting_by is 'När mötet senast ska vara hållet (barn: inom tre veckor där överenskommelsen säger det)';

alter table plans.part_version drop constraint part_version_part_check;
alter table plans.part_version add constraint part_version_part_check check (part in ('plan', 'goal', 'intervention', 'other_measure', 'follow_up', 'section', 'meeting'));

-- ---------------------------------------------------------------- the same rules as every part of the plan
alter table access.part no force row level security;
insert into access.part values ('plans.section', 'plan', true, true), ('plans.meeting', 'plan', false, true), ('plans.meeting_party', 'plan', true, true),
  ('plans.approval', 'plan', true, false);
alter table access.part force row level security;
do $$
declare r record; kinds text;
begin
  for r in select * from access.part where table_name in ('plans.section', 'plans.meeting', 'plans.meeting_party', 'plans.approval') loop
    kinds := case when r.person_writes then '(''staff'', ''person'', ''relative'', ''system'')' else '(''staff'', ''system'')' end;
    execute format('alter table %s enable row level security', r.table_name);
    execute format('alter table %s force row level security', r.table_name);
    execute format('create policy commands on %s to mellanrum_definer using (true) with check (true)', r.table_name);
    execute format('create policy log_first on %s as restrictive for select to mellanrum_app using ((person_id = any ((select access.logged())::uuid[])) is true)', r.table_name);
    execute format('create policy allowed on %s for select to mellanrum_app using ((person_id, author_unit_id) in (select g.person_id, g.author_unit_id from access.grants(%L) g))', r.table_name, r.part);
    execute format('create policy writes on %s for insert to mellanrum_app with check ((person_id = any ((select access.writable())::uuid[])) is true
      and (author_unit_id = (select access.unit_id()) or (select access.kind()) = ''system'') and (select access.kind()) in %s)', r.table_name, kinds);
    execute format('grant select, insert, update on %s to mellanrum_definer', r.table_name);
    execute format('grant select, insert on %s to mellanrum_app', r.table_name);
    if r.app_updates then
      execute format('grant update on %s to mellanrum_app', r.table_name);
      execute format('create policy edits on %s for update to mellanrum_app using ((person_id = any ((select access.writable())::uuid[])) is true and (select access.kind()) in %s
        and (person_id, author_unit_id) in (select g.person_id, g.author_unit_id from access.grants(%L) g)) with check ((person_id = any ((select access.writable())::uuid[])) is true)',
        r.table_name, kinds, r.part);
      execute format('create trigger next_version before update on %s for each row execute function access.next_version()', r.table_name);
    end if;
    execute format('create trigger note_author after insert on %s for each row execute function people.note_author()', r.table_name);
    execute format('create trigger never_emptied before truncate on %s for each statement execute function access.refuse_change()', r.table_name);
  end loop;
end $$;
create trigger append_only before update or delete on plans.approval for each row execute function access.refuse_change();
create trigger keep_version after insert or update on plans.section for each row execute function plans.keep_version('section');
create trigger keep_version after insert or update on plans.meeting for each row execute function plans.keep_version('meeting');
-- Relatives write in what the person has shared with them: a plan that is not shown is not written in either.
create policy relative_shown on plans.section as restrictive for insert to mellanrum_app with check (
  (select access.kind()) <> 'relative' or exists (select 1 from access.grants('plan') g where g.person_id = section.person_id));
create policy relative_shown on plans.meeting_party as restrictive for insert to mellanrum_app with check ((select access.kind()) not in ('person', 'relative'));
create policy own_answer on plans.meeting_party as restrictive for update to mellanrum_app using (
  case (select access.kind()) when 'person' then kind = 'person' when 'relative' then relative_id = (select (access.caller()).actor_id) else true end);
create policy other_guardians on plans.approval as restrictive for select to mellanrum_app using (
  relative_id is null or relative_id <> all ((select access.other_guardians())::uuid[]));
create policy relative_shown on plans.approval as restrictive for insert to mellanrum_app with check (
  case (select access.kind()) when 'relative' then by_kind = 'guardian' and relative_id = (select (access.caller()).actor_id) and how = 'own'
    when 'person' then by_kind = 'person' and how = 'own' else true end);

do $$
begin
  execute 'alter table plans.meeting_transition enable row level security';
  execute 'alter table plans.meeting_transition force row level security';
  execute 'create policy reference on plans.meeting_transition for select to mellanrum_app, mellanrum_definer, mellanrum_owner using (true)';
  execute 'grant select on plans.meeting_transition to mellanrum_app, mellanrum_definer';
end $$;

create function plans.only_listed_meeting_moves() returns trigger language plpgsql set search_path = pg_catalog, plans as $$
begin
  if old.state <> 'called' or new.state <> old.state
      and not exists (select 1 from plans.meeting_transition t where t.from_state = old.state and t.to_state = new.state) then
    raise exception 'a meeting does not go from % to %', old.state, new.state using errcode = 'MR409';
  end if;
  if (new.starts_at, new.ends_at, new.form, new.place, new.link, new.state) is distinct from (old.starts_at, old.ends_at, old.form, old.place, old.link, old.state)
      and new.state <> 'held' and new.sequence <> old.sequence + 1 then
    raise exception 'a calendar must be able to see the change' using errcode = 'MR405';
  end if;
  if (new.plan_id, new.kind, new.called_at) is distinct from (old.plan_id, old.kind, old.called_at) then
    raise exception 'another meeting' using errcode = 'MR405';
  end if;
  return new;
end $$;
create trigger only_listed_moves before update on plans.meeting for each row execute function plans.only_listed_meeting_moves();

set local role mellanrum_definer;
-- What the called unit answers is what its promise says, wherever it was answered.
create function plans.mirror_call() returns trigger language plpgsql security definer set search_path = pg_catalog, plans as $$
begin
  update plans.meeting_party p set version = p.version + 1,
      answer = case new.state when 'accepted' then case when p.representative <> '' then 'sends_other' else 'comes' end when 'proposed' then 'other_time'
        when 'declined' then 'cannot' when 'lapsed' then 'silent' when 'withdrawn' then 'called_off' when 'not_kept' then p.answer when 'kept' then p.answer else 'waiting' end,
      answered_at = case when new.state in ('accepted', 'proposed', 'declined') then coalesce(new.ended_at, new.accepted_at, new.received_at) else p.answered_at end,
      proposed_at = case when new.state = 'proposed' then new.proposed_due_at else p.proposed_at end,
      answer_words = case when new.state = 'declined' then left(new.end_note, 1000) else p.answer_words end
    where p.person_id = new.person_id and p.commitment_id = new.id;
  return null;
end $$;
grant execute on function plans.mirror_call() to mellanrum_owner;
set local role mellanrum_owner;
create trigger mirror_call after update of state on commitments.commitment for each row
  when (new.kind = 'call' and old.state <> new.state) execute function plans.mirror_call();

-- ---------------------------------------------------------------- when they can
create table organisations.meeting_hour (
  id uuid primary key,
  agreement_id uuid not null references organisations.agreement,
  weekday int not null check (weekday between 1 and 7),
  from_time time not null,
  to_time time not null,
  note text not null default '' check (length(note) <= 200),
  valid_from date not null,
  valid_to date,
  source text not null,
  verified boolean not null,
  check (to_time > from_time)
);
comment on table organisations.meeting_hour is 'Fasta mötestider enligt överenskommelse, svensk klocka';
create table plans.free_time (
  id uuid primary key,
  unit_id uuid not null references organisations.unit,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  marked_by text not null,
  marked_at timestamptz not null,
  withdrawn_at timestamptz,
  check (ends_at > starts_at and ends_at <= starts_at + interval '14 hours')
);
create index free_time_by_unit on plans.free_time (unit_id, ends_at) where withdrawn_at is null;
comment on table plans.free_time is 'Tider som en enhet har märkt som lediga för planeringsmöten';
do $$
declare t text;
begin
  foreach t in array array['organisations.meeting_hour', 'plans.free_time'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy commands on %s to mellanrum_definer using (true) with check (true)', t);
    execute format('create policy reference on %s for select to mellanrum_app, mellanrum_owner using (true)', t);
    execute format('grant select, insert, update on %s to mellanrum_definer', t);
    execute format('grant select on %s to mellanrum_app', t);
  end loop;
end $$;
create policy kept on organisations.meeting_hour for insert to mellanrum_app with check ((select access.kind()) = 'system');
grant insert on organisations.meeting_hour to mellanrum_app;
grant insert, update on plans.free_time to mellanrum_app;
create policy own_unit on plans.free_time for insert to mellanrum_app with check ((select access.kind()) = 'staff' and unit_id = (select access.unit_id()));
create policy own_unit_edits on plans.free_time for update to mellanrum_app using ((select access.kind()) = 'staff' and unit_id = (select access.unit_id()));

set local role mellanrum_definer;
-- When units sit in other meetings: times only, nothing of whom they are about.
create function plans.busy(p_units uuid[], p_from timestamptz, p_to timestamptz) returns table (unit_id uuid, starts_at timestamptz, ends_at timestamptz)
language sql stable security definer set search_path = pg_catalog, plans rows 20 as $$
  select p.unit_id, m.starts_at, m.ends_at from plans.meeting_party p join plans.meeting m on m.person_id = p.person_id and m.id = p.meeting_id
  where (access.caller()).kind = 'staff' and p.unit_id = any (p_units) and m.state = 'called' and m.starts_at < p_to and m.ends_at > p_from and p.answer in ('comes', 'sends_other')
$$;
grant execute on function plans.busy(uuid[], timestamptz, timestamptz) to mellanrum_app;

-- Letters with a calendar file: to units' own addresses and to those invited. That there is a meeting and when, never about whom.
create function plans.tell_of_meeting(p_units uuid[], p_emails text[], p_data jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, plans as $$
declare c access.caller := access.caller();
begin
  if c.kind is distinct from 'staff' then raise exception 'staff only' using errcode = 'MR403'; end if;
  insert into notify.mail (id, to_address, template, data, created_at)
    select gen_random_uuid(), x.address, 'meeting', p_data, c.now from (
      select u.email as address from organisations.unit u where u.id = any (p_units) and u.id is distinct from c.unit_id and u.email is not null
      union select e from unnest(p_emails) e) x;
end $$;
grant execute on function plans.tell_of_meeting(uuid[], text[], jsonb) to mellanrum_app;
-- A call comes with the meeting's own letter: not one more that only says that something waits.
do $$
declare v text := pg_get_functiondef('commitments.store_offer(text, text, bytea, jsonb, jsonb, jsonb)'::regprocedure); w text;
begin
  w := replace(v, 'if r.state = ''offered'' then', 'if r.state = ''offered'' and r.kind <> ''call'' then');
  if w = v then raise exception 'store_offer is not as it was'; end if;
  execute w;
end $$;
reset role;
