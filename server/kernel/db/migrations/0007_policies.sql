set local role mellanrum_owner;

-- Every person-owned table: which part of the person's picture it belongs to, and whether the person and relatives may write it.
create table access.part (
  table_name text primary key,
  part text not null,
  person_writes boolean not null,
  app_updates boolean not null
);
comment on table access.part is 'Person-owned tables, the part a relative''s share is given by, and who may write directly';
alter table access.part enable row level security;
alter table access.part force row level security;
create policy reference on access.part for select to mellanrum_app, mellanrum_definer, mellanrum_owner using (true);
grant select on access.part to mellanrum_app, mellanrum_definer;
alter table access.part no force row level security;
insert into access.part values
  ('people.unmask_grant', 'consents', false, true),
  ('people.relative', 'circle', true, true),
  ('people.relative_share', 'consents', true, true),
  ('people.engagement', 'circle', false, true),
  ('people.named_contact', 'circle', false, true),
  ('people.consent', 'consents', true, true),
  ('people.consent_unit', 'consents', true, false),
  ('people.ground', 'consents', false, true),
  ('people.block', 'consents', true, true),
  ('people.emergency', 'consents', false, true),
  ('people.voice', 'voice', true, false),
  ('commitments.need', 'needs', false, true),
  ('commitments.accountability', 'needs', false, false),
  ('commitments.commitment', 'promises', false, false),
  ('commitments.event', 'promises', false, false),
  ('commitments.gap', 'promises', false, false),
  ('commitments.gap_answer', 'promises', false, false),
  ('plans.plan', 'plan', false, true),
  ('plans.goal', 'plan', false, true),
  ('plans.intervention', 'plan', false, true),
  ('plans.other_measure', 'plan', false, true),
  ('plans.follow_up', 'plan', false, false),
  ('plans.evaluation', 'plan', false, false),
  ('plans.part_version', 'plan', false, false);
alter table access.part force row level security;

-- "is true": a policy is the net and never the index. Without it the planner looked up a list's persons by the policy, all of them for each row.
do $$
declare r record; kinds text;
begin
  for r in select * from access.part loop
    kinds := case when r.person_writes then '(''staff'', ''person'', ''system'')' else '(''staff'', ''system'')' end;
    execute format('alter table %s enable row level security', r.table_name);
    execute format('alter table %s force row level security', r.table_name);
    execute format('create policy commands on %s to mellanrum_definer using (true) with check (true)', r.table_name);
    execute format('create policy log_first on %s as restrictive for select to mellanrum_app using ((person_id = any ((select access.logged())::uuid[])) is true)', r.table_name);
    execute format('create policy allowed on %s for select to mellanrum_app using ((person_id, author_unit_id) in (select g.person_id, g.author_unit_id from access.grants(%L) g))', r.table_name, r.part);
    execute format('grant select, insert, update on %s to mellanrum_definer', r.table_name);
    execute format('grant select on %s to mellanrum_app', r.table_name);
    if r.table_name not in ('commitments.commitment', 'commitments.event', 'commitments.gap', 'commitments.accountability', 'commitments.gap_answer') then
      execute format('grant insert on %s to mellanrum_app', r.table_name);
      execute format('create policy writes on %s for insert to mellanrum_app with check ((person_id = any ((select access.writable())::uuid[])) is true
        and (author_unit_id = (select access.unit_id()) or (select access.kind()) = ''system'') and (select access.kind()) in %s)', r.table_name, kinds);
    end if;
    if r.app_updates then
      execute format('grant update on %s to mellanrum_app', r.table_name);
      -- What one may not read, one may not change: an update that names no column is not held to the policies for reading.
      execute format('create policy edits on %s for update to mellanrum_app using ((person_id = any ((select access.writable())::uuid[])) is true and (select access.kind()) in %s
        and ((person_id, author_unit_id) in (select g.person_id, g.author_unit_id from access.grants(%L) g)%s)) with check ((person_id = any ((select access.writable())::uuid[])) is true)',
        r.table_name, kinds, r.part, case r.table_name when 'people.engagement' then ' or unit_id = (select access.unit_id())'
          when 'commitments.need' then ' or exists (select 1 from commitments.accountability a where a.person_id = need.person_id and a.need_id = need.id
            and a.unit_id = (select access.unit_id()))' else '' end);
    end if;
  end loop;
end $$;

-- A unit is party to what was promised by it or, once it may know who, to it; to needs it has carried; to gaps it may act on.
create policy party on commitments.commitment for select to mellanrum_app using (
  (select access.staff_unit()) in (from_unit_id, case when disclosed_at is not null then to_unit_id end));
create policy party on commitments.accountability for select to mellanrum_app using (unit_id = (select access.staff_unit()));
create policy party on commitments.need for select to mellanrum_app using (
  exists (select 1 from commitments.accountability a
    where a.person_id = need.person_id and a.need_id = need.id and a.unit_id = (select access.staff_unit())));
create policy party on commitments.event for select to mellanrum_app using (
  exists (select 1 from commitments.commitment c where c.person_id = event.person_id and c.id = event.subject_id
    and (select access.staff_unit()) in (c.from_unit_id, case when c.disclosed_at is not null then c.to_unit_id end)));
create policy party on commitments.gap for select to mellanrum_app using (
  (select access.staff_unit()) in (move_unit_id, giver_unit_id));
create policy party on commitments.gap_answer for select to mellanrum_app using (
  exists (select 1 from commitments.gap g where g.person_id = gap_answer.person_id and g.id = gap_answer.gap_id
    and (select access.staff_unit()) in (g.move_unit_id, g.giver_unit_id)));
-- Everyone in the circle is told that the circle has them.
create policy party on people.engagement for select to mellanrum_app using (unit_id = (select access.staff_unit()));

-- The person's own history is theirs whole, also what a unit says that has written nothing else.
create policy self on commitments.event for select to mellanrum_app using ((select access.kind()) = 'person');
create policy self on commitments.gap for select to mellanrum_app using ((select access.kind()) = 'person');
create policy self on commitments.gap_answer for select to mellanrum_app using ((select access.kind()) = 'person');

-- Nothing of one guardian shows to the other.
create policy other_guardians on people.relative as restrictive for select to mellanrum_app using (
  id <> all ((select access.other_guardians())::uuid[]));
create policy other_guardians on people.relative_share as restrictive for select to mellanrum_app using (
  relative_id <> all ((select access.other_guardians())::uuid[]));
create policy other_guardians on people.consent as restrictive for select to mellanrum_app using (
  relative_id is null or relative_id <> all ((select access.other_guardians())::uuid[]));
create policy other_guardians on commitments.commitment as restrictive for select to mellanrum_app using (
  relative_id is null or relative_id <> all ((select access.other_guardians())::uuid[]));

-- Both are asked by person, also for what has ended.
create index named_contact_by_person on people.named_contact (person_id);
create index relative_share_by_person on people.relative_share (person_id, relative_id);

-- That there is a block may be told; who blocked is for those behind it and the one who wrote it down (PDL 4:4-5, SVOD 2:4, 3:5).
create policy who_blocked on people.block as restrictive for select to mellanrum_app using (
  (select access.kind()) <> 'staff' or author_unit_id = (select access.unit_id()) or unit_id = (select access.unit_id())
  or provider_id = (select (access.caller()).provider_id)
  or (lifted_at <= (select access.now()) and unit_id in (select u.id from organisations.unit u where u.provider_id = (select (access.caller()).provider_id))));

do $$
declare t text;
begin
  foreach t in array array['people.person', 'people.person_identifier', 'people.person_contact'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy commands on %s to mellanrum_definer using (true) with check (true)', t);
    execute format('create policy log_first on %s as restrictive for select to mellanrum_app using ((person_id = any ((select access.logged())::uuid[])) is true)', t);
    execute format('create policy known on %s for select to mellanrum_app using (true)', t);
    execute format('grant select, insert, update on %s to mellanrum_definer', t);
    execute format('grant select on %s to mellanrum_app', t);
  end loop;
end $$;
create policy unmasked on people.person_contact as restrictive for select to mellanrum_app using ((person_id = any ((select access.unmasked())::uuid[])) is true);
create policy unmasked on people.relative as restrictive for select to mellanrum_app using ((person_id = any ((select access.unmasked())::uuid[])) is true);
create policy edits on people.person_contact for update to mellanrum_app
  using ((person_id = any ((select access.unmasked())::uuid[])) is true and (person_id = any ((select access.writable())::uuid[])) is true and (select access.kind()) in ('staff', 'person', 'system'))
  with check ((person_id = any ((select access.writable())::uuid[])) is true);
-- Where the person lives is for those in a live relation; neither it nor the personnummer is any part that a relative can be given.
create policy within_relation on people.person_contact as restrictive for select to mellanrum_app using (
  (select access.kind()) <> 'relative' and (person_id = any ((select access.writable())::uuid[])) is true);
create policy not_relatives on people.person_identifier as restrictive for select to mellanrum_app using ((select access.kind()) <> 'relative');
grant update on people.person_contact to mellanrum_app;

alter table commitments.candidate enable row level security;
alter table commitments.candidate force row level security;
create policy commands on commitments.candidate to mellanrum_definer using (true) with check (true);
grant select, insert, update on commitments.candidate to mellanrum_definer;

alter table people.legal_ground enable row level security;
alter table commitments.transition enable row level security;
create policy reference on people.legal_ground for select to mellanrum_app, mellanrum_definer using (true);
create policy reference on commitments.transition for select to mellanrum_app, mellanrum_definer using (true);
grant select on people.legal_ground, commitments.transition to mellanrum_app, mellanrum_definer;

insert into people.legal_ground (code, paragraph, title_sv, title_en, plain_sv, plain_en, from_branches, to_branches, valid_from, source) values
  ('osl_25_12', 'OSL 25 kap. 12 §', 'Barn, missbruk, tvångsvård eller graviditet', 'Child, substance misuse, compulsory care or pregnancy',
   'Hälso- och sjukvården får lämna uppgifter som behövs för nödvändig vård eller stöd till den som är under 18 år, missbrukar, tvångsvårdas eller är gravid.',
   'Health care may disclose what is needed for necessary care or support of someone under 18, with ongoing substance misuse, in compulsory care or pregnant.',
   '{health}', '{health,omsorg,social_other}', '2009-06-30', 'Lag 2009:400'),
  ('osl_26_9', 'OSL 26 kap. 9 §', 'Barn, missbruk, tvångsvård eller graviditet (från socialtjänsten)', 'Child, substance misuse, compulsory care or pregnancy (from social services)',
   'Socialtjänsten får lämna uppgifter som behövs för nödvändig vård eller stöd till den som är under 18 år, missbrukar, tvångsvårdas eller är gravid.',
   'Social services may disclose what is needed for necessary care or support of someone under 18, with ongoing substance misuse, in compulsory care or pregnant.',
   '{omsorg,social_other}', '{health,omsorg,social_other}', '2009-06-30', 'Lag 2009:400'),
  ('osl_25_13', 'OSL 25 kap. 13 §', 'Personen kan inte lämna samtycke', 'The person cannot consent',
   'Kan personen inte samtycka på grund av sitt tillstånd får hälso- och sjukvården lämna det som behövs för nödvändig vård och omsorg.',
   'When the person cannot consent because of their condition, health care may disclose what is needed for necessary care.',
   '{health}', '{health,omsorg,social_other}', '2009-06-30', 'Lag 2009:400'),
  ('osl_10_2', 'OSL 10 kap. 2 §', 'Nödvändigt för att vi ska kunna göra vårt arbete', 'Necessary for our own task',
   'En uppgift får lämnas om det är nödvändigt för att den egna myndigheten ska kunna göra sitt arbete. Ska användas sparsamt.',
   'Information may be disclosed when it is necessary for the disclosing authority''s own task. To be used sparingly.',
   '{health,omsorg,social_other,school}', '{health,omsorg,social_other,school}', '2009-06-30', 'Lag 2009:400'),
  ('sol_19_1', 'SoL 19 kap. 1 §', 'Anmälan om oro för ett barn', 'Report of concern for a child',
   'Den som i sitt arbete får kännedom om eller misstänker att ett barn far illa ska genast anmäla det till socialnämnden.',
   'Anyone who in their work learns or suspects that a child is harmed must report it to social services at once.',
   '{health,omsorg,social_other,school}', '{social_other}', '2025-07-01', 'Lag 2025:400'),
  ('svod_3_3', 'SVOD 3 kap. 3 §', 'Personen kan inte ta ställning, vårdgivare läser', 'The person cannot decide, care provider reads',
   'Kan en vuxen inte mer än tillfälligt ta ställning får vårdgivaren läsa det som är nödvändigt, om personens inställning klarlagts så långt det går.',
   'When an adult is not only temporarily unable to decide, a care provider may read what is necessary once the person''s attitude has been clarified as far as possible.',
   '{health,omsorg}', '{health}', '2023-01-01', 'Lag 2022:913'),
  ('svod_3_4', 'SVOD 3 kap. 4 §', 'Personen kan inte ta ställning, omsorgsgivare läser', 'The person cannot decide, social care provider reads',
   'Kan en vuxen inte mer än tillfälligt ta ställning får omsorgsgivaren läsa andra omsorgsgivares nödvändiga uppgifter.',
   'When an adult is not only temporarily unable to decide, a social care provider may read what is necessary from other social care providers.',
   '{omsorg}', '{omsorg}', '2023-01-01', 'Lag 2022:913');
alter table people.legal_ground force row level security;
alter table commitments.transition force row level security;

-- Reference data is kept by the system caller (import, first county) through the organisations room's own commands.
do $$
declare t text;
begin
  foreach t in array array['authority', 'provider', 'unit', 'contact_way', 'staff', 'assignment', 'agreement', 'agreement_term', 'agreement_body'] loop
    execute format('create policy kept on organisations.%I for insert to mellanrum_app with check ((select access.kind()) = ''system'')', t);
    execute format('create policy changed on organisations.%I for update to mellanrum_app using ((select access.kind()) = ''system'')', t);
    execute format('grant insert, update on organisations.%I to mellanrum_app', t);
  end loop;
end $$;

-- ---------------------------------------------------------------- who has written about a person
set local role mellanrum_definer;
create function people.note_author() returns trigger
language plpgsql security definer set search_path = pg_catalog, people as $$
begin
  insert into people.author values (new.person_id, new.author_unit_id) on conflict do nothing;
  return null;
end $$;
create function people.note_engaged() returns trigger
language plpgsql security definer set search_path = pg_catalog, people as $$
begin
  insert into people.author values (new.person_id, new.unit_id) on conflict do nothing;
  return null;
end $$;
create function people.note_disclosed() returns trigger
language plpgsql security definer set search_path = pg_catalog, people as $$
begin
  if new.disclosed_at is not null and new.to_unit_id is not null then
    insert into people.author values (new.person_id, new.to_unit_id) on conflict do nothing;
  end if;
  return null;
end $$;
grant execute on function people.note_author(), people.note_engaged(), people.note_disclosed() to mellanrum_owner;
set local role mellanrum_owner;
do $$
declare r record;
begin
  -- Not the history: a unit that has answered an offer without yet knowing who must not become known by its answer.
  for r in select table_name from access.part where table_name not in ('commitments.event', 'commitments.gap', 'commitments.gap_answer') loop
    execute format('create trigger note_author after insert on %s for each row execute function people.note_author()', r.table_name);
  end loop;
end $$;
create trigger note_engaged after insert on people.engagement for each row execute function people.note_engaged();
create trigger note_disclosed after insert or update of disclosed_at on commitments.commitment for each row execute function people.note_disclosed();

-- ---------------------------------------------------------------- append only, keys never move
create function access.refuse_change() returns trigger language plpgsql set search_path = pg_catalog as $$
begin raise exception '% is append only', tg_table_name using errcode = 'MR405'; end $$;
do $$
declare t text;
begin
  foreach t in array array['audit.entry', 'audit.entry_person', 'audit.seal', 'commitments.event', 'plans.part_version', 'people.voice', 'commitments.gap_answer'] loop
    execute format('create trigger append_only before update or delete on %s for each row execute function access.refuse_change()', t);
    execute format('create trigger never_emptied before truncate on %s for each statement execute function access.refuse_change()', t);
  end loop;
end $$;

create function access.next_version() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.version <> old.version + 1 then raise exception 'stale version of %', tg_table_name using errcode = 'MR409'; end if;
  if new.person_id <> old.person_id or new.author_unit_id <> old.author_unit_id then
    raise exception 'person and author never change' using errcode = 'MR405';
  end if;
  return new;
end $$;
do $$
declare r record;
begin
  for r in select table_name from access.part p where exists (select 1 from information_schema.columns c
      where c.table_schema || '.' || c.table_name = p.table_name and c.column_name = 'version') loop
    if r.table_name <> 'plans.part_version' then
      execute format('create trigger next_version before update on %s for each row execute function access.next_version()', r.table_name);
    end if;
  end loop;
end $$;
