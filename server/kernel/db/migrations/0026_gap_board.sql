-- The board of gaps read each gap of the county to show a unit's eight, and planned five small functions anew for each row shown.
-- A function that pins its search path is never taken into the statement that calls it: those that only shape a row do not, and name nothing but pg_catalog.
set local role mellanrum_definer;
create or replace function commitments.gap_line(g commitments.gap) returns jsonb
language sql stable as $$
  select jsonb_build_object('id', g.id, 'kind', g.kind, 'area', g.area, 'since', g.since, 'level', g.level, 'levelAt', g.level_at, 'climbsAt', g.climbs_at,
    'moveUnitId', g.move_unit_id, 'giverUnitId', g.giver_unit_id, 'municipality', g.municipality_code, 'version', g.version,
    'settled', case when g.settled_at is not null then jsonb_build_object('at', g.settled_at, 'by', split_part(g.settled_by, ':', 3), 'unitId', g.settled_unit_id,
      'level', g.settled_level, 'reason', g.settle_reason, 'words', g.settle_words, 'reviewAt', g.review_at) end)
$$;
create function commitments.gap_task_line(t commitments.gap_task) returns json
language sql stable as $$
  select json_build_object('id', t.id, 'kind', t.kind, 'state', t.state, 'version', t.version, 'level', t.level,
    'fromUnitId', t.from_unit_id, 'toUnitId', t.to_unit_id, 'words', t.words, 'madeAt', t.made_at, 'madeBy', split_part(t.made_by, ':', 3),
    'answerBy', t.answer_by, 'doneBy', t.done_by, 'clockAt', t.clock_at, 'answeredAt', t.answered_at, 'answeredBy', split_part(t.answered_by, ':', 3),
    'answerWords', t.answer_words, 'endedAt', t.ended_at)
$$;
create function commitments.gap_answer_line(a commitments.gap_answer) returns json
language sql stable as $$
  select json_build_object('at', a.at, 'level', a.level, 'unitId', a.unit_id, 'actor', split_part(a.actor, ':', 3), 'words', a.words)
$$;
grant execute on function commitments.gap_answer_line(commitments.gap_answer) to mellanrum_app;
create or replace function commitments.gap_answers(p_person uuid, p_gap uuid) returns json
language sql stable set search_path = pg_catalog as $$
  select coalesce(json_agg(commitments.gap_answer_line(a) order by a.at), '[]') from commitments.gap_answer a where a.person_id = p_person and a.gap_id = p_gap
$$;
create or replace function commitments.gap_tasks(p_person uuid, p_gap uuid) returns json
language sql stable set search_path = pg_catalog as $$
  select coalesce(json_agg(commitments.gap_task_line(t) order by t.made_at, t.id), '[]') from commitments.gap_task t where t.person_id = p_person and t.gap_id = p_gap
$$;

create or replace function commitments.gather_gaps(p_ctx text, p_ask jsonb, out ids uuid[], out tasks jsonb, out previews json, out asked json, out counts json, out unit uuid, out at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, commitments set plan_cache_mode = force_generic_plan as $$
declare
  c access.caller := access.enter(p_ctx);
  u uuid := c.unit_id;
  v_limit int := (p_ask ->> 'limit')::int;
  v_level int := coalesce((p_ask ->> 'afterLevel')::int, 4);
  v_since timestamptz := coalesce((p_ask ->> 'after')::timestamptz, '-infinity');
  v_id uuid := coalesce((p_ask ->> 'afterId')::uuid, '00000000-0000-0000-0000-000000000000');
  v_settled boolean := p_ask ->> 'state' = 'settled';
  v_part text := p_ask ->> 'part';
  v_unit uuid := (p_ask ->> 'unit')::uuid;
  v_authority uuid := (p_ask ->> 'authority')::uuid;
  v_area text := p_ask ->> 'area';
  v_kind text := p_ask ->> 'kind';
  v_age text := p_ask ->> 'age';
  v_rung int := (p_ask ->> 'level')::int;
  -- The latest to have reached its rung first; for a first look, without a next page.
  v_arrived boolean := p_ask ->> 'order' = 'arrived';
  v_joint boolean;
  v_persons uuid[];
  v_asked uuid[];
begin
  if c.kind <> 'staff' then raise exception 'staff only' using errcode = 'MR404'; end if;
  at := c.now;
  unit := u;
  v_joint := exists (select 1 from commitments.joint_places(u));
  with seen as (
    select g, 'move' as part from commitments.gap g where not v_joint and g.move_unit_id = u and g.closed_at is null
    union all
    select g, 'giver' from commitments.gap g where not v_joint and g.giver_unit_id = u and g.move_unit_id <> u and g.closed_at is null
    union all
    select g, 'joint' from (select municipality_code, min(level) as level from commitments.joint_places(u) group by 1) j
      join commitments.gap g on g.municipality_code = j.municipality_code and (g.level >= j.level or g.settled_at is not null) and g.closed_at is null where v_joint
    union all
    select g, 'asked' from (select distinct t.person_id, t.gap_id from commitments.gap_task t where t.to_unit_id = u and t.state in ('asked', 'taken')) t
      join commitments.gap g on g.person_id = t.person_id and g.id = t.gap_id and g.closed_at is null
      where u <> g.move_unit_id and u is distinct from g.giver_unit_id and not v_joint
  ), moved as materialized (
    select s.g, s.part, coalesce((select h.to_unit_id from commitments.gap_task h where h.person_id = (s.g).person_id and h.gap_id = (s.g).id and h.state = 'taken'),
      (s.g).move_unit_id) as mover from seen s
  ), judged as materialized (
    select m.g, (m.g).id, (m.g).kind, (m.g).area, (m.g).since, (m.g).level, (m.g).level_at, m.part, m.mover,
      (select pr.authority_id from organisations.unit n join organisations.provider pr on pr.id = n.provider_id where n.id = m.mover) as authority,
      (m.g).settled_at is not null as settled,
      case when (m.g).since > c.now - interval '1 day' then 'day' when (m.g).since > c.now - interval '7 days' then 'week'
        when (m.g).since > c.now - interval '30 days' then 'month' else 'older' end as age,
      m.mover = u as ours,
      exists (select 1 from commitments.gap_task t where t.person_id = (m.g).person_id and t.gap_id = (m.g).id and t.to_unit_id = u and t.state = 'asked') as to_us
    from moved m
  ), held as materialized (
    select j.*, j.settled = v_settled as f_state,
      v_part is null or case v_part when 'ours' then j.ours when 'wait' then not j.ours when 'asked' then j.to_us or j.part = 'asked' end as f_part,
      v_unit is null or j.mover = v_unit as f_unit, v_authority is null or j.authority = v_authority as f_authority,
      v_area is null or j.area = v_area as f_area, v_kind is null or j.kind = v_kind as f_kind, v_age is null or j.age = v_age as f_age,
      v_rung is null or j.level = v_rung as f_level
    from judged j
  ), page as (
    select * from held h where f_state and f_part and f_unit and f_authority and f_area and f_kind and f_age and f_level
      and (h.level < v_level or h.level = v_level and (h.since, h.id) > (v_since, v_id))
    order by case when v_arrived then h.level_at end desc, h.level desc, h.since, h.id limit v_limit
  ), known as (
    select p.part, p.g, not v_joint and exists (select 1 from people.author a where a.person_id = (p.g).person_id and a.unit_id = u) as known,
      (select coalesce(json_agg(commitments.gap_task_line(t) order by t.made_at, t.id), '[]') from commitments.gap_task t
        where t.person_id = (p.g).person_id and t.gap_id = (p.g).id) as tasks
    from page p
  ), lines as (
    select k.known and k.part <> 'asked' as open, k.known and k.part = 'asked' as asked, (k.g).person_id, (k.g).id, k.tasks,
      case when not (k.known and k.part <> 'asked') then commitments.gap_line(k.g) || jsonb_build_object('part', k.part, 'person', null,
        'subjectId', case when not v_joint and k.part <> 'asked' then (k.g).subject_id end, 'what', null, 'tasks', k.tasks,
        'answers', (select coalesce(json_agg(commitments.gap_answer_line(a) order by a.at), '[]') from commitments.gap_answer a
          where a.person_id = (k.g).person_id and a.gap_id = (k.g).id)) end as line
    from known k
  )
  select (select array_agg(l.id) filter (where l.open or l.asked) from lines l),
    (select jsonb_object_agg(l.id, l.tasks) filter (where l.open or l.asked) from lines l), (select array_agg(distinct l.person_id) filter (where l.open) from lines l),
    (select array_agg(distinct l.person_id) filter (where l.asked) from lines l),
    (select json_agg(l.line) filter (where not l.open and not l.asked) from lines l), (select json_agg(l.line) filter (where l.asked) from lines l),
    json_build_object(
      'byLevel', coalesce((select json_object_agg(x.level, x.n) from (select level, count(*) as n from held
        where f_state and f_part and f_unit and f_authority and f_area and f_kind and f_age and f_level group by level) x), '{}'),
      'state', (select json_build_object('open', count(*) filter (where not settled), 'settled', count(*) filter (where settled)) from held
        where f_part and f_unit and f_authority and f_area and f_kind and f_age and f_level),
      'part', (select json_build_object('all', count(*), 'ours', count(*) filter (where ours), 'wait', count(*) filter (where not ours),
        'asked', count(*) filter (where to_us or part = 'asked')) from held where f_state and f_unit and f_authority and f_area and f_kind and f_age and f_level),
      'unit', coalesce((select json_object_agg(x.k, x.n) from (select mover as k, count(*) as n from held
        where f_state and f_part and f_authority and f_area and f_kind and f_age and f_level group by mover) x), '{}'),
      'authority', coalesce((select json_object_agg(x.k, x.n) from (select authority as k, count(*) as n from held
        where f_state and f_part and f_unit and f_area and f_kind and f_age and f_level group by authority) x), '{}'),
      'area', coalesce((select json_object_agg(x.k, x.n) from (select area as k, count(*) as n from held
        where area is not null and f_state and f_part and f_unit and f_authority and f_kind and f_age and f_level group by area) x), '{}'),
      'kind', coalesce((select json_object_agg(x.k, x.n) from (select kind as k, count(*) as n from held
        where f_state and f_part and f_unit and f_authority and f_area and f_age and f_level group by kind) x), '{}'),
      'age', coalesce((select json_object_agg(x.k, x.n) from (select age as k, count(*) as n from held
        where f_state and f_part and f_unit and f_authority and f_area and f_kind and f_level group by age) x), '{}'),
      'level', coalesce((select json_object_agg(x.k, x.n) from (select level as k, count(*) as n from held
        where f_state and f_part and f_unit and f_authority and f_area and f_kind and f_age group by level) x), '{}'))
    into ids, tasks, v_persons, v_asked, previews, asked, counts;
  -- Whoever was asked by a level may know whom it is about only as the care circle lets it: each person is opened and judged by itself.
  if cardinality(v_asked) > 0 then perform audit.record(c, 'gaps', v_asked, 'person', '{"asked": true}'); end if;
  perform audit.record(c, 'gaps', coalesce(v_persons, '{}'), 'list', jsonb_strip_nulls(p_ask - 'limit'));
end $$;

reset role;
set local role mellanrum_owner;
-- What a gap is when one may know whom it is about: the person, and the promise that it is about.
create function commitments.gap_about(x commitments.gap, p people.person, p_what text) returns jsonb
language sql stable as $$
  select jsonb_build_object('person', json_build_object('id', p.person_id, 'name', p.given_name || ' ' || p.family_name, 'birthDate', p.birth_date, 'protection', p.protection),
    'subjectId', x.subject_id, 'what', p_what)
$$;
grant execute on function commitments.gap_about(commitments.gap, people.person, text) to mellanrum_app;
create or replace function commitments.gap_whole(x commitments.gap) returns jsonb
language sql stable set search_path = pg_catalog as $$
  select commitments.gap_about(x, p, (select m.what from commitments.commitment m where m.person_id = x.person_id and m.id = x.subject_id))
  from people.person p where p.person_id = x.person_id
$$;

create or replace function commitments.gaps(p_ctx text, p_ask jsonb) returns text
language plpgsql volatile set search_path = pg_catalog, commitments set plan_cache_mode = force_generic_plan as $$
declare g record; v_rows json; v_previews jsonb; v_shown uuid[];
begin
  select * into g from commitments.gather_gaps(p_ctx, p_ask);
  select json_agg(commitments.gap_line(x)
      || commitments.gap_about(x, p, (select m.what from commitments.commitment m where m.person_id = x.person_id and m.id = x.subject_id)) || jsonb_build_object(
      'part', case g.unit when x.move_unit_id then 'move' when x.giver_unit_id then 'giver' else 'asked' end,
      'tasks', g.tasks -> x.id::text, 'answers', (select coalesce(json_agg(commitments.gap_answer_line(a) order by a.at), '[]')
        from commitments.gap_answer a where a.person_id = x.person_id and a.gap_id = x.id)) order by x.level desc, x.since, x.id), array_agg(x.id)
    into v_rows, v_shown
    from commitments.gap x join people.person p on p.person_id = x.person_id where x.id = any (g.ids);
  -- What the circle does not let the unit read stays without a name.
  select coalesce(jsonb_agg(q.line order by (q.line ->> 'level')::int desc, (q.line ->> 'since')::timestamptz, q.line ->> 'id'), '[]') into v_previews from (
    select value as line from jsonb_array_elements(coalesce(g.previews, '[]')::jsonb)
    union all select value from jsonb_array_elements(coalesce(g.asked, '[]')::jsonb) where not (value ->> 'id')::uuid = any (coalesce(v_shown, '{}'))) q;
  return json_build_object('now', g.at, 'counts', g.counts, 'rows', coalesce(v_rows, '[]'), 'previews', v_previews)::text;
end $$;

reset role;
