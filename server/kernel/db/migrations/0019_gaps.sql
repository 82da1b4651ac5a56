set local role mellanrum_owner;

-- ---------------------------------------------------------------- what a level does about a gap
create table commitments.gap_task_transition (
  from_state text not null,
  action text not null,
  to_state text not null,
  primary key (from_state, action)
);
comment on table commitments.gap_task_transition is 'Tillåtna övergångar för det som en nivå gör åt ett mellanrum. Samma tabell som i gap-deeds.rules.ts; ett test håller dem lika';

create table commitments.gap_task (
  id uuid not null,
  person_id uuid not null,
  gap_id uuid not null,
  kind text not null check (kind in ('take', 'assign', 'ask')),
  state text not null check (state in ('asked', 'taken', 'answered', 'declined', 'given_back', 'withdrawn', 'done', 'ended')),
  level int not null check (level between 0 and 3),
  from_unit_id uuid not null references organisations.unit,
  to_unit_id uuid not null references organisations.unit,
  words text not null check (length(words) <= 2000),
  made_at timestamptz not null,
  made_by text not null,
  answer_by timestamptz,
  done_by timestamptz,
  answered_at timestamptz,
  answered_by text,
  answer_words text not null default '' check (length(answer_words) <= 2000),
  late_at timestamptz,
  ended_at timestamptz,
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1,
  clock_at timestamptz generated always as (case state when 'asked' then answer_by when 'taken' then done_by end) stored,
  primary key (person_id, id),
  foreign key (person_id, gap_id) references commitments.gap (person_id, id),
  check (kind <> 'take' or from_unit_id = to_unit_id),
  check (kind = 'take' or (from_unit_id <> to_unit_id and answer_by is not null and words <> '')),
  -- The unit that has the move takes it or answers; to ask another is for its head and the joint groups.
  check (kind = 'take' or level >= 1),
  check (kind <> 'ask' or state not in ('taken', 'given_back', 'done')),
  check (kind = 'ask' or state <> 'answered'),
  check (state not in ('taken', 'done', 'given_back') or done_by is not null),
  check ((state in ('asked', 'taken')) = (ended_at is null)),
  check ((state in ('answered', 'declined')) <= (answer_words <> '')),
  check (answer_by is null or answer_by > made_at)
);
create unique index gap_task_id on commitments.gap_task (id);
create index gap_task_by_gap on commitments.gap_task (person_id, gap_id);
create unique index gap_task_one_taken on commitments.gap_task (person_id, gap_id) where state = 'taken';
create unique index gap_task_asked_once on commitments.gap_task (person_id, gap_id, to_unit_id, kind) where state = 'asked';
create index gap_task_waiting on commitments.gap_task (to_unit_id) where state in ('asked', 'taken');
create index gap_task_sent on commitments.gap_task (from_unit_id) where state in ('asked', 'taken');
create index gap_task_clock on commitments.gap_task (clock_at) where state in ('asked', 'taken') and late_at is null;
comment on table commitments.gap_task is 'Vad en nivå gör åt ett mellanrum: tar det, uppdrar åt en enhet, ställer en fråga. Aldrig utan klocka. Stänger inget: mellanrummet försvinner när saken är gjord';

alter table commitments.gap
  add column settled_at timestamptz,
  add column settled_by text,
  add column settled_unit_id uuid references organisations.unit,
  add column settled_level int check (settled_level between 1 and 3),
  add column settle_reason text check (settle_reason in ('accepted_risk', 'handled_otherwise', 'mistaken')),
  add column settle_words text,
  add column review_at timestamptz,
  add constraint gap_settled_whole check (
    (settled_at is null and settled_by is null and settled_unit_id is null and settled_level is null and settle_reason is null and settle_words is null and review_at is null)
    or (settled_by is not null and settled_unit_id is not null and settled_level is not null and settle_reason is not null
      and length(settle_words) between 1 and 2000 and review_at > settled_at)),
  -- What the law asks, or that a closed unit carries a need, is no risk to accept: the same table as in gap-deeds.rules.ts.
  add constraint gap_settled_may check (settle_reason is null or case settle_reason
    when 'accepted_risk' then kind in ('overdue', 'lapsed', 'declined_without_owner', 'no_coordinating_contact', 'follow_up_overdue', 'plan_hollow')
    else kind <> 'unit_closed' end);
create index gap_review on commitments.gap (review_at) where closed_at is null and settled_at is not null;
drop index commitments.gap_climb;
create index gap_climb on commitments.gap (climbs_at) where closed_at is null and settled_at is null and level < 3;
comment on column commitments.gap.settled_at is 'Avslutat med skäl av en nivå. Räknas och syns för alla på trappan, och öppnas igen när tiden för omprövning är inne om orsaken står kvar';

-- Who waits for whom, week by week: what has ended since a time and what has not, by either party.
create index commitment_owed_by on commitments.commitment (to_unit_id, ended_at) where from_kind = 'unit';
create index commitment_owed_to on commitments.commitment (from_unit_id, ended_at) where to_kind = 'unit';

insert into commitments.gap_task_transition values
  ('asked', 'accept', 'taken'), ('asked', 'decline', 'declined'), ('asked', 'answer', 'answered'), ('asked', 'withdraw', 'withdrawn'), ('asked', 'end', 'ended'),
  ('taken', 'finish', 'done'), ('taken', 'give_back', 'given_back'), ('taken', 'end', 'ended');
do $$
declare t text;
begin
  foreach t in array array['commitments.gap_task', 'commitments.gap_task_transition'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy commands on %s to mellanrum_definer using (true) with check (true)', t);
    execute format('grant select on %s to mellanrum_definer', t);
  end loop;
end $$;
grant insert, update on commitments.gap_task to mellanrum_definer;
create policy reference on commitments.gap_task_transition for select to mellanrum_owner using (true);

create function commitments.only_listed_gap_moves() returns trigger language plpgsql set search_path = pg_catalog, commitments as $$
begin
  if new.state = old.state and new.late_at is not distinct from old.late_at
      or new.state <> old.state and not exists (select 1 from commitments.gap_task_transition t where t.from_state = old.state and t.to_state = new.state) then
    raise exception 'what is done about a gap does not go from % to %', old.state, new.state using errcode = 'MR409';
  end if;
  if (new.id, new.gap_id, new.kind, new.level, new.from_unit_id, new.to_unit_id, new.words, new.made_at, new.made_by, new.answer_by)
      is distinct from (old.id, old.gap_id, old.kind, old.level, old.from_unit_id, old.to_unit_id, old.words, old.made_at, old.made_by, old.answer_by) then
    raise exception 'what was asked stands as it was asked' using errcode = 'MR405';
  end if;
  return new;
end $$;
create trigger only_listed_gap_moves before update on commitments.gap_task for each row execute function commitments.only_listed_gap_moves();
create trigger next_version before update on commitments.gap_task for each row execute function access.next_version();
create trigger never_emptied before truncate on commitments.gap_task for each statement execute function access.refuse_change();

set local role mellanrum_definer;
-- A level acts on a gap that stands. The gap is held, so that it does not close in between.
create function commitments.gap_stands() returns trigger language plpgsql security definer set search_path = pg_catalog, commitments as $$
begin
  perform 1 from commitments.gap g where g.person_id = new.person_id and g.id = new.gap_id and g.closed_at is null and g.settled_at is null for no key update;
  if not found then raise exception 'the gap has closed' using errcode = 'MR409'; end if;
  return new;
end $$;
-- With its cause a gap goes, and with the gap what was asked because of it. A gap that is settled or opened anew keeps what has been said.
create function commitments.end_gap_tasks() returns trigger language plpgsql security definer set search_path = pg_catalog, commitments as $$
declare t record; v_at timestamptz := coalesce(new.closed_at, new.settled_at); v_by text := coalesce(new.closed_by, new.settled_by);
begin
  for t in update commitments.gap_task set state = 'ended', ended_at = greatest(v_at, made_at), version = version + 1
    where person_id = new.person_id and gap_id = new.id and state in ('asked', 'taken') returning * loop
    insert into commitments.event (id, person_id, subject_id, type, at, actor, author_unit_id, data)
      values (gen_random_uuid(), t.person_id, t.id, 'gap_task_ended', v_at, v_by, t.author_unit_id, jsonb_build_object('gap', t.gap_id));
    insert into notify.change (units, person_id, topic) values (array[t.from_unit_id, t.to_unit_id], t.person_id, 'gap');
  end loop;
  return null;
end $$;
grant execute on function commitments.gap_stands(), commitments.end_gap_tasks() to mellanrum_owner;
set local role mellanrum_owner;
create trigger gap_stands before insert on commitments.gap_task for each row execute function commitments.gap_stands();
create trigger end_gap_tasks after update on commitments.gap for each row
  when (old.closed_at is null and new.closed_at is not null or old.settled_at is null and new.settled_at is not null) execute function commitments.end_gap_tasks();

-- ---------------------------------------------------------------- who sees a gap, and from which rung
drop function commitments.gaps(text, int, timestamptz, uuid, boolean);
create type commitments.gap_place as (level int, part text);
set local role mellanrum_definer;
drop function commitments.gather_gaps(text, int, timestamptz, uuid, boolean);
drop function commitments.answer_gap(text, text, bytea, uuid, uuid, text);

-- part: move (ours to do), giver (we wait), joint (reached us, or settled), asked (a level has asked us). Null: not seen.
create function commitments.place_on(c access.caller, g commitments.gap) returns commitments.gap_place
language plpgsql stable set search_path = pg_catalog, commitments as $$
declare v_level int;
begin
  if c.kind <> 'staff' or g.id is null then return null; end if;
  if c.unit_id = g.move_unit_id then return (case when c.role = 'head' then 1 else 0 end, 'move')::commitments.gap_place; end if;
  if c.unit_id = g.giver_unit_id then return (case when c.role = 'head' then 1 else 0 end, 'giver')::commitments.gap_place; end if;
  select max(j.level) into v_level from commitments.joint_places(c.unit_id) j
    where j.municipality_code = g.municipality_code and (g.level >= j.level or g.settled_at is not null);
  if v_level is not null then return (v_level, 'joint')::commitments.gap_place; end if;
  if exists (select 1 from commitments.gap_task t where t.person_id = g.person_id and t.gap_id = g.id and t.to_unit_id = c.unit_id) then
    return (case when c.role = 'head' then 1 else 0 end, 'asked')::commitments.gap_place;
  end if;
  return null;
end $$;

-- Everyone whose page may look different: the parties, the asked, and the joint groups that the gap has reached.
create function commitments.gap_audience(g commitments.gap, p_more uuid[]) returns uuid[]
language sql stable set search_path = pg_catalog, commitments as $$
  select array_agg(distinct x.id) from (
    select unnest(array[g.move_unit_id, g.giver_unit_id, g.settled_unit_id] || p_more) as id
    union select t.to_unit_id from commitments.gap_task t where t.person_id = g.person_id and t.gap_id = g.id
    union select t.from_unit_id from commitments.gap_task t where t.person_id = g.person_id and t.gap_id = g.id
    union select b.unit_id from organisations.agreement_body b where b.municipality_code = g.municipality_code
      and (g.settled_at is not null or g.level >= case b.level when 'operational' then 2 else 3 end)) x where x.id is not null
$$;

create function commitments.gap_answers(p_person uuid, p_gap uuid) returns json
language sql stable set search_path = pg_catalog as $$
  select coalesce(json_agg(json_build_object('at', a.at, 'level', a.level, 'unitId', a.unit_id, 'actor', split_part(a.actor, ':', 3), 'words', a.words) order by a.at), '[]')
  from commitments.gap_answer a where a.person_id = p_person and a.gap_id = p_gap
$$;
create function commitments.gap_tasks(p_person uuid, p_gap uuid) returns json
language sql stable set search_path = pg_catalog as $$
  select coalesce(json_agg(json_build_object('id', t.id, 'kind', t.kind, 'state', t.state, 'version', t.version, 'level', t.level,
    'fromUnitId', t.from_unit_id, 'toUnitId', t.to_unit_id, 'words', t.words, 'madeAt', t.made_at, 'madeBy', split_part(t.made_by, ':', 3),
    'answerBy', t.answer_by, 'doneBy', t.done_by, 'clockAt', t.clock_at, 'answeredAt', t.answered_at, 'answeredBy', split_part(t.answered_by, ':', 3),
    'answerWords', t.answer_words, 'endedAt', t.ended_at) order by t.made_at, t.id), '[]')
  from commitments.gap_task t where t.person_id = p_person and t.gap_id = p_gap
$$;
create function commitments.gap_line(g commitments.gap) returns jsonb
language sql stable set search_path = pg_catalog as $$
  select jsonb_build_object('id', g.id, 'kind', g.kind, 'area', g.area, 'since', g.since, 'level', g.level, 'levelAt', g.level_at, 'climbsAt', g.climbs_at,
    'moveUnitId', g.move_unit_id, 'giverUnitId', g.giver_unit_id, 'municipality', g.municipality_code, 'version', g.version,
    'settled', case when g.settled_at is not null then jsonb_build_object('at', g.settled_at, 'by', split_part(g.settled_by, ':', 3), 'unitId', g.settled_unit_id,
      'level', g.settled_level, 'reason', g.settle_reason, 'words', g.settle_words, 'reviewAt', g.review_at) end)
$$;

-- ---------------------------------------------------------------- the board
-- Which gaps stand on the caller's board after what was chosen, counted before they are cut into pages, logged in the same breath.
-- p_ask: limit, after (level, since, id), state (open, settled), part, unit, authority, area, kind, age, level.
create function commitments.gather_gaps(p_ctx text, p_ask jsonb, out ids uuid[], out tasks jsonb, out previews json, out asked json, out counts json, out unit uuid, out at timestamptz)
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
    select g.id, g.person_id, g.move_unit_id, 'move' as part from commitments.gap g where not v_joint and g.move_unit_id = u and g.closed_at is null
    union all
    select g.id, g.person_id, g.move_unit_id, 'giver' from commitments.gap g
      where not v_joint and g.giver_unit_id = u and g.move_unit_id <> u and g.closed_at is null
    union all
    select g.id, g.person_id, g.move_unit_id, 'joint' from (select municipality_code, min(level) as level from commitments.joint_places(u) group by 1) j
      join commitments.gap g on g.municipality_code = j.municipality_code and (g.level >= j.level or g.settled_at is not null) and g.closed_at is null where v_joint
    union all
    select g.id, g.person_id, g.move_unit_id, 'asked' from (select distinct t.person_id, t.gap_id from commitments.gap_task t
        where t.to_unit_id = u and t.state in ('asked', 'taken')) t
      join commitments.gap g on g.person_id = t.person_id and g.id = t.gap_id and g.closed_at is null
      where u <> g.move_unit_id and u is distinct from g.giver_unit_id and not v_joint
  ), judged as materialized (
    select g.id, g.person_id, g.kind, g.area, g.since, g.level, g.level_at, s.part, coalesce(h.to_unit_id, g.move_unit_id) as mover, pr.authority_id as authority,
      g.settled_at is not null as settled,
      case when g.since > c.now - interval '1 day' then 'day' when g.since > c.now - interval '7 days' then 'week'
        when g.since > c.now - interval '30 days' then 'month' else 'older' end as age,
      coalesce(h.to_unit_id, g.move_unit_id) = u as ours,
      exists (select 1 from commitments.gap_task t where t.person_id = g.person_id and t.gap_id = g.id and t.to_unit_id = u and t.state = 'asked') as to_us
    from seen s join commitments.gap g on g.person_id = s.person_id and g.id = s.id
    left join commitments.gap_task h on h.person_id = g.person_id and h.gap_id = g.id and h.state = 'taken'
    join organisations.unit n on n.id = coalesce(h.to_unit_id, g.move_unit_id) join organisations.provider pr on pr.id = n.provider_id
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
    select p.*, a.person_id is not null and not v_joint as known from page p
    left join people.author a on a.person_id = p.person_id and a.unit_id = u
  ), lines as (
    select k.known and k.part <> 'asked' as open, k.known and k.part = 'asked' as asked, k.person_id, k.id,
      case when not (k.known and k.part <> 'asked') then commitments.gap_line(g) || jsonb_build_object('part', k.part, 'person', null,
        'subjectId', case when not v_joint and k.part <> 'asked' then g.subject_id end, 'what', null,
        'answers', commitments.gap_answers(g.person_id, g.id), 'tasks', commitments.gap_tasks(g.person_id, g.id)) end as line
    from known k join commitments.gap g on g.person_id = k.person_id and g.id = k.id
  )
  select (select array_agg(l.id) filter (where l.open or l.asked) from lines l),
    (select jsonb_object_agg(l.id, commitments.gap_tasks(l.person_id, l.id)) filter (where l.open or l.asked) from lines l), (select array_agg(distinct l.person_id) filter (where l.open) from lines l),
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
grant execute on function commitments.gather_gaps(text, jsonb), commitments.gap_line(commitments.gap), commitments.gap_answers(uuid, uuid) to mellanrum_app;

-- One gap by its address, for whoever has it on the board.
create function commitments.open_gap(p_ctx text, p_id uuid, out person uuid, out line jsonb, out place commitments.gap_place, out history json, out role text,
  out authority uuid, out at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, commitments set plan_cache_mode = force_generic_plan as $$
declare c access.caller := access.enter(p_ctx); g commitments.gap; v_opened uuid[];
begin
  select * into g from commitments.gap x where x.id = p_id;
  place := commitments.place_on(c, g);
  if place.part is null then
    perform audit.record(c, 'gap.read', array_remove(array[g.person_id], null), 'list', jsonb_build_object('gap', p_id, 'refused', true));
    return;
  end if;
  v_opened := (audit.record(c, 'gap.read', case when place.part = 'joint' then '{}' else array[g.person_id] end,
    case when place.part = 'asked' then 'person' else 'list' end, jsonb_build_object('gap', p_id))).opened;
  if cardinality(v_opened) > 0 then person := g.person_id; end if;
  role := c.role;
  authority := c.authority_id;
  at := c.now;
  line := commitments.gap_line(g) || jsonb_build_object('part', place.part, 'person', null, 'subjectId', case when place.part in ('move', 'giver') then g.subject_id end, 'what', null,
    'closedAt', g.closed_at, 'answers', commitments.gap_answers(g.person_id, g.id), 'tasks', commitments.gap_tasks(g.person_id, g.id));
  history := (select json_agg(json_build_object('at', e.at, 'type', e.type, 'level', coalesce((e.data ->> 'level')::int, 0), 'actor', split_part(e.actor, ':', 3),
      'unitId', e.author_unit_id, 'words', e.data ->> 'words', 'reason', e.data ->> 'reason') order by e.at, e.id)
    from commitments.event e where e.person_id = g.person_id and e.subject_id = g.id);
end $$;
grant execute on function commitments.open_gap(text, uuid) to mellanrum_app;

reset role;
set local role mellanrum_owner;
create function commitments.gap_whole(x commitments.gap) returns jsonb
language sql stable set search_path = pg_catalog as $$
  select jsonb_build_object('person', json_build_object('id', p.person_id, 'name', p.given_name || ' ' || p.family_name, 'birthDate', p.birth_date, 'protection', p.protection),
    'subjectId', x.subject_id, 'what', (select m.what from commitments.commitment m where m.person_id = x.person_id and m.id = x.subject_id))
  from people.person p where p.person_id = x.person_id
$$;
grant execute on function commitments.gap_whole(commitments.gap) to mellanrum_app;

create function commitments.gaps(p_ctx text, p_ask jsonb) returns text
language plpgsql volatile set search_path = pg_catalog, commitments set plan_cache_mode = force_generic_plan as $$
declare g record; v_rows json; v_previews jsonb; v_shown uuid[];
begin
  select * into g from commitments.gather_gaps(p_ctx, p_ask);
  select json_agg(commitments.gap_line(x) || commitments.gap_whole(x) || jsonb_build_object(
      'part', case g.unit when x.move_unit_id then 'move' when x.giver_unit_id then 'giver' else 'asked' end,
      'answers', commitments.gap_answers(x.person_id, x.id), 'tasks', g.tasks -> x.id::text) order by x.level desc, x.since, x.id), array_agg(x.id)
    into v_rows, v_shown
    from commitments.gap x where x.id = any (g.ids) and exists (select 1 from people.person p where p.person_id = x.person_id);
  -- What the circle does not let the unit read stays without a name.
  select coalesce(jsonb_agg(q.line order by (q.line ->> 'level')::int desc, (q.line ->> 'since')::timestamptz, q.line ->> 'id'), '[]') into v_previews from (
    select value as line from jsonb_array_elements(coalesce(g.previews, '[]')::jsonb)
    union all select value from jsonb_array_elements(coalesce(g.asked, '[]')::jsonb) where not (value ->> 'id')::uuid = any (coalesce(v_shown, '{}'))) q;
  return json_build_object('now', g.at, 'counts', g.counts, 'rows', coalesce(v_rows, '[]'), 'previews', v_previews)::text;
end $$;

create function commitments.gap_detail(p_ctx text, p_id uuid) returns text
language plpgsql volatile set search_path = pg_catalog, commitments set plan_cache_mode = force_generic_plan as $$
declare o record; v jsonb;
begin
  select * into o from commitments.open_gap(p_ctx, p_id);
  if o.line is null then return null; end if;
  select commitments.gap_whole(x) into v from commitments.gap x where x.person_id = o.person and x.id = p_id;
  return (o.line || coalesce(v, '{}') || jsonb_build_object('now', o.at, 'myLevel', (o.place).level, 'myRole', o.role, 'history', coalesce(o.history, '[]')))::text;
end $$;
grant execute on function commitments.gaps(text, jsonb), commitments.gap_detail(text, uuid) to mellanrum_app;

-- ---------------------------------------------------------------- what a level answers and does
set local role mellanrum_definer;
-- What the rules need to judge a deed. Null when the caller has nothing to do with the gap.
create function commitments.load_gap(p_ctx text, p_gap uuid, p_to uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare c access.caller := access.enter(p_ctx); g commitments.gap; p commitments.gap_place;
begin
  select * into g from commitments.gap where id = p_gap;
  p := commitments.place_on(c, g);
  if p.part is null then return null; end if;
  return jsonb_build_object('id', g.id, 'kind', g.kind, 'level', g.level, 'version', g.version, 'municipality', g.municipality_code,
    'settledLevel', g.settled_level, 'closed', g.closed_at is not null, 'myLevel', p.level, 'part', p.part,
    'holder', (select t.to_unit_id from commitments.gap_task t where t.person_id = g.person_id and t.gap_id = g.id and t.state = 'taken'),
    'words', (select jsonb_build_array(q.given_name, q.family_name) || coalesce((select jsonb_agg(i.value) from people.person_identifier i where i.person_id = q.person_id), '[]')
      from people.person q where q.person_id = g.person_id),
    'receiver', (select jsonb_build_object('id', n.id, 'open', n.kind <> 'person' and (n.closed_at is null or n.closed_at > c.now),
        'own', r.authority_id = c.authority_id,
        'near', n.municipality_code = g.municipality_code or n.id in (g.move_unit_id, g.giver_unit_id) or r.authority_id in (
          select y.authority_id from organisations.unit x join organisations.provider y on y.id = x.provider_id where x.id in (g.move_unit_id, g.giver_unit_id)),
        'asked', exists (select 1 from commitments.gap_task t where t.person_id = g.person_id and t.gap_id = g.id and t.to_unit_id = n.id and t.state = 'asked'))
      from organisations.unit n join organisations.provider r on r.id = n.provider_id where n.id = p_to));
end $$;

-- A level can answer, not hide: the answer is added, the gap stands until what it says is done.
create function commitments.answer_gap(p_ctx text, p_key text, p_hash bytea, p_gap uuid, p_id uuid, p_words text) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare c access.caller := access.enter(p_ctx); g commitments.gap; v_before jsonb; p commitments.gap_place; v_answer jsonb;
begin
  v_before := access.claim_for(c, p_key, p_hash);
  if v_before is not null then return v_before || '{"repeated": true}'; end if;
  select * into g from commitments.gap where id = p_gap for no key update;
  p := commitments.place_on(c, g);
  if p.part is null then raise exception 'no such gap' using errcode = 'MR404'; end if;
  if g.closed_at is not null then raise exception 'already closed' using errcode = 'MR409'; end if;
  insert into commitments.gap_answer (id, person_id, gap_id, level, unit_id, actor, words, at, author_unit_id)
    values (p_id, g.person_id, g.id, p.level, c.unit_id, c.actor, p_words, c.now, c.unit_id);
  perform audit.record(c, 'gap.answer', array[g.person_id], 'list', jsonb_build_object('gap', g.id, 'level', p.level));
  insert into notify.change (units, person_id, topic) values (commitments.gap_audience(g, array[c.unit_id]), g.person_id, 'gap');
  v_answer := jsonb_build_object('id', p_id, 'level', p.level);
  perform access.settle_for(c, p_key, 201, v_answer);
  return jsonb_build_object('status', 201, 'answer', v_answer);
end $$;

-- Stores what the rules have decided that a level does: takes, assigns, asks, settles with a reason, opens again. All name the version seen.
create function commitments.store_gap_deed(p_ctx text, p_key text, p_hash bytea, p_gap uuid, p_seen int, p_deed jsonb, p_event jsonb) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare c access.caller := access.enter(p_ctx); g commitments.gap; t commitments.gap_task; v_before jsonb; p commitments.gap_place; v_answer jsonb; v_type text := p_deed ->> 'type';
begin
  v_before := access.claim_for(c, p_key, p_hash);
  if v_before is not null then return v_before || '{"repeated": true}'; end if;
  select * into g from commitments.gap where id = p_gap for no key update;
  p := commitments.place_on(c, g);
  if p.part is null then raise exception 'no such gap' using errcode = 'MR404'; end if;
  if g.version <> p_seen or g.closed_at is not null then raise exception 'stale' using errcode = 'MR409'; end if;
  if v_type in ('take', 'assign', 'ask') then
    perform 1 from organisations.unit u where u.id = coalesce((p_deed ->> 'toUnitId')::uuid, c.unit_id) and (u.closed_at is null or u.closed_at > c.now);
    if not found then raise exception 'unit closed' using errcode = 'MR410'; end if;
    insert into commitments.gap_task (id, person_id, gap_id, kind, state, level, from_unit_id, to_unit_id, words, made_at, made_by, answer_by, done_by, author_unit_id)
      values ((p_deed ->> 'id')::uuid, g.person_id, g.id, v_type, case v_type when 'take' then 'taken' else 'asked' end, p.level, c.unit_id,
        coalesce((p_deed ->> 'toUnitId')::uuid, c.unit_id), coalesce(p_deed ->> 'words', ''), c.now, c.actor, (p_deed ->> 'answerBy')::timestamptz,
        (p_deed ->> 'doneBy')::timestamptz, c.unit_id) returning * into t;
    perform commitments.write_event(c, g.person_id, t.id, p_event);
    update commitments.gap set version = version + 1 where person_id = g.person_id and id = g.id;
    insert into notify.mail (id, to_address, template, data, created_at)
      select gen_random_uuid(), u.email, 'gap_asked', jsonb_build_object('answerBy', t.answer_by), c.now from organisations.unit u
      where u.id = t.to_unit_id and t.state = 'asked' and u.email is not null;
  elsif v_type = 'settle' then
    if p.level < 1 or p.part = 'asked' then raise exception 'for a head or a joint group' using errcode = 'MR403'; end if;
    update commitments.gap set settled_at = c.now, settled_by = c.actor, settled_unit_id = c.unit_id, settled_level = p.level, settle_reason = p_deed ->> 'reason',
      settle_words = p_deed ->> 'words', review_at = (p_deed ->> 'reviewAt')::timestamptz, version = version + 1
      where person_id = g.person_id and id = g.id returning * into g;
    perform commitments.write_event(c, g.person_id, g.id, p_event);
  elsif v_type = 'reopen' then
    if g.settled_at is null or p.level < 1 then raise exception 'not settled' using errcode = 'MR409'; end if;
    perform commitments.write_event(c, g.person_id, g.id, p_event);
    insert into notify.change (units, person_id, topic) values (commitments.gap_audience(g, array[c.unit_id]), g.person_id, 'gap');
    update commitments.gap set settled_at = null, settled_by = null, settled_unit_id = null, settled_level = null, settle_reason = null, settle_words = null,
      review_at = null, climbs_at = case when level < 3 then (p_deed ->> 'climbsAt')::timestamptz end, version = version + 1
      where person_id = g.person_id and id = g.id;
  else
    raise exception 'unknown deed %', v_type using errcode = 'MR500';
  end if;
  perform audit.record(c, 'gap.' || v_type, array[g.person_id], 'list', jsonb_build_object('gap', g.id, 'level', p.level, 'to', t.to_unit_id));
  insert into notify.change (units, person_id, topic) values (commitments.gap_audience(g, array[c.unit_id]), g.person_id, 'gap');
  v_answer := jsonb_build_object('id', coalesce(t.id, g.id), 'gapId', g.id, 'level', p.level);
  perform access.settle_for(c, p_key, 201, v_answer);
  return jsonb_build_object('status', 201, 'answer', v_answer);
end $$;

create function commitments.load_gap_task(p_ctx text, p_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare c access.caller := access.enter(p_ctx); t commitments.gap_task;
begin
  select * into t from commitments.gap_task where id = p_id;
  if c.kind <> 'staff' or t.id is null or c.unit_id not in (t.from_unit_id, t.to_unit_id) then return null; end if;
  return jsonb_build_object('id', t.id, 'gapId', t.gap_id, 'kind', t.kind, 'state', t.state, 'version', t.version, 'fromUnitId', t.from_unit_id, 'toUnitId', t.to_unit_id,
    'held', exists (select 1 from commitments.gap_task h where h.person_id = t.person_id and h.gap_id = t.gap_id and h.state = 'taken' and h.id <> t.id),
    'words', (select jsonb_build_array(q.given_name, q.family_name) || coalesce((select jsonb_agg(i.value) from people.person_identifier i where i.person_id = q.person_id), '[]')
      from people.person q where q.person_id = t.person_id));
end $$;

create function commitments.store_gap_move(p_ctx text, p_key text, p_hash bytea, p_id uuid, p_seen int, p_action text, p_next jsonb, p_event jsonb) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare c access.caller := access.enter(p_ctx); o commitments.gap_task; g commitments.gap; v_before jsonb; v_answer jsonb; v_state text := p_next ->> 'state';
begin
  v_before := access.claim_for(c, p_key, p_hash);
  if v_before is not null then return v_before || '{"repeated": true}'; end if;
  -- The gap before what is done about it, as where it closes: two who act at once never wait for each other in a ring.
  select x.* into g from commitments.gap_task t join commitments.gap x on x.person_id = t.person_id and x.id = t.gap_id where t.id = p_id for no key update of x;
  select * into o from commitments.gap_task where id = p_id for no key update;
  if not found or c.kind <> 'staff' or c.unit_id not in (o.from_unit_id, o.to_unit_id) then raise exception 'no party' using errcode = 'MR404'; end if;
  if c.unit_id <> (case p_action when 'withdraw' then o.from_unit_id else o.to_unit_id end) then raise exception 'the other party''s' using errcode = 'MR404'; end if;
  if o.version <> p_seen or not exists (select 1 from commitments.gap_task_transition t where t.from_state = o.state and t.action = p_action and t.to_state = v_state) then
    raise exception 'stale' using errcode = 'MR409';
  end if;
  update commitments.gap_task set state = v_state, done_by = coalesce((p_next ->> 'doneBy')::timestamptz, done_by),
    answered_at = case when p_action <> 'withdraw' then c.now else answered_at end, answered_by = case when p_action <> 'withdraw' then c.actor else answered_by end,
    answer_words = coalesce(p_next ->> 'words', answer_words), ended_at = case when v_state in ('asked', 'taken') then null else greatest(c.now, made_at) end,
    late_at = null, version = o.version + 1
    where person_id = o.person_id and id = o.id;
  perform commitments.write_event(c, o.person_id, o.id, p_event);
  perform audit.record(c, 'gap.task.' || p_action, array[o.person_id], 'list', jsonb_build_object('gap', o.gap_id, 'task', o.id));
  insert into notify.change (units, person_id, topic) values (commitments.gap_audience(g, array[c.unit_id]), o.person_id, 'gap');
  v_answer := jsonb_build_object('id', o.id, 'gapId', o.gap_id, 'version', o.version + 1, 'state', v_state);
  perform access.settle_for(c, p_key, 200, v_answer);
  return jsonb_build_object('status', 200, 'answer', v_answer);
end $$;
grant execute on function commitments.load_gap(text, uuid, uuid), commitments.answer_gap(text, text, bytea, uuid, uuid, text),
  commitments.store_gap_deed(text, text, bytea, uuid, int, jsonb, jsonb), commitments.load_gap_task(text, uuid),
  commitments.store_gap_move(text, text, bytea, uuid, int, text, jsonb, jsonb) to mellanrum_app;

-- ---------------------------------------------------------------- the clock
-- What a level has settled does not climb while it is settled.
create or replace function commitments.climbing(p_now timestamptz, p_limit int) returns json
language sql stable security definer set search_path = pg_catalog, commitments as $$
  select coalesce(json_agg(json_build_object('id', g.id, 'personId', g.person_id, 'level', g.level, 'climbsAt', g.climbs_at, 'municipality', g.municipality_code)), '[]')
  from (select * from commitments.gap g where g.closed_at is null and g.settled_at is null and g.level < 3 and g.climbs_at <= p_now order by g.climbs_at limit p_limit) g
$$;

create function commitments.gaps_to_review(p_now timestamptz, p_limit int) returns json
language sql stable security definer set search_path = pg_catalog, commitments as $$
  select coalesce(json_agg(json_build_object('id', g.id, 'personId', g.person_id, 'level', g.level, 'version', g.version, 'municipality', g.municipality_code)), '[]')
  from (select * from commitments.gap g where g.closed_at is null and g.settled_at is not null and g.review_at <= p_now order by g.review_at limit p_limit) g
$$;

-- Its cause stands when the time of review has come: it is open again, on the rung where it was, and climbs from now.
create function commitments.reopen_gaps(p_now timestamptz, p_gaps jsonb) returns int
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare n int;
begin
  with asked as (
    select * from jsonb_to_recordset(p_gaps) as r(id uuid, "personId" uuid, version int, "climbsAt" timestamptz)
  ), opened as (
    update commitments.gap g set settled_at = null, settled_by = null, settled_unit_id = null, settled_level = null, settle_reason = null, settle_words = null,
      review_at = null, climbs_at = case when g.level < 3 then r."climbsAt" end, version = g.version + 1
    from asked r where g.person_id = r."personId" and g.id = r.id and g.version = r.version and g.closed_at is null and g.settled_at is not null and g.review_at <= p_now
    returning g.*
  ), told as (
    insert into notify.change (units, person_id, topic) select commitments.gap_audience(o, '{}'), o.person_id, 'gap' from opened o
  ), wrote as (
    insert into commitments.event (id, person_id, subject_id, type, at, actor, author_unit_id, data)
    select gen_random_uuid(), person_id, id, 'gap_reopened', p_now, 'system::clock', move_unit_id, jsonb_build_object('level', level, 'review', true) from opened
  )
  select count(*) into n from opened;
  return n;
end $$;

-- A question or a promise about a gap whose time has passed is marked once, so that both parties hear of it. The gap goes on climbing by its own clock.
create function commitments.mark_late_gap_tasks(p_now timestamptz, p_limit int) returns int
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare n int;
begin
  with late as (
    select t.person_id, t.id from commitments.gap_task t where t.state in ('asked', 'taken') and t.late_at is null and t.clock_at <= p_now
    order by t.clock_at limit p_limit for no key update skip locked
  ), marked as (
    update commitments.gap_task t set late_at = p_now, version = t.version + 1 from late l where t.person_id = l.person_id and t.id = l.id returning t.*
  ), told as (
    insert into notify.change (units, person_id, topic) select array[m.from_unit_id, m.to_unit_id], m.person_id, 'gap' from marked m
  ), wrote as (
    insert into commitments.event (id, person_id, subject_id, type, at, actor, author_unit_id, data)
    select gen_random_uuid(), person_id, id, 'gap_task_late', p_now, 'system::clock', author_unit_id, jsonb_build_object('gap', gap_id) from marked
  )
  select count(*) into n from marked;
  return n;
end $$;
grant execute on function commitments.gaps_to_review(timestamptz, int), commitments.reopen_gaps(timestamptz, jsonb),
  commitments.mark_late_gap_tasks(timestamptz, int) to mellanrum_system;

-- ---------------------------------------------------------------- who waits for whom
-- p_from and p_to: the week. Promises between units that the caller's unit is party to, or between units of the municipalities that a joint
-- group leads, told by organisation only: nothing of a person stands in it. Counted where access is judged, not after.
create function commitments.week_scope(c access.caller) returns uuid[]
language sql stable set search_path = pg_catalog, commitments as $$
  select case when exists (select 1 from commitments.joint_places(c.unit_id)) then
    (select array_agg(n.id) from organisations.unit n where n.municipality_code in (select j.municipality_code from commitments.joint_places(c.unit_id) j))
    else array[c.unit_id] end
$$;

create function commitments.promises_between(p_scope uuid[], p_since timestamptz)
returns table (id uuid, person_id uuid, from_unit uuid, to_unit uuid, state text, offered_at timestamptz, accepted_at timestamptz, answer_by timestamptz, due_at timestamptz,
  clock_at timestamptz, ended_at timestamptz)
language sql stable set search_path = pg_catalog, commitments as $$
  select x.id, x.person_id, x.from_unit_id, x.to_unit_id, x.state, x.offered_at, x.accepted_at, x.answer_by, x.due_at, x.clock_at, x.ended_at
  from commitments.commitment x where x.to_unit_id = any (p_scope) and x.from_kind = 'unit' and x.from_unit_id <> x.to_unit_id and (x.ended_at is null or x.ended_at >= p_since)
  union all
  select x.id, x.person_id, x.from_unit_id, x.to_unit_id, x.state, x.offered_at, x.accepted_at, x.answer_by, x.due_at, x.clock_at, x.ended_at
  from commitments.commitment x where x.from_unit_id = any (p_scope) and x.to_kind = 'unit' and x.to_unit_id is not null and not x.to_unit_id = any (p_scope)
    and (x.ended_at is null or x.ended_at >= p_since)
$$;

-- How a promise stood in a week: kept or broken when it ended in it, else open or late when it was over; null when it was neither. A past
-- pause is not remembered here.
create function commitments.stood(p_state text, p_offered timestamptz, p_accepted timestamptz, p_answer_by timestamptz, p_due timestamptz, p_clock timestamptz, p_ended timestamptz,
  p_from timestamptz, p_to timestamptz, p_now timestamptz) returns text
language sql immutable as $$
  select case
    when p_ended >= p_from and p_ended < p_to then case p_state when 'kept' then 'kept' when 'not_kept' then 'broken' when 'lapsed' then 'broken' end
    when p_offered >= p_to or p_ended < p_to then null
    when p_to > p_now then case when p_clock <= p_now then 'late' else 'open' end
    when (case when p_accepted < p_to then p_due else p_answer_by end) < p_to then 'late' else 'open' end
$$;

create function commitments.week(p_ctx text, p_weeks timestamptz[], p_pick int) returns json
language plpgsql volatile security definer set search_path = pg_catalog, commitments set plan_cache_mode = force_custom_plan as $$
declare c access.caller := access.enter(p_ctx); v_scope uuid[] := commitments.week_scope(c); v json;
begin
  if c.kind <> 'staff' then raise exception 'staff only' using errcode = 'MR404'; end if;
  with all_of as materialized (select * from commitments.promises_between(v_scope, p_weeks[1])),
  cells as (
    select from_unit, to_unit, count(*) filter (where s = 'open') as open, count(*) filter (where s = 'late') as late,
      count(*) filter (where s = 'kept') as kept, count(*) filter (where s = 'broken') as broken
    from (select p.from_unit, p.to_unit, commitments.stood(p.state, p.offered_at, p.accepted_at, p.answer_by, p.due_at, p.clock_at, p.ended_at, p_weeks[p_pick], p_weeks[p_pick + 1], c.now) as s
      from all_of p) x where s is not null group by from_unit, to_unit
  ), ends as (
    select width_bucket(p.ended_at, p_weeks) as week, count(*) filter (where p.state = 'kept') as kept, count(*) filter (where p.state in ('not_kept', 'lapsed')) as broken
    from all_of p where p.ended_at is not null group by 1
  )
  select json_build_object('now', c.now, 'unitId', c.unit_id, 'joint', exists (select 1 from commitments.joint_places(c.unit_id)),
    'cells', coalesce((select json_agg(json_build_object('from', from_unit, 'to', to_unit, 'open', open, 'late', late, 'kept', kept, 'broken', broken)
      order by from_unit, to_unit) from cells), '[]'),
    'ends', coalesce((select json_agg(json_build_object('week', week, 'kept', kept, 'broken', broken)) from ends), '[]')) into v;
  perform audit.record(c, 'week', '{}', 'list', jsonb_build_object('from', p_weeks[p_pick], 'to', p_weeks[p_pick + 1]));
  return v;
end $$;

-- The promises behind a figure. The unit's own are read as on its list; others stand without anything that could tell who.
create function commitments.gather_week(p_ctx text, p_from timestamptz, p_to timestamptz, p_waits uuid[], p_owes uuid[], p_stood text, p_limit int,
  out ids uuid[], out previews json, out total int, out at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, commitments set plan_cache_mode = force_custom_plan as $$
declare c access.caller := access.enter(p_ctx); v_scope uuid[] := commitments.week_scope(c); v_persons uuid[];
begin
  if c.kind <> 'staff' then raise exception 'staff only' using errcode = 'MR404'; end if;
  at := c.now;
  with found as (
    select p.*, commitments.stood(p.state, p.offered_at, p.accepted_at, p.answer_by, p.due_at, p.clock_at, p.ended_at, p_from, p_to, c.now) as s
    from commitments.promises_between(v_scope, p_from) p where p.from_unit = any (p_waits) and p.to_unit = any (p_owes)
  ), fit as (
    select * from found f where f.s is not null and (p_stood is null or f.s = p_stood)
  ), page as (
    select * from fit order by case s when 'late' then 0 when 'broken' then 1 when 'open' then 2 else 3 end, coalesce(clock_at, ended_at), id limit p_limit
  ), known as (
    select p.*, x.kind, x.area, x.urgency, x.received_at, x.paused_until, x.proposed_due_at, x.version, x.what,
      c.unit_id = p.from_unit or c.unit_id = p.to_unit as party, c.unit_id = p.from_unit or c.unit_id = p.to_unit and x.disclosed_at is not null as open
    from page p join commitments.commitment x on x.person_id = p.person_id and x.id = p.id
  )
  select array_agg(k.id) filter (where k.open), array_agg(distinct k.person_id) filter (where k.open), (select count(*) from fit),
    json_agg(json_build_object('id', case when k.party then k.id end, 'stood', k.s, 'kind', k.kind, 'state', k.state, 'what', case when k.party then k.what end, 'area', k.area,
      'urgency', k.urgency, 'clockAt', k.clock_at, 'endedAt', k.ended_at, 'offeredAt', k.offered_at, 'fromUnitId', k.from_unit, 'toUnitId', k.to_unit,
      'person', null)) filter (where not k.open)
    into ids, v_persons, total, previews from known k;
  perform audit.record(c, 'week.promises', coalesce(v_persons, '{}'), 'list', jsonb_build_object('from', p_from, 'stood', p_stood));
end $$;
grant execute on function commitments.week(text, timestamptz[], int), commitments.gather_week(text, timestamptz, timestamptz, uuid[], uuid[], text, int),
  commitments.stood(text, timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, timestamptz, timestamptz) to mellanrum_app;

reset role;
set local role mellanrum_owner;
create function commitments.week_promises(p_ctx text, p_from timestamptz, p_to timestamptz, p_waits uuid[], p_owes uuid[], p_stood text, p_limit int) returns text
language plpgsql volatile set search_path = pg_catalog, commitments set plan_cache_mode = force_custom_plan as $$
declare g record; v_rows json;
begin
  select * into g from commitments.gather_week(p_ctx, p_from, p_to, p_waits, p_owes, p_stood, p_limit);
  select json_agg(json_build_object('id', x.id, 'stood', commitments.stood(x.state, x.offered_at, x.accepted_at, x.answer_by, x.due_at, x.clock_at, x.ended_at, p_from, p_to, g.at),
      'kind', x.kind, 'state', x.state, 'what', x.what, 'area', x.area, 'urgency', x.urgency, 'clockAt', x.clock_at, 'endedAt', x.ended_at, 'offeredAt', x.offered_at,
      'fromUnitId', x.from_unit_id, 'toUnitId', x.to_unit_id,
      'person', json_build_object('id', p.person_id, 'name', p.given_name || ' ' || p.family_name, 'birthDate', p.birth_date, 'protection', p.protection))
      order by coalesce(x.clock_at, x.ended_at), x.id)
    into v_rows from commitments.commitment x join people.person p on p.person_id = x.person_id where x.id = any (g.ids);
  return json_build_object('now', g.at, 'total', g.total, 'rows', coalesce(v_rows, '[]'), 'previews', coalesce(g.previews, '[]'))::text;
end $$;
grant execute on function commitments.week_promises(text, timestamptz, timestamptz, uuid[], uuid[], text, int) to mellanrum_app;
