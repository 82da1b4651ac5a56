set local role mellanrum_owner;

create table commitments.recheck (
  person_id uuid primary key references people.person,
  at timestamptz not null
);
create index recheck_due on commitments.recheck (at);
comment on table commitments.recheck is 'Vilka personer klockan ska se över, och när nästa gräns passeras (samtycke tar slut, kontakt saknas, uppföljning)';

create table commitments.sweep (
  name text primary key,
  swept_to timestamptz not null,
  ran_at timestamptz not null
);
comment on table commitments.sweep is 'Klockans hjärtslag: hur långt varje genomgång har kommit';

do $$
declare t text;
begin
  foreach t in array array['commitments.recheck', 'commitments.sweep'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy commands on %s to mellanrum_definer using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %s to mellanrum_definer', t);
  end loop;
end $$;

-- What a row of a list says, by the names of the contract. As rows, not as objects built name by name: that costs half.
create type commitments.side as (kind text, "unitId" uuid);
create type commitments.named as (id uuid, name text, "birthDate" date, protection text);
create type commitments.line as (
  id uuid, "group" text, kind text, state text, version int, what text, area text, urgency text, "clockAt" timestamptz, "answerBy" timestamptz,
  "dueAt" timestamptz, "proposedDueAt" timestamptz, "offeredAt" timestamptz, "receivedAt" timestamptz, "acceptedAt" timestamptz,
  "pausedUntil" timestamptz, "from" commitments.side, "to" commitments.side, "openTo" uuid[], person commitments.named
);

set local role mellanrum_definer;

-- ---------------------------------------------------------------- Min enhet i dag
-- Which rows are on the unit's list, logged in the same breath. Rows that the unit may not yet know the person of leave as previews.
create function commitments.gather(p_ctx text, p_limit int, p_group text, p_after timestamptz, p_after_id uuid,
  out ids uuid[], out previews json, out counts json, out unit uuid, out at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, commitments set plan_cache_mode = force_generic_plan as $$
declare
  c access.caller := access.enter(p_ctx);
  u uuid := c.unit_id;
  v_persons uuid[];
  v_at timestamptz := coalesce(p_after, '-infinity');
  v_id uuid := coalesce(p_after_id, '00000000-0000-0000-0000-000000000000');
begin
  if c.kind <> 'staff' then raise exception 'staff only' using errcode = 'MR404'; end if;
  unit := u;
  at := c.now;
  with answer as (
    (select x.id, x.person_id, 'answer' as grp, x.clock_at, x.disclosed_at is null and x.to_unit_id = u as hidden from commitments.commitment x
      where (p_group is null or p_group = 'answer') and x.move_unit_id = u and x.state in ('offered', 'received', 'proposed') and (x.clock_at, x.id) > (v_at, v_id)
      order by x.clock_at, x.id limit p_limit)
    union all
    (select x.id, x.person_id, 'answer', x.clock_at, true from commitments.candidate k join commitments.commitment x on x.person_id = k.person_id and x.id = k.commitment_id
      where (p_group is null or p_group = 'answer') and k.unit_id = u and k.open and (x.clock_at, x.id) > (v_at, v_id)
      order by x.clock_at, x.id limit p_limit)
    order by clock_at, id limit p_limit
  ), todo as (
    select x.id, x.person_id, 'do' as grp, x.clock_at, false as hidden from commitments.commitment x
      where (p_group is null or p_group = 'do') and x.move_unit_id = u and x.state in ('accepted', 'paused') and (x.clock_at, x.id) > (v_at, v_id)
      order by x.clock_at, x.id limit p_limit
  ), wait as (
    (select x.id, x.person_id, 'wait' as grp, x.clock_at, false as hidden from commitments.commitment x
      where (p_group is null or p_group = 'wait') and x.from_unit_id = u and x.ended_at is null and x.move_unit_id is distinct from x.from_unit_id
        and (x.clock_at, x.id) > (v_at, v_id)
      order by x.clock_at, x.id limit p_limit)
    union all
    (select x.id, x.person_id, 'wait', x.clock_at, x.disclosed_at is null from commitments.commitment x
      where (p_group is null or p_group = 'wait') and x.to_unit_id = u and x.state = 'proposed' and x.from_unit_id is distinct from u and (x.clock_at, x.id) > (v_at, v_id)
      order by x.clock_at, x.id limit p_limit)
    order by clock_at, id limit p_limit
  ), listed as (select * from answer union all select * from todo union all select * from wait)
  select array_agg(l.id) filter (where not l.hidden), array_agg(distinct l.person_id) filter (where not l.hidden),
    json_agg(row(x.id, l.grp, x.kind, x.state, x.version, x.what, x.area, x.urgency, x.clock_at, x.answer_by, x.due_at, x.proposed_due_at, x.offered_at,
      x.received_at, x.accepted_at, x.paused_until, row(x.from_kind, x.from_unit_id)::commitments.side, row(x.to_kind, x.to_unit_id)::commitments.side,
      x.open_to, null)::commitments.line) filter (where l.hidden)
    into ids, v_persons, previews
    from listed l left join commitments.commitment x on l.hidden and x.person_id = l.person_id and x.id = l.id;
  select json_build_object(
    'answer', (select count(*) from (select 1 from commitments.commitment x where x.move_unit_id = u and x.state in ('offered', 'received', 'proposed') limit 1000) q)
      + (select count(*) from (select 1 from commitments.candidate k where k.unit_id = u and k.open limit 1000) q),
    'do', (select count(*) from (select 1 from commitments.commitment x where x.move_unit_id = u and x.state in ('accepted', 'paused') limit 1000) q),
    'wait', (select count(*) from (select 1 from commitments.commitment x where x.from_unit_id = u and x.ended_at is null and x.move_unit_id is distinct from x.from_unit_id limit 1000) q)
      + (select count(*) from (select 1 from commitments.commitment x where x.to_unit_id = u and x.state = 'proposed' and x.from_unit_id is distinct from u limit 1000) q))
    into counts;
  perform audit.record(c, 'worklist', coalesce(v_persons, '{}'), 'list', jsonb_build_object('group', p_group, 'after', p_after));
end $$;
grant execute on function commitments.gather(text, int, text, timestamptz, uuid) to mellanrum_app;

reset role;
set local role mellanrum_owner;
-- One statement, one commit: enter, log, read under row-level security, answer as JSON text.
create function commitments.worklist(p_ctx text, p_limit int, p_group text, p_after timestamptz, p_after_id uuid) returns text
language plpgsql volatile set search_path = pg_catalog, commitments set plan_cache_mode = force_generic_plan as $$
declare g record; v_rows json;
begin
  select * into g from commitments.gather(p_ctx, p_limit, p_group, p_after, p_after_id);
  select json_agg(row(x.id, case when x.move_unit_id = g.unit then case when x.state in ('accepted', 'paused') then 'do' else 'answer' end else 'wait' end, x.kind, x.state, x.version, x.what, x.area, x.urgency, x.clock_at, x.answer_by, x.due_at, x.proposed_due_at, x.offered_at,
      x.received_at, x.accepted_at, x.paused_until, row(x.from_kind, x.from_unit_id)::commitments.side, row(x.to_kind, x.to_unit_id)::commitments.side,
      x.open_to, row(p.person_id, p.given_name || ' ' || p.family_name, p.birth_date, p.protection)::commitments.named)::commitments.line)
    into v_rows
    from commitments.commitment x join people.person p on p.person_id = x.person_id where x.id = any (g.ids);
  return json_build_object('now', g.at, 'counts', g.counts, 'rows', coalesce(v_rows, '[]'), 'previews', coalesce(g.previews, '[]'))::text;
end $$;
grant execute on function commitments.worklist(text, int, text, timestamptz, uuid) to mellanrum_app;

-- ---------------------------------------------------------------- one commitment, whole
set local role mellanrum_definer;
create function commitments.open_one(p_ctx text, p_id uuid, out person uuid, out preview json)
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare c access.caller := access.enter(p_ctx); x commitments.commitment;
begin
  select * into x from commitments.commitment where id = p_id;
  if cardinality((audit.record(c, 'commitment.read', array_remove(array[x.person_id], null), 'person', jsonb_build_object('commitment', p_id))).opened) > 0 then
    person := x.person_id;
  end if;
  if c.kind = 'staff' and commitments.is_party(x, c.unit_id) and x.from_unit_id is distinct from c.unit_id and x.disclosed_at is null then
    preview := json_build_object('id', x.id, 'kind', x.kind, 'state', x.state, 'version', x.version, 'what', x.what, 'area', x.area,
      'urgency', x.urgency, 'clockAt', x.clock_at, 'answerBy', x.answer_by, 'dueAt', x.due_at, 'proposedDueAt', x.proposed_due_at,
      'offeredAt', x.offered_at, 'receivedAt', x.received_at, 'acceptedAt', x.accepted_at, 'pausedUntil', x.paused_until,
      'from', json_build_object('kind', x.from_kind, 'unitId', x.from_unit_id), 'to', json_build_object('kind', x.to_kind, 'unitId', x.to_unit_id),
      'openTo', x.open_to, 'person', null);
  end if;
end $$;
grant execute on function commitments.open_one(text, uuid) to mellanrum_app;

set local role mellanrum_owner;
create function commitments.detail(p_ctx text, p_id uuid) returns text
language plpgsql volatile set search_path = pg_catalog, commitments set plan_cache_mode = force_generic_plan as $$
declare o record; v json;
begin
  select * into o from commitments.open_one(p_ctx, p_id);
  if o.person is not null then
    select json_build_object('id', x.id, 'kind', x.kind, 'state', x.state, 'version', x.version, 'what', x.what, 'detail', x.detail, 'area', x.area,
        'urgency', x.urgency, 'clockAt', x.clock_at, 'answerBy', x.answer_by, 'dueAt', x.due_at, 'proposedDueAt', x.proposed_due_at,
        'offeredAt', x.offered_at, 'offeredBy', x.offered_by, 'deliveredAt', x.delivered_at, 'receivedAt', x.received_at, 'receivedBy', x.received_by,
        'acceptedAt', x.accepted_at, 'acceptedBy', x.accepted_by, 'pausedUntil', x.paused_until, 'endedAt', x.ended_at, 'endReason', x.end_reason, 'endNote', x.end_note,
        'basis', x.basis_kind, 'followsId', x.follows_id,
        'from', json_build_object('kind', x.from_kind, 'unitId', x.from_unit_id), 'to', json_build_object('kind', x.to_kind, 'unitId', x.to_unit_id),
        'openTo', x.open_to, 'person', json_build_object('id', p.person_id, 'name', p.given_name || ' ' || p.family_name, 'birthDate', p.birth_date, 'protection', p.protection),
        'needs', coalesce((select json_agg(json_build_object('id', n.id, 'area', n.area, 'words', n.words, 'state', n.state)) from commitments.need n
          where n.person_id = x.person_id and n.id = any (x.need_ids)), '[]'),
        'history', coalesce((select json_agg(json_build_object('id', e.id, 'type', e.type, 'at', e.at, 'actor', split_part(e.actor, ':', 3), 'unitId', e.author_unit_id,
          'data', e.data) order by e.at, e.id) from commitments.event e where e.person_id = x.person_id and e.subject_id = x.id), '[]'))
      into v from commitments.commitment x join people.person p on p.person_id = x.person_id where x.person_id = o.person and x.id = p_id;
  end if;
  return coalesce(v, o.preview)::text;
end $$;
grant execute on function commitments.detail(text, uuid) to mellanrum_app;

-- ---------------------------------------------------------------- Mellanrummen
set local role mellanrum_definer;
-- Which joint body the caller's unit is, if any: it sees what has climbed to it, without who it is about.
create function commitments.joint_places(p_unit uuid) returns table (municipality_code text, level int)
language sql stable security definer set search_path = pg_catalog as $$
  select b.municipality_code, case b.level when 'operational' then 2 else 3 end from organisations.agreement_body b where b.unit_id = p_unit
$$;

create function commitments.gather_gaps(p_ctx text, p_limit int, p_after timestamptz, p_after_id uuid, p_mine_only boolean,
  out ids uuid[], out previews json, out counts json, out at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, commitments set plan_cache_mode = force_generic_plan as $$
declare
  c access.caller := access.enter(p_ctx);
  v_persons uuid[];
  v_at timestamptz := coalesce(p_after, '-infinity');
  v_id uuid := coalesce(p_after_id, '00000000-0000-0000-0000-000000000000');
  v_joint boolean;
begin
  if c.kind <> 'staff' then raise exception 'staff only' using errcode = 'MR404'; end if;
  at := c.now;
  v_joint := exists (select 1 from commitments.joint_places(c.unit_id));
  with listed as (
    (select g.id, g.person_id, g.since from commitments.gap g where not v_joint and g.move_unit_id = c.unit_id and g.closed_at is null
      and (g.since, g.id) > (v_at, v_id) order by g.since, g.id limit p_limit)
    union
    (select g.id, g.person_id, g.since from commitments.gap g where not v_joint and not p_mine_only and g.giver_unit_id = c.unit_id and g.closed_at is null
      and (g.since, g.id) > (v_at, v_id) order by g.since, g.id limit p_limit)
    union
    (select g.id, g.person_id, g.since from commitments.joint_places(c.unit_id) j, lateral (select * from commitments.gap g
        where g.municipality_code = j.municipality_code and g.level >= j.level and g.closed_at is null
          and (g.since, g.id) > (v_at, v_id) order by g.since, g.id limit p_limit) g where v_joint)
    order by since, id limit p_limit
  ), seen as (
    select l.*, a.person_id is not null and not v_joint as known from listed l
    left join people.author a on a.person_id = l.person_id and a.unit_id = c.unit_id
  )
  select array_agg(s.id) filter (where s.known), array_agg(distinct s.person_id) filter (where s.known),
    json_agg(json_build_object('id', g.id, 'kind', g.kind, 'area', g.area, 'since', g.since, 'level', g.level, 'levelAt', g.level_at, 'climbsAt', g.climbs_at,
      'moveUnitId', g.move_unit_id, 'giverUnitId', g.giver_unit_id, 'municipality', g.municipality_code, 'version', g.version, 'person', null,
      'subjectId', case when not v_joint then g.subject_id end, 'what', null,
      'answers', (select coalesce(json_agg(json_build_object('at', a.at, 'level', a.level, 'unitId', a.unit_id, 'actor', split_part(a.actor, ':', 3), 'words', a.words) order by a.at), '[]')
        from commitments.gap_answer a where a.person_id = g.person_id and a.gap_id = g.id))) filter (where not s.known)
    into ids, v_persons, previews
    from seen s left join commitments.gap g on not s.known and g.person_id = s.person_id and g.id = s.id;
  select json_build_object('byLevel', coalesce((select json_object_agg(q.level, q.n) from (
      select g.level, count(*) as n from (
        select a.id, a.level from commitments.gap a where not v_joint and a.move_unit_id = c.unit_id and a.closed_at is null
        union
        select b.id, b.level from commitments.gap b where not v_joint and not p_mine_only and b.giver_unit_id = c.unit_id and b.closed_at is null
        union
        select d.id, d.level from commitments.joint_places(c.unit_id) j, commitments.gap d
          where v_joint and d.municipality_code = j.municipality_code and d.level >= j.level and d.closed_at is null) g
      group by g.level) q), '{}')) into counts;
  perform audit.record(c, 'gaps', coalesce(v_persons, '{}'), 'list', jsonb_build_object('after', p_after));
end $$;
grant execute on function commitments.gather_gaps(text, int, timestamptz, uuid, boolean) to mellanrum_app;

set local role mellanrum_owner;
create function commitments.gaps(p_ctx text, p_limit int, p_after timestamptz, p_after_id uuid, p_mine_only boolean) returns text
language plpgsql volatile set search_path = pg_catalog, commitments set plan_cache_mode = force_generic_plan as $$
declare g record; v_rows json;
begin
  select * into g from commitments.gather_gaps(p_ctx, p_limit, p_after, p_after_id, p_mine_only);
  select json_agg(json_build_object('id', x.id, 'kind', x.kind, 'area', x.area, 'since', x.since, 'level', x.level, 'levelAt', x.level_at, 'climbsAt', x.climbs_at,
      'moveUnitId', x.move_unit_id, 'giverUnitId', x.giver_unit_id, 'municipality', x.municipality_code, 'version', x.version,
      'person', json_build_object('id', p.person_id, 'name', p.given_name || ' ' || p.family_name, 'birthDate', p.birth_date, 'protection', p.protection),
      'subjectId', x.subject_id, 'what', (select m.what from commitments.commitment m where m.person_id = x.person_id and m.id = x.subject_id),
      'answers', coalesce((select json_agg(json_build_object('at', a.at, 'level', a.level, 'unitId', a.unit_id, 'actor', split_part(a.actor, ':', 3), 'words', a.words) order by a.at)
        from commitments.gap_answer a where a.person_id = x.person_id and a.gap_id = x.id), '[]')) order by x.since, x.id)
    into v_rows
    from commitments.gap x join people.person p on p.person_id = x.person_id where x.id = any (g.ids);
  return json_build_object('now', g.at, 'counts', g.counts, 'rows', coalesce(v_rows, '[]'), 'previews', coalesce(g.previews, '[]'))::text;
end $$;
grant execute on function commitments.gaps(text, int, timestamptz, uuid, boolean) to mellanrum_app;

set local role mellanrum_definer;
-- A level can answer, not hide: the answer is added, the gap stands until what it says is done.
create function commitments.answer_gap(p_ctx text, p_key text, p_hash bytea, p_gap uuid, p_id uuid, p_words text) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare c access.caller := access.enter(p_ctx); g commitments.gap; v_before jsonb; v_level int; v_answer jsonb;
begin
  v_before := access.claim_for(c, p_key, p_hash);
  if v_before is not null then return v_before || '{"repeated": true}'; end if;
  select * into g from commitments.gap where id = p_gap for no key update;
  v_level := case
    when c.kind <> 'staff' or g.id is null then null
    when c.unit_id in (g.move_unit_id, g.giver_unit_id) then case when c.role = 'head' then 1 else 0 end
    else (select max(j.level) from commitments.joint_places(c.unit_id) j where j.municipality_code = g.municipality_code and g.level >= j.level) end;
  if v_level is null then raise exception 'no such gap' using errcode = 'MR404'; end if;
  if g.closed_at is not null then raise exception 'already closed' using errcode = 'MR409'; end if;
  insert into commitments.gap_answer (id, person_id, gap_id, level, unit_id, actor, words, at, author_unit_id)
    values (p_id, g.person_id, g.id, v_level, c.unit_id, c.actor, p_words, c.now, c.unit_id);
  perform audit.record(c, 'gap.answer', array[g.person_id], 'list', jsonb_build_object('gap', g.id, 'level', v_level));
  insert into notify.change (units, person_id, topic) values (array_remove(array[g.move_unit_id, g.giver_unit_id, c.unit_id], null), g.person_id, 'gap');
  v_answer := jsonb_build_object('id', p_id, 'level', v_level);
  perform access.settle_for(c, p_key, 201, v_answer);
  return jsonb_build_object('status', 201, 'answer', v_answer);
end $$;
grant execute on function commitments.answer_gap(text, text, bytea, uuid, uuid, text) to mellanrum_app;

-- ---------------------------------------------------------------- the clock
create function commitments.recheck_person() returns trigger language plpgsql security definer set search_path = pg_catalog, commitments as $$
begin
  insert into commitments.recheck values (new.person_id, '-infinity') on conflict (person_id) do update set at = '-infinity' where recheck.at > '-infinity';
  return null;
end $$;
-- A unit that closes leaves what it carries to be seen: everybody whom it is engaged with is judged when it closes.
create function commitments.recheck_unit() returns trigger language plpgsql security definer set search_path = pg_catalog, commitments as $$
begin
  insert into commitments.recheck select e.person_id, new.closed_at from people.engagement e where e.unit_id = new.id and e.valid_to is null
    order by e.person_id on conflict (person_id) do update set at = least(recheck.at, excluded.at);
  return null;
end $$;
grant execute on function commitments.recheck_person(), commitments.recheck_unit() to mellanrum_owner;
set local role mellanrum_owner;
do $$
declare t text;
begin
  foreach t in array array['people.engagement', 'people.named_contact', 'people.consent', 'people.voice', 'plans.plan', 'plans.goal', 'plans.follow_up', 'commitments.need'] loop
    execute format('create trigger recheck_person after insert or update on %s for each row execute function commitments.recheck_person()', t);
  end loop;
end $$;
create trigger recheck_unit after update of closed_at on organisations.unit for each row
  when (new.closed_at is distinct from old.closed_at and new.closed_at is not null) execute function commitments.recheck_unit();
create trigger recheck_person after update of state on commitments.commitment for each row
  when (new.kind = 'intervention' and new.ended_at is not null) execute function commitments.recheck_person();

set local role mellanrum_definer;
-- Promises whose clock has passed and that no open gap tells of; offers that have lapsed.
create function commitments.due(p_from timestamptz, p_now timestamptz, p_limit int) returns json
language sql stable security definer set search_path = pg_catalog, commitments as $$
  select coalesce(json_agg(json_build_object('id', x.id, 'personId', x.person_id, 'kind', x.kind, 'state', x.state, 'clockAt', x.clock_at, 'lapsesAt', x.lapses_at,
    'area', x.area, 'fromUnitId', x.from_unit_id, 'toUnitId', x.to_unit_id, 'openTo', x.open_to,
    'municipality', coalesce(m.municipality_code, f.municipality_code))), '[]')
  from (
    (select * from commitments.commitment c where c.ended_at is null and c.clock_at > p_from and c.clock_at <= p_now
      and not exists (select 1 from commitments.gap g where g.person_id = c.person_id and g.subject_id = c.id and g.closed_at is null
        and g.kind = case when c.state in ('offered', 'received', 'proposed') then 'unanswered' else 'overdue' end)
      order by c.clock_at limit p_limit)
    union
    (select * from commitments.commitment c where c.state in ('offered', 'received', 'proposed') and c.lapses_at <= p_now order by c.lapses_at limit p_limit)
  ) x
  left join organisations.unit m on m.id = coalesce(x.move_unit_id, x.to_unit_id, x.open_to[1])
  left join organisations.unit f on f.id = x.from_unit_id
$$;

create function commitments.climbing(p_now timestamptz, p_limit int) returns json
language sql stable security definer set search_path = pg_catalog, commitments as $$
  select coalesce(json_agg(json_build_object('id', g.id, 'personId', g.person_id, 'level', g.level, 'climbsAt', g.climbs_at, 'municipality', g.municipality_code)), '[]')
  from (select * from commitments.gap g where g.closed_at is null and g.level < 3 and g.climbs_at <= p_now order by g.climbs_at limit p_limit) g
$$;

create function commitments.raise_gaps(p_now timestamptz, p_gaps jsonb) returns int
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare n int;
begin
  with asked as (
    select * from jsonb_to_recordset(p_gaps) as r(id uuid, "personId" uuid, kind text, "subjectId" uuid, area text, since timestamptz, "moveUnitId" uuid,
      "giverUnitId" uuid, municipality text, "climbsAt" timestamptz)
  ), late as (
    -- Looked at again with the row held: what was answered or done since the clock saw it is no gap, and nothing would ever close it.
    select k.id, case when k.state in ('offered', 'received', 'proposed') then 'unanswered' else 'overdue' end as kind from commitments.commitment k
    where k.id in (select "subjectId" from asked where kind in ('unanswered', 'overdue')) and k.clock_at <= p_now order by k.id for no key update
  ), raised as (
    insert into commitments.gap (id, person_id, kind, subject_id, area, since, move_unit_id, giver_unit_id, municipality_code, level_at, climbs_at, author_unit_id)
    select r.id, r."personId", r.kind, r."subjectId", r.area, r.since, r."moveUnitId", r."giverUnitId", coalesce(r.municipality, '0000'), p_now, r."climbsAt", r."moveUnitId"
    from asked r where r.kind not in ('unanswered', 'overdue') or exists (select 1 from late where late.id = r."subjectId" and late.kind = r.kind)
    on conflict (person_id, kind, subject_id) where closed_at is null do nothing
    returning *
  ), told as (
    insert into notify.change (units, person_id, topic) select array_remove(array[move_unit_id, giver_unit_id], null), person_id, 'gap' from raised
  ), wrote as (
    insert into commitments.event (id, person_id, subject_id, type, at, actor, author_unit_id, data)
    select gen_random_uuid(), person_id, id, 'gap_raised', p_now, 'system::clock', move_unit_id, jsonb_build_object('kind', kind) from raised
  )
  select count(*) into n from raised;
  return n;
end $$;

create function commitments.climb_gaps(p_now timestamptz, p_climbs jsonb) returns int
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare n int;
begin
  with climbed as (
    update commitments.gap g set level = r.level, level_at = p_now, climbs_at = r."climbsAt", version = g.version + 1
    from jsonb_to_recordset(p_climbs) as r(id uuid, "personId" uuid, level int, "climbsAt" timestamptz)
    where g.person_id = r."personId" and g.id = r.id and g.closed_at is null and g.level = r.level - 1
    returning g.*
  ), told as (
    insert into notify.change (units, person_id, topic)
    select array_remove(array[c.move_unit_id, c.giver_unit_id], null) || coalesce((select array_agg(b.unit_id) from organisations.agreement_body b
      where b.municipality_code = c.municipality_code and (b.level = 'operational' and c.level >= 2 or b.level = 'strategic' and c.level >= 3)), '{}'), c.person_id, 'gap' from climbed c
  ), wrote as (
    insert into commitments.event (id, person_id, subject_id, type, at, actor, author_unit_id, data)
    select gen_random_uuid(), person_id, id, 'gap_climbed', p_now, 'system::clock', move_unit_id, jsonb_build_object('level', level) from climbed
  ), mailed as (
    insert into notify.mail (id, to_address, template, data, created_at)
    select gen_random_uuid(), u.email, 'gap_climbed', jsonb_build_object('level', c.level), p_now from climbed c
    join organisations.unit u on u.id = case when c.level = 1 then c.move_unit_id else (select b.unit_id from organisations.agreement_body b
      where b.municipality_code = c.municipality_code and b.level = case when c.level = 2 then 'operational' else 'strategic' end limit 1) end
    where u.email is not null
  )
  select count(*) into n from climbed;
  return n;
end $$;

-- The person's gaps of the kinds named are brought to what holds now: missing ones raised, those no longer true closed.
create function commitments.settle_gaps(p_now timestamptz, p_person uuid, p_kinds text[], p_wanted jsonb, p_next timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare n int;
begin
  -- Only what was judged of how things stand: whoever has changed something since has put the person back in the queue.
  perform 1 from commitments.recheck where person_id = p_person and at = p_now + interval '1 minute' for update;
  if not found then return 0; end if;
  with closed as (
    update commitments.gap g set closed_at = p_now, closed_by = 'system::clock', version = version + 1
    where g.person_id = p_person and g.closed_at is null and g.kind = any (p_kinds)
      and not exists (select 1 from jsonb_to_recordset(p_wanted) as r(kind text, "subjectId" uuid) where r.kind = g.kind and r."subjectId" = g.subject_id)
    returning *
  )
  insert into notify.change (units, person_id, topic) select array_remove(array[move_unit_id, giver_unit_id], null), person_id, 'gap' from closed;
  n := commitments.raise_gaps(p_now, p_wanted);
  if p_next is null then delete from commitments.recheck where person_id = p_person;
  else update commitments.recheck set at = p_next where person_id = p_person; end if;
  return n;
end $$;

-- Taken for a minute: long enough to be judged, and a process that dies leaves the person to the next.
create function commitments.to_recheck(p_now timestamptz, p_limit int) returns setof uuid
language sql volatile security definer set search_path = pg_catalog, commitments as $$
  update commitments.recheck r set at = p_now + interval '1 minute'
  from (select person_id from commitments.recheck where at <= p_now order by at, person_id limit p_limit for update skip locked) d
  where r.person_id = d.person_id returning r.person_id
$$;

-- What the rules need to judge a person's contacts and consents.
create function commitments.person_facts(p_person uuid, p_now timestamptz) returns json
language sql stable security definer set search_path = pg_catalog as $$
  select json_build_object('personId', p_person,
    'deceased', (select deceased_on is not null from people.person where person_id = p_person),
    'openNeeds', (select count(*) from commitments.need n where n.person_id = p_person and n.state = 'open'),
    'units', (select coalesce(json_agg(json_build_object('unitId', u.id, 'kind', u.kind, 'branch', pr.branch, 'authorityId', pr.authority_id,
        'authorityKind', a.kind, 'municipality', u.municipality_code, 'since', e.valid_from, 'role', e.role,
        'closedAt', u.closed_at, 'carries', (select count(*) from commitments.accountability c where c.person_id = p_person and c.unit_id = u.id and c.to_at is null)) order by e.valid_from, u.id), '[]')
      from people.engagement e join organisations.unit u on u.id = e.unit_id join organisations.provider pr on pr.id = u.provider_id
      join organisations.authority a on a.id = pr.authority_id
      where e.person_id = p_person and e.valid_from <= p_now and (e.valid_to is null or e.valid_to > p_now)),
    'contacts', (select coalesce(json_agg(json_build_object('kind', n.kind, 'unitId', n.unit_id)), '[]') from people.named_contact n
      where n.person_id = p_person and n.valid_from <= p_now and (n.valid_to is null or n.valid_to > p_now)),
    'consents', (select coalesce(json_agg(json_build_object('id', k.id, 'kind', k.kind, 'validUntil', k.valid_until, 'unitId', k.author_unit_id)), '[]')
      from people.consent k where k.person_id = p_person and k.decision = 'yes' and k.valid_until is not null
        and (k.withdrawn_at is null or k.withdrawn_at > p_now) and k.valid_until > p_now - interval '90 days'))
$$;

create function commitments.mark_sweep(p_name text, p_to timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, commitments as $$
  insert into commitments.sweep values (p_name, p_to, clock_timestamp()) on conflict (name) do update set swept_to = excluded.swept_to, ran_at = excluded.ran_at
$$;
create function commitments.swept_to(p_name text) returns timestamptz
language sql stable security definer set search_path = pg_catalog, commitments as $$ select swept_to from commitments.sweep where name = p_name $$;

grant execute on function commitments.due(timestamptz, timestamptz, int), commitments.climbing(timestamptz, int), commitments.raise_gaps(timestamptz, jsonb),
  commitments.climb_gaps(timestamptz, jsonb), commitments.settle_gaps(timestamptz, uuid, text[], jsonb, timestamptz), commitments.to_recheck(timestamptz, int),
  commitments.person_facts(uuid, timestamptz), commitments.mark_sweep(text, timestamptz), commitments.swept_to(text) to mellanrum_system;
