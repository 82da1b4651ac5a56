set local role mellanrum_owner;

-- ---------------------------------------------------------------- what each has seen
create table plans.look (
  person_id uuid not null,
  plan_id uuid not null,
  actor_id uuid not null,
  place uuid not null,
  seen_to timestamptz not null,
  primary key (person_id, plan_id, actor_id, place),
  foreign key (person_id, plan_id) references plans.plan (person_id, id)
);
comment on table plans.look is 'Hur långt var och en har sett vad som hänt i en plan. Bara den egna går att nå, och säger ingen annan något';
comment on column plans.look.place is 'Enheten som den som såg arbetade på: den som har två uppdrag ser två planer';

-- ---------------------------------------------------------------- the person's own judgement of each goal
alter table plans.evaluation
  add column own_rating int check (own_rating between 0 and 10),
  add column own_words text not null default '' check (length(own_words) <= 2000),
  add column gas int check (gas between -2 and 2);
comment on column plans.evaluation.own_rating is 'Personens egen skattning: 0 = inte alls nått målet, 10 = nått det helt (Goal Based Outcomes, Law & Jacob 2015)';
comment on column plans.evaluation.gas is 'Goal Attainment Scaling (Kiresuk & Sherman 1968): -2 till +2 mot nivåer skrivna i förväg';
alter table plans.goal
  add column level_1 text not null default '' check (length(level_1) <= 500),
  add column level_2 text not null default '' check (length(level_2) <= 500),
  add column level_3 text not null default '' check (length(level_3) <= 500),
  add column level_4 text not null default '' check (length(level_4) <= 500),
  add column level_5 text not null default '' check (length(level_5) <= 500),
  -- All five or none: a scale with a hole in it measures nothing.
  add constraint goal_levels_whole check ((level_1 <> '') = (level_2 <> '') and (level_1 <> '') = (level_3 <> '')
    and (level_1 <> '') = (level_4 <> '') and (level_1 <> '') = (level_5 <> ''));
comment on column plans.goal.level_1 is 'GAS -2: mycket sämre än väntat; level_3 = det väntade (0), level_5 = mycket bättre (+2)';

-- ---------------------------------------------------------------- who starts it
-- A wish of the person's or a relative's is refused only with words.
alter table commitments.commitment add constraint wish_refused_in_words check (
  kind <> 'plan_request' or from_kind = 'unit' or state <> 'declined' or length(btrim(end_note)) > 0);
create unique index plan_request_once on plans.plan (person_id, request_id) where request_id is not null;
create index plan_meeting_by on plans.plan (meeting_by) where state <> 'closed' and meeting_by is not null;
drop index commitments.gap_of_plans;
create index gap_of_plans on commitments.gap (kind, person_id, subject_id) where closed_at is null
  and kind in ('no_next_follow_up', 'follow_up_overdue', 'plan_hollow', 'plan_without_voice', 'consent_missing_in_plan', 'meeting_overdue');
create index follow_up_by_time on plans.follow_up (held_at);
-- A held meeting ends what was late with it.
create trigger recheck_person after insert or update of state on plans.meeting for each row execute function commitments.recheck_person();

set local role mellanrum_definer;
-- What the judging counts with: by what law the unit judges, and whether the one it is about is a child.
do $$
declare v text := pg_get_functiondef('commitments.load_offer(text, uuid, uuid[], uuid[])'::regprocedure); w text;
begin
  w := replace(v, '''open'', u.id is not null', '''branch'', (select pr.branch from organisations.provider pr where pr.id = u.provider_id), ''open'', u.id is not null');
  w := replace(w, '''deceased'', (select', '''born'', (select birth_date from people.person where person_id = p_person), ''deceased'', (select');
  if w = v or w not like '%''branch''%' or w not like '%''born''%' then raise exception 'load_offer is not as it was'; end if;
  execute w;
end $$;

-- ---------------------------------------------------------------- one's own look
-- How far the caller has seen; null when never. Nobody else's is to be had.
create function plans.last_look(p_person uuid, p_plan uuid) returns timestamptz
language sql stable security definer set search_path = pg_catalog, plans as $$
  select l.seen_to from (select access.caller() as c) me, plans.look l where l.person_id = p_person and l.plan_id = p_plan
    and l.actor_id = (me.c).actor_id and l.place = (me.c).unit_id
$$;
-- Never backwards, and never ahead of the clock: what has not happened yet has not been seen.
create function plans.note_look(p_person uuid, p_plan uuid, p_to timestamptz) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, plans as $$
declare c access.caller := access.caller(); v timestamptz;
begin
  if c.actor_id is null or not p_person = any ((select access.logged())::uuid[]) then raise exception 'nobody looks' using errcode = 'MR403'; end if;
  insert into plans.look values (p_person, p_plan, c.actor_id, c.unit_id, least(p_to, c.now))
    on conflict (person_id, plan_id, actor_id, place) do update set seen_to = greatest(look.seen_to, excluded.seen_to) returning seen_to into v;
  return v;
end $$;
grant execute on function plans.last_look(uuid, uuid), plans.note_look(uuid, uuid, timestamptz) to mellanrum_app;

-- ---------------------------------------------------------------- close or renew
-- Plans in which all has ended and whose move it is the caller's unit's: the same ones as the gap `plan_hollow` has the unit to move.
create function plans.hollow_of_my_unit(p_limit int) returns table (person_id uuid, plan_id uuid, since timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, plans as $$
declare c access.caller := access.caller();
begin
  if c.kind is distinct from 'staff' then return; end if;
  return query
    select h.person_id, h.id, h.since from (
      select p.person_id, p.id, p.author_unit_id, plans.hollow_since(p.person_id, p.id, p.established_at) as since,
        coalesce((select u.id from organisations.unit u where u.id = p.responsible_unit_id and (u.closed_at is null or u.closed_at > c.now)), p.author_unit_id) as move
      from people.engagement e join plans.plan p on p.person_id = e.person_id
      where e.unit_id = c.unit_id and e.valid_to is null and e.valid_from <= c.now and p.state = 'active' offset 0) h
    where h.since is not null and h.move = c.unit_id and exists (select 1 from access.readable(c, h.person_id) a where a.author = h.author_unit_id)
    order by h.since, h.id limit p_limit;
end $$;
grant execute on function plans.hollow_of_my_unit(int) to mellanrum_app;

-- ---------------------------------------------------------------- follow-ups counted
-- Each follow-up that fell due or was held: when it was to be, when it was, and by whose plan. The time that a held one answers is the one that stood in
-- the edition it judged. What is due and not held stands as missing, what lies ahead as coming.
create function plans.follow_ups_due(p_scope uuid[], p_from timestamptz, p_to timestamptz, p_now timestamptz)
returns table (person_id uuid, plan_id uuid, unit_id uuid, due_at timestamptz, stood text, no_next boolean)
language sql stable set search_path = pg_catalog, plans as $$
  select x.* from (
    select f.person_id, f.plan_id, coalesce(t.unit, p.responsible_unit_id, p.author_unit_id) as unit_id, coalesce(t.due, f.held_at) as due_at,
      case when (f.held_at at time zone 'Europe/Stockholm')::date > (t.due at time zone 'Europe/Stockholm')::date then 'late' else 'held' end as stood,
      p.state = 'active' and p.next_follow_up_at < p_now and f.held_at >= p.next_follow_up_at as no_next
    from plans.follow_up f
    join plans.plan p on p.person_id = f.person_id and p.id = f.plan_id
    left join plans.part_version fv on fv.person_id = f.person_id and fv.part_id = f.id and fv.version = 1
    left join lateral (
      select (v.content ->> 'next_follow_up_at')::timestamptz as due, (v.content ->> 'responsible_unit_id')::uuid as unit
      from plans.part_version v where v.person_id = f.person_id and v.part_id = f.plan_id and v.edition <= fv.edition order by v.version desc limit 1) t on true
    where f.held_at >= p_from - interval '3 months'
    union all
    select p.person_id, p.id, coalesce(p.responsible_unit_id, p.author_unit_id), p.next_follow_up_at,
      case when p.next_follow_up_at < p_now then 'missing' else 'coming' end, false
    from plans.plan p where p.state = 'active' and p.next_follow_up_at >= p_from and p.next_follow_up_at < p_to
      and not exists (select 1 from plans.follow_up f where f.person_id = p.person_id and f.plan_id = p.id and f.held_at >= p.next_follow_up_at)) x
  where x.unit_id = any (p_scope) and x.due_at >= p_from and x.due_at < p_to
$$;

-- Figures of organisations, nothing of a person: by month (p_months holds where each begins, and where the last ends) and unit.
create function plans.follow_up_figures(p_months timestamptz[]) returns json
language plpgsql stable security definer set search_path = pg_catalog, plans as $$
declare c access.caller := access.caller(); v_scope uuid[]; v_n int := cardinality(p_months);
begin
  if c.kind is distinct from 'staff' then return null; end if;
  v_scope := commitments.week_scope(c);
  return json_build_object('unitId', c.unit_id, 'joint', v_scope <> array[c.unit_id] or exists (select 1 from commitments.joint_places(c.unit_id)), 'cells', (
    select coalesce(json_agg(json_build_object('month', m.month, 'unitId', m.unit_id, 'held', m.held, 'late', m.late, 'missing', m.missing, 'coming', m.coming, 'noNext', m.no_next)), '[]')
    from (select width_bucket(d.due_at, p_months) as month, d.unit_id, count(*) filter (where d.stood = 'held')::int as held, count(*) filter (where d.stood = 'late')::int as late,
        count(*) filter (where d.stood = 'missing')::int as missing, count(*) filter (where d.stood = 'coming')::int as coming, count(*) filter (where d.no_next)::int as no_next
      from plans.follow_ups_due(v_scope, p_months[1], p_months[v_n], c.now) d group by 1, 2) m));
end $$;

-- The plans behind a figure of the caller's own unit: only those that it may read. Ids only, the rows come after the log.
create function plans.follow_up_plans(p_from timestamptz, p_to timestamptz, p_stood text, p_limit int) returns table (person_id uuid, plan_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, plans as $$
declare c access.caller := access.caller();
begin
  if c.kind is distinct from 'staff' then return; end if;
  return query select distinct d.person_id, d.plan_id from plans.follow_ups_due(array[c.unit_id], p_from, p_to, c.now) d
    join plans.plan p on p.person_id = d.person_id and p.id = d.plan_id
    where (d.stood = p_stood or p_stood = 'no_next' and d.no_next)
      and exists (select 1 from people.engagement e where e.person_id = d.person_id and e.unit_id = c.unit_id and e.valid_from <= c.now and (e.valid_to is null or e.valid_to > c.now))
      and exists (select 1 from access.readable(c, d.person_id) a where a.author = p.author_unit_id)
    limit p_limit;
end $$;
grant execute on function plans.follow_up_figures(timestamptz[]), plans.follow_up_plans(timestamptz, timestamptz, text, int) to mellanrum_app;

-- ---------------------------------------------------------------- a meeting that was to be held by a day
create function plans.meeting_held(p_person uuid, p_plan uuid) returns boolean language sql stable set search_path = pg_catalog, plans as $$
  select exists (select 1 from plans.meeting m where m.person_id = p_person and m.plan_id = p_plan and m.state = 'held')
$$;
do $$
declare v text; w text;
begin
  v := pg_get_functiondef('plans.judge(plans.plan, timestamptz)'::regprocedure);
  w := regexp_replace(v, '(where p\.state = ''active'' and x\.since is not null\s*)(\$function\$)\s*$', E'\\1  union all select ''meeting_overdue'', p.meeting_by where p.state <> ''closed'' and p.meeting_by < p_now and not plans.meeting_held(p.person_id, p.id)\n\\2');
  if w = v then raise exception 'judge is not as it was'; end if;
  execute w;
  v := pg_get_functiondef('plans.gap_facts(timestamptz, integer)'::regprocedure);
  w := replace(v, '      where l.since is not null
  )', '      where l.since is not null
    union all
    select ''meeting_overdue'', m.person_id, m.id, m.meeting_by, m.responsible_unit_id, m.author_unit_id from plans.plan m
      where m.state <> ''closed'' and m.meeting_by < p_now and not exists (select 1 from plans.meeting h where h.person_id = m.person_id and h.plan_id = m.id and h.state = ''held'')
  )');
  if w = v then raise exception 'gap_facts is not as it was'; end if;
  execute w;
  v := pg_get_functiondef('plans.gaps_around(uuid, timestamptz)'::regprocedure);
  w := replace(v, 'select p.next_follow_up_at + interval ''1 millisecond'' as at', 'select p.next_follow_up_at + interval ''1 millisecond'' as at where p.state = ''active''
        union all select p.meeting_by + interval ''1 millisecond''');
  w := replace(w, 'where k.person_id = p_person and k.kind in (''plan'', ''disclosure'')) b', 'where k.person_id = p_person and k.kind in (''plan'', ''disclosure'') and p.state = ''active'') b');
  w := replace(w, 'where p.person_id = p_person and p.state = ''active'' and b.at > p_now', 'where p.person_id = p_person and p.state <> ''closed'' and b.at > p_now');
  if w not like '%p.meeting_by + interval%' or w not like '%p.state <> ''closed'' and b.at%' then raise exception 'gaps_around is not as it was'; end if;
  execute w;
  v := pg_get_functiondef('plans.gaps_over(timestamptz, integer)'::regprocedure);
  w := replace(v, '''consent_missing_in_plan'')', '''consent_missing_in_plan'', ''meeting_overdue'')');
  if w = v then raise exception 'gaps_over is not as it was'; end if;
  execute w;
end $$;

-- A yes to a plan is kept by a plan, by nothing else: looked at when the step is whole, for the promise is kept and the plan begun together.
create function plans.kept_by_a_plan() returns trigger language plpgsql security definer set search_path = pg_catalog, plans as $$
begin
  if not exists (select 1 from plans.plan p where p.person_id = new.person_id and (p.request_id = new.id or p.state <> 'closed')) then
    raise exception 'no plan has begun' using errcode = 'MR411';
  end if;
  return null;
end $$;
grant execute on function plans.kept_by_a_plan() to mellanrum_owner;

set local role mellanrum_owner;
create constraint trigger kept_by_a_plan after update of state on commitments.commitment deferrable initially deferred for each row
  when (new.kind = 'plan_request' and new.state = 'kept') execute function plans.kept_by_a_plan();
do $$
begin
  execute 'alter table plans.look enable row level security';
  execute 'alter table plans.look force row level security';
  execute 'create policy commands on plans.look to mellanrum_definer using (true) with check (true)';
  execute 'grant select, insert, update on plans.look to mellanrum_definer';
end $$;
reset role;
