-- A part of the plan for named units alone: a goal, what is promised for it, and all that happens to that. For everyone else but the person
-- it is not there, and is counted nowhere. Who reads it is settled when it is written; to open it to others is to write it anew.
set local role mellanrum_owner;
do $$
declare t text;
begin
  foreach t in array array['plans.goal', 'plans.intervention', 'plans.evaluation', 'plans.approval', 'plans.part_version',
    'commitments.commitment', 'commitments.event', 'commitments.gap', 'commitments.gap_answer'] loop
    execute format('alter table %s add column kept_to uuid[] check (cardinality(kept_to) > 0)', t);
    execute format('comment on column %s.kept_to is %L', t, 'Bara för de här enheterna (och personen själv); null = följer personens samtycke som annat');
    execute format('create policy kept_to on %s as restrictive for select to mellanrum_app using ((kept_to is null
      or (select access.staff_unit()) = any (kept_to) or (select access.kind()) in (''person'', ''system'')) is true)', t);
  end loop;
  -- What one may not read, one may not change.
  foreach t in array array['plans.goal', 'plans.intervention'] loop
    execute format('create policy kept_to_edits on %s as restrictive for update to mellanrum_app using ((kept_to is null
      or (select access.staff_unit()) = any (kept_to) or (select access.kind()) = ''system'') is true)', t);
  end loop;
end $$;
alter table plans.goal add constraint goal_kept_to_its_author check (kept_to is null or author_unit_id = any (kept_to));
alter table commitments.commitment add constraint commitment_kept_to_its_parties check (kept_to is null
  or (from_unit_id is null or from_unit_id = any (kept_to)) and (to_unit_id is null or to_unit_id = any (kept_to)) and open_to <@ kept_to and to_kind <> 'relative');

set local role mellanrum_definer;
-- Whatever belongs to such a goal is kept to the same units, whoever writes it.
create function plans.take_kept_to() returns trigger
language plpgsql security definer set search_path = pg_catalog, plans as $$
begin
  if tg_table_name = 'part_version' then
    if jsonb_typeof(new.content -> 'kept_to') = 'array' then
      new.kept_to := array(select jsonb_array_elements_text(new.content -> 'kept_to'))::uuid[];
    end if;
  elsif tg_table_name = 'approval' then
    new.kept_to := (select i.kept_to from plans.intervention i where i.person_id = new.person_id and i.id = new.part_id);
  else
    new.kept_to := (select g.kept_to from plans.goal g where g.person_id = new.person_id and g.id = new.goal_id);
  end if;
  if tg_table_name = 'intervention' then
    if new.kept_to is distinct from (select k.kept_to from commitments.commitment k where k.person_id = new.person_id and k.id = new.commitment_id) then
      raise exception 'a promise is kept to the same units as its goal' using errcode = 'MR413';
    end if;
  end if;
  return new;
end $$;
create function plans.stays_kept() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.kept_to is distinct from old.kept_to then raise exception 'who reads a part is settled when it is written' using errcode = 'MR405'; end if;
  return new;
end $$;
create function commitments.take_kept_to() returns trigger
language plpgsql security definer set search_path = pg_catalog, commitments as $$
begin
  if tg_table_name = 'commitment' then
    if new.follows_id is not null then
      new.kept_to := coalesce((select f.kept_to from commitments.commitment f where f.person_id = new.person_id and f.id = new.follows_id), new.kept_to);
    end if;
    if new.kept_to is not null and not (coalesce(new.to_unit_id = any (new.kept_to), true) and coalesce(new.from_unit_id = any (new.kept_to), true)
        and new.open_to <@ new.kept_to and new.to_kind <> 'relative') then
      raise exception 'offered outside the part that it belongs to' using errcode = 'MR413';
    end if;
  elsif tg_table_name = 'gap_answer' then
    new.kept_to := (select g.kept_to from commitments.gap g where g.person_id = new.person_id and g.id = new.gap_id);
  else
    new.kept_to := (select k.kept_to from commitments.commitment k where k.person_id = new.person_id and k.id = new.subject_id);
    if new.kept_to is null and tg_table_name = 'event' then
      new.kept_to := (select g.kept_to from commitments.gap g where g.person_id = new.person_id and g.id = new.subject_id);
    end if;
  end if;
  return new;
end $$;
grant execute on function plans.take_kept_to(), plans.stays_kept(), commitments.take_kept_to() to mellanrum_owner;

set local role mellanrum_owner;
do $$
declare t text;
begin
  foreach t in array array['intervention', 'evaluation', 'approval', 'part_version'] loop
    execute format('create trigger take_kept_to before insert on plans.%I for each row execute function plans.take_kept_to()', t);
  end loop;
  foreach t in array array['commitment', 'event', 'gap', 'gap_answer'] loop
    execute format('create trigger take_kept_to before insert on commitments.%I for each row execute function commitments.take_kept_to()', t);
  end loop;
end $$;
create trigger stays_kept before update of kept_to on plans.goal for each row execute function plans.stays_kept();

set local role mellanrum_definer;
create or replace function commitments.store_offer(p_ctx text, p_key text, p_hash bytea, p_row jsonb, p_older jsonb, p_event jsonb) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare
  c access.caller := access.enter(p_ctx); r commitments.commitment; v_before jsonb; v_tie text; v_basis jsonb; v_answer jsonb; v_unit uuid; v_units uuid[];
begin
  v_before := access.claim_for(c, p_key, p_hash);
  if v_before is not null then return v_before || '{"repeated": true}'; end if;
  r := jsonb_populate_record(null::commitments.commitment, p_row);
  v_tie := access.tie(c, r.person_id);
  if v_tie is null or v_tie = 'known' then raise exception 'not in the circle' using errcode = 'MR404'; end if;
  -- Needs and the promise it follows are this person's: another's row is no row.
  if exists (select 1 from unnest(r.need_ids) w(id) where not exists (select 1 from commitments.need n where n.person_id = r.person_id and n.id = w.id))
      or r.follows_id is not null and not exists (select 1 from commitments.commitment f where f.person_id = r.person_id and f.id = r.follows_id) then
    raise exception 'not of this person' using errcode = 'MR404';
  end if;
  if c.kind = 'staff' and r.from_unit_id is distinct from c.unit_id then raise exception 'only for one''s own unit' using errcode = 'MR403'; end if;
  foreach v_unit in array case when r.to_unit_id is null then r.open_to else array[r.to_unit_id] end loop
    perform 1 from organisations.unit u where u.id = v_unit and (u.closed_at is null or u.closed_at > c.now);
    if not found then raise exception 'unit closed' using errcode = 'MR410'; end if;
    if c.kind = 'staff' then
      v_basis := access.basis_between(c.unit_id, v_unit, r.person_id, c.now);
      if v_basis is null then raise exception 'no basis' using errcode = 'MR412'; end if;
    end if;
  end loop;
  if r.kind = 'handover' then
    perform commitments.lock_needs(r.person_id, r.need_ids, c.unit_id);
    perform commitments.only_these_pending(r.person_id, r.need_ids, p_older);
  end if;
  if p_older <> '[]' then perform commitments.supersede(c, r.person_id, p_older); end if;
  insert into commitments.commitment (id, person_id, kind, state, what, detail, area, urgency, from_kind, from_unit_id, to_kind, to_unit_id, open_to, relative_id,
    need_ids, basis_kind, basis_id, offered_at, offered_by, delivered_at, received_at, received_by, accepted_at, accepted_by, disclosed_at,
    answer_by, due_at, lapses_at, follows_id, kept_to, author_unit_id)
  values (r.id, r.person_id, r.kind, r.state, r.what, r.detail, r.area, r.urgency, r.from_kind, r.from_unit_id, r.to_kind, r.to_unit_id, coalesce(r.open_to, '{}'), r.relative_id,
    coalesce(r.need_ids, '{}'), coalesce(v_basis ->> 'kind', r.basis_kind), (v_basis ->> 'id')::uuid, c.now, c.actor, c.now, r.received_at,
    case when r.received_at is not null then c.actor end, r.accepted_at, case when r.accepted_at is not null then c.actor end, r.disclosed_at,
    r.answer_by, r.due_at, r.lapses_at, r.follows_id, r.kept_to, coalesce(c.unit_id, '00000000-0000-0000-0000-000000000000'));
  if r.to_unit_id is null and cardinality(r.open_to) > 0 then
    insert into commitments.candidate (person_id, commitment_id, unit_id) select r.person_id, r.id, t.id from unnest(r.open_to) t(id);
  end if;
  v_units := array_remove(array[r.to_unit_id, r.from_unit_id] || r.open_to, null);
  if r.follows_id is not null then perform commitments.close_gaps_of(c, r.person_id, r.follows_id); end if;
  perform commitments.write_event(c, r.person_id, r.id, p_event);
  perform audit.record(c, 'commitment.offer', array[r.person_id], 'list', jsonb_build_object('commitment', r.id, 'kind', r.kind, 'to', r.to_unit_id));
  insert into notify.change (units, person_id, topic) values (v_units, r.person_id, 'commitment');
  if r.state = 'offered' then
    insert into notify.mail (id, to_address, template, data, created_at)
    select gen_random_uuid(), u.email, 'to_answer', jsonb_build_object('urgency', r.urgency, 'answerBy', r.answer_by), c.now
    from organisations.unit u where u.id = any (v_units) and u.id is distinct from r.from_unit_id and u.email is not null;
  end if;
  v_answer := jsonb_build_object('id', r.id, 'version', 1, 'state', r.state);
  perform access.settle_for(c, p_key, 201, v_answer);
  return jsonb_build_object('status', 201, 'answer', v_answer);
end $$;
