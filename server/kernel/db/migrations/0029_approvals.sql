set local role mellanrum_owner;

-- ---------------------------------------------------------------- a relative's words are theirs
alter table plans.section add column relative_id uuid references people.relative;
alter table plans.section add constraint section_relative_says check (relative_id is null or said_by = 'relative');
comment on column plans.section.relative_id is 'Den närstående som skrev det själv: ingen annan ändrar det';
do $$
declare v text;
begin
  for v in select conname from pg_constraint where conrelid = 'plans.section'::regclass and contype = 'u' loop
    execute format('alter table plans.section drop constraint %I', v);
  end loop;
end $$;
-- One for each who may write apart from the others: what one may not read or change, one does not run into either.
alter table plans.section add constraint section_one_each unique nulls not distinct (person_id, plan_id, kind, author_unit_id, relative_id);

drop policy relative_shown on plans.section;
create policy relative_shown on plans.section as restrictive for insert to mellanrum_app with check (
  case (select access.kind()) when 'relative' then relative_id = (select (access.caller()).actor_id)
      and exists (select 1 from access.grants('plan') g where g.person_id = section.person_id)
    else relative_id is null end);
create policy own_words on plans.section as restrictive for update to mellanrum_app using (
  case (select access.kind()) when 'relative' then relative_id = (select (access.caller()).actor_id) else relative_id is null end) with check (
  case (select access.kind()) when 'relative' then relative_id = (select (access.caller()).actor_id) else relative_id is null end);

-- Nothing of one guardian shows to the other, also in the history and at the meeting.
create policy other_guardians on plans.section as restrictive for select to mellanrum_app using (
  relative_id is null or relative_id <> all ((select access.other_guardians())::uuid[]));
create policy other_guardians on plans.part_version as restrictive for select to mellanrum_app using (
  part <> 'section' or content ->> 'relative_id' is null or (content ->> 'relative_id')::uuid <> all ((select access.other_guardians())::uuid[]));
drop policy if exists other_guardians on plans.meeting_party;
create policy other_guardians on plans.meeting_party as restrictive for select to mellanrum_app using (
  relative_id is null or relative_id <> all ((select access.other_guardians())::uuid[]));

-- ---------------------------------------------------------------- who may say yes and no
alter table plans.approval add constraint approval_own_voice check (how <> 'own' or by_kind in ('person', 'guardian', 'unit'));
alter table plans.approval add constraint approval_deputy check ((by_kind in ('guardian', 'trustee')) = (relative_id is not null));
-- The unit whose promise it was said of reads it, whoever wrote it down.
create policy party on plans.approval for select to mellanrum_app using (
  exists (select 1 from plans.intervention i join commitments.commitment k on k.person_id = i.person_id and k.id = i.commitment_id
    where i.person_id = approval.person_id and i.id = approval.part_id and k.to_unit_id = (select access.staff_unit())));

set local role mellanrum_definer;
create function plans.is_child(p_person uuid, p_now timestamptz) returns boolean
language sql stable set search_path = pg_catalog, plans as $$
  select q.birth_date > ((p_now at time zone 'Europe/Stockholm')::date - interval '18 years')::date from people.person q where q.person_id = p_person
$$;

-- In whose name the caller says yes or no by own sign-in: person, guardian (of a child), or null.
create function plans.speaks(p_person uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, plans as $$
declare c access.caller := access.caller();
begin
  if c.kind = 'person' and c.person_id = p_person then return 'person'; end if;
  if c.kind = 'relative' and plans.is_child(p_person, c.now) and exists (select 1 from people.relative r where r.id = c.actor_id and r.person_id = p_person
      and r.relation = 'guardian' and r.valid_from <= c.now and (r.valid_to is null or r.valid_to > c.now)) then return 'guardian'; end if;
  return null;
end $$;

-- How many guardians of a child have not said yes to the plan as it was last revised. Null when none is to be asked. To staff who have the person open.
create function plans.guardians_missing(p_person uuid, p_plan uuid) returns int
language plpgsql stable security definer set search_path = pg_catalog, plans as $$
declare c access.caller := access.caller(); v_of int; v_missing int;
begin
  if c.kind is distinct from 'staff' or p_person <> all (access.logged()) or not plans.is_child(p_person, c.now) then return null; end if;
  select count(*), count(*) filter (where g.said is distinct from 'yes') into v_of, v_missing from (
    select (select a.answer from plans.approval a where a.person_id = p_person and a.plan_id = p_plan and a.part_id is null and a.by_kind = 'guardian' and a.relative_id = r.id
      and a.id > coalesce((select f.id from plans.follow_up f where f.person_id = p_person and f.plan_id = p_plan and f.outcome = 'revise' order by f.id desc limit 1),
        '00000000-0000-0000-0000-000000000000') order by a.id desc limit 1) as said
    from people.relative r where r.person_id = p_person and r.relation = 'guardian' and r.valid_from <= c.now and (r.valid_to is null or r.valid_to > c.now)) g;
  return case when v_of > 0 then v_missing end;
end $$;
grant execute on function plans.speaks(uuid), plans.guardians_missing(uuid, uuid) to mellanrum_app;

create function plans.check_approval() returns trigger
language plpgsql security definer set search_path = pg_catalog, plans as $$
declare c access.caller := access.caller(); v_state text;
begin
  if c.kind is null then return new; end if;
  if new.part_id is null then select p.state into v_state from plans.plan p where p.person_id = new.person_id and p.id = new.plan_id for no key update;
  else select p.state into v_state from plans.plan p where p.person_id = new.person_id and p.id = new.plan_id for share; end if;
  if v_state = 'closed' then raise exception 'the plan is closed' using errcode = 'MR411'; end if;
  if c.kind = 'staff' and new.how = 'own' and new.by_kind <> 'unit' then raise exception 'nobody signs in as another' using errcode = 'MR404'; end if;
  if new.part_id is not null and not exists (select 1 from plans.intervention i where i.person_id = new.person_id and i.plan_id = new.plan_id and i.id = new.part_id) then
    raise exception 'no such intervention' using errcode = 'MR404';
  end if;
  if new.by_kind in ('guardian', 'trustee') and not exists (select 1 from people.relative r where r.id = new.relative_id and r.person_id = new.person_id
      and r.valid_from <= c.now and (r.valid_to is null or r.valid_to > c.now)
      and case new.by_kind when 'guardian' then r.relation = 'guardian' and plans.is_child(new.person_id, c.now) else r.relation in ('trustee', 'administrator') end) then
    raise exception 'not their deputy' using errcode = 'MR404';
  end if;
  return new;
end $$;

-- One truth: the person's latest word on the whole plan is what the plan says of it. A no to an intervention is told to the unit that has promised it.
create function plans.take_approval() returns trigger
language plpgsql security definer set search_path = pg_catalog, plans as $$
declare c access.caller := access.caller();
begin
  if c.kind is null then return null; end if;
  if new.part_id is null and new.by_kind = 'person' then
    update plans.plan p set person_agrees = new.answer, version = p.version + 1
      where p.person_id = new.person_id and p.id = new.plan_id and p.person_agrees <> new.answer;
  end if;
  if new.part_id is not null and new.answer = 'no' then
    insert into notify.notice (at, kind, unit_id, person_id, plan_id, actor, detail)
      select new.at, 'plan_changed', k.to_unit_id, new.person_id, p.id, c.actor, jsonb_build_object('type', p.type, 'state', p.state, 'by', c.unit_id)
      from plans.intervention i join commitments.commitment k on k.person_id = i.person_id and k.id = i.commitment_id
        join plans.plan p on p.person_id = i.person_id and p.id = i.plan_id
      where i.person_id = new.person_id and i.id = new.part_id and k.ended_at is null and k.disclosed_at is not null
        and k.to_unit_id is not null and k.to_unit_id is distinct from c.unit_id;
  end if;
  return null;
end $$;
grant execute on function plans.check_approval(), plans.take_approval() to mellanrum_owner;
set local role mellanrum_owner;
create trigger check_approval before insert on plans.approval for each row execute function plans.check_approval();
create trigger take_approval after insert on plans.approval for each row execute function plans.take_approval();

-- ---------------------------------------------------------------- when the next meeting is, told with the page
set local role mellanrum_definer;
do $$
declare v text := pg_get_functiondef('people.page_body'::regproc); w text;
begin
  w := replace(v, '''responsibleUnitId'', p.responsible_unit_id, ''version'', p.version)',
    '''responsibleUnitId'', p.responsible_unit_id, ''version'', p.version, ''meetingAt'', (select m.starts_at from plans.meeting m
        where m.person_id = p_person and m.plan_id = p.id and m.state = ''called''))');
  if w = v then raise exception 'the page is not as it was'; end if;
  execute w;
end $$;
reset role;
