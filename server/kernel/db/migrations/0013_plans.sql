set local role mellanrum_owner;

alter table plans.plan
  add column no_other_measures boolean not null default false,
  add column edition_cause text check (edition_cause in ('established', 'followed_up', 'renewed'));
comment on column plans.plan.no_other_measures is 'Frågan är ställd: ingen annan än region och kommun gör något (HSL 16:4 p 3)';
comment on column plans.plan.edition_cause is 'Varför den senaste utgåvan gjordes';
alter table plans.part_version add column by_unit_id uuid references organisations.unit;
comment on column plans.part_version.author_unit_id is 'Delens upphov: historiken syns för den som får se delen';
comment on column plans.part_version.by_unit_id is 'Enheten som skrev just den här versionen; ser alltid sina egna ord';

create index follow_up_by_plan on plans.follow_up (person_id, plan_id, held_at);
create index evaluation_by_follow_up on plans.evaluation (person_id, follow_up_id);
create index other_measure_by_plan on plans.other_measure (person_id, plan_id) where removed_at is null;
create index goal_open on plans.goal (person_id, plan_id) where state = 'open';
create index plan_active on plans.plan (person_id, id) where state = 'active';
create index intervention_by_goal on plans.intervention (person_id, goal_id);
create index gap_of_plans on commitments.gap (kind, person_id, subject_id) where closed_at is null
  and kind in ('no_next_follow_up', 'follow_up_overdue', 'plan_hollow', 'plan_without_voice', 'consent_missing_in_plan');

-- The history is written by the database alone, from what was stored.
revoke insert on plans.part_version from mellanrum_app;
create policy party on plans.part_version for select to mellanrum_app using (by_unit_id = (select access.staff_unit()));

set local role mellanrum_definer;

-- ---------------------------------------------------------------- every version of every part
-- `edition` is the one in force when the words were written. A part is written with the plan held (for share), and an edition is made with
-- the plan held alone, so a part's words belong to one edition and no other. Rows planted outside any caller have no history.
create function plans.keep_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, plans as $$
declare
  c access.caller := access.caller();
  v_row jsonb := to_jsonb(new);
  v_plan uuid := coalesce(v_row ->> 'plan_id', v_row ->> 'id')::uuid;
  v_state text;
  v_edition int;
  v_by uuid;
begin
  if c.kind is null then return null; end if;
  v_by := coalesce(c.unit_id, new.author_unit_id);
  if tg_argv[0] = 'plan' then
    v_edition := (v_row ->> 'edition')::int;
    if tg_op = 'UPDATE' then v_state := to_jsonb(old) ->> 'state'; end if;
  else
    select state, edition into v_state, v_edition from plans.plan where person_id = new.person_id and id = v_plan for share;
  end if;
  if v_state = 'closed' then raise exception 'the plan is closed' using errcode = 'MR409'; end if;
  insert into plans.part_version (person_id, plan_id, part, part_id, version, edition, content, at, actor, author_unit_id, by_unit_id)
  values (new.person_id, v_plan, tg_argv[0], new.id, coalesce((v_row ->> 'version')::int, 1), v_edition, v_row, c.now, c.actor, new.author_unit_id, v_by);
  if v_by <> new.author_unit_id then
    insert into people.author values (new.person_id, v_by) on conflict do nothing;
  end if;
  return null;
end $$;
grant execute on function plans.keep_version() to mellanrum_owner;

set local role mellanrum_owner;
do $$
declare t text;
begin
  foreach t in array array['plan', 'goal', 'intervention', 'other_measure', 'follow_up'] loop
    execute format('create trigger keep_version after insert or update on plans.%I for each row execute function plans.keep_version(%L)', t, t);
  end loop;
end $$;
-- A new promise in a hollow plan fills it: the clock looks at the person again.
create trigger recheck_person after insert on plans.intervention for each row execute function commitments.recheck_person();

set local role mellanrum_definer;

-- ---------------------------------------------------------------- who may see
-- For each unit of the circle that the caller is told of: whose entries, of those the caller reads in this plan, that unit may read too.
create function plans.readers(p_person uuid, p_plan uuid) returns table (unit_id uuid, of_mine int, theirs int)
language sql stable security definer set search_path = pg_catalog, plans rows 10 as $$
  with me as (select access.caller() as c), parts as (
    select distinct v.author from me, (
      select p.author_unit_id as author from plans.plan p where p.person_id = p_person and p.id = p_plan
      union select g.author_unit_id from plans.goal g where g.person_id = p_person and g.plan_id = p_plan
      union select i.author_unit_id from plans.intervention i where i.person_id = p_person and i.plan_id = p_plan
      union select o.author_unit_id from plans.other_measure o where o.person_id = p_person and o.plan_id = p_plan and o.removed_at is null
      union select f.author_unit_id from plans.follow_up f where f.person_id = p_person and f.plan_id = p_plan) v
    where v.author in (select g.author_unit_id from access.grants('plan') g where g.person_id = p_person)
  ), circle as (
    select e.unit_id, pr.id as provider_id, pr.authority_id, pr.branch
    from me, people.engagement e join organisations.unit u on u.id = e.unit_id join organisations.provider pr on pr.id = u.provider_id
    where e.person_id = p_person and e.valid_from <= (me.c).now and (e.valid_to is null or e.valid_to > (me.c).now)
      and p_person = any ((select access.logged())::uuid[])
      and (e.unit_id = (me.c).unit_id or e.author_unit_id in (select g.author_unit_id from access.grants('circle') g where g.person_id = p_person))
  )
  select circle.unit_id, (select count(*)::int from parts),
    (select count(*)::int from parts where parts.author in (select r.author from access.readable(
      ('staff', '', null, null, null, circle.unit_id, circle.provider_id, circle.authority_id, circle.branch, '', null, 'care', (me.c).now)::access.caller,
      p_person) r))
  from me, circle
$$;

-- Plans of the persons in the caller's circle that the caller may read, the most urgent follow-up first. Only ids: the rows come after the log.
create function plans.of_my_unit(p_states text[], p_after_at timestamptz, p_after_id uuid, p_limit int)
returns table (person_id uuid, plan_id uuid, sort_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, plans as $$
declare c access.caller := access.caller(); r record; v_left int := p_limit;
begin
  if c.kind is distinct from 'staff' then return; end if;
  for r in
    select p.person_id as person, p.id, p.author_unit_id as author, coalesce(p.next_follow_up_at, 'infinity') as at
    from people.engagement e join plans.plan p on p.person_id = e.person_id
    where e.unit_id = c.unit_id and e.valid_to is null and e.valid_from <= c.now and p.state = any (p_states)
      and (coalesce(p.next_follow_up_at, 'infinity'), p.id) > (p_after_at, p_after_id)
    order by coalesce(p.next_follow_up_at, 'infinity'), p.id
  loop
    exit when v_left = 0;
    continue when not exists (select 1 from access.readable(c, r.person) a where a.author = r.author);
    v_left := v_left - 1;
    person_id := r.person; plan_id := r.id; sort_at := r.at;
    return next;
  end loop;
end $$;

-- ---------------------------------------------------------------- what is missing or late
-- The person's last word of a kind that is in force: yes, no or null.
create function plans.consent_answer(p_person uuid, p_kind text, p_now timestamptz) returns text
language sql stable set search_path = pg_catalog, plans as $$
  select k.decision from people.consent k where k.person_id = p_person and k.kind = p_kind and k.valid_from <= p_now
    and (k.valid_until is null or k.valid_until > p_now) and (k.withdrawn_at is null or k.withdrawn_at > p_now)
  order by k.valid_from desc, k.id desc limit 1
$$;

-- When a yes that a plan has stood on ended without another in its place; null while it holds, or when there never was one.
create function plans.consent_lost_at(p_person uuid, p_kind text, p_now timestamptz) returns timestamptz
language sql stable set search_path = pg_catalog, plans as $$
  select case when plans.consent_answer(p_person, p_kind, p_now) is distinct from 'yes' then (
    select coalesce(
      (select max(n.valid_from) from people.consent n where n.person_id = p_person and n.kind = p_kind and n.decision = 'no' and n.valid_from <= p_now
        and (n.valid_until is null or n.valid_until > p_now) and (n.withdrawn_at is null or n.withdrawn_at > p_now)
        and exists (select 1 from people.consent y where y.person_id = p_person and y.kind = p_kind and y.decision = 'yes' and y.valid_from <= n.valid_from)),
      (select max(least(y.valid_until, y.withdrawn_at)) from people.consent y where y.person_id = p_person and y.kind = p_kind and y.decision = 'yes'
        and least(y.valid_until, y.withdrawn_at) <= p_now))) end
$$;

create function plans.hollow_since(p_person uuid, p_plan uuid, p_established timestamptz) returns timestamptz
language sql stable set search_path = pg_catalog, plans as $$
  select case when not exists (select 1 from plans.goal g where g.person_id = p_person and g.plan_id = p_plan and g.state = 'open')
      and not exists (select 1 from plans.intervention i join commitments.commitment k on k.person_id = i.person_id and k.id = i.commitment_id
        where i.person_id = p_person and i.plan_id = p_plan and k.ended_at is null)
    then greatest(p_established,
      (select max(k.ended_at) from plans.intervention i join commitments.commitment k on k.person_id = i.person_id and k.id = i.commitment_id
        where i.person_id = p_person and i.plan_id = p_plan),
      (select max(f.held_at) from plans.follow_up f where f.person_id = p_person and f.plan_id = p_plan)) end
$$;

create function plans.has_voice(p_person uuid) returns boolean language sql stable set search_path = pg_catalog, plans as $$
  select exists (select 1 from people.voice v where v.person_id = p_person and v.said_by in ('person', 'interpreted'))
$$;

-- Gaps of plans that are there now and not yet on the board. Idempotent: a gap that stands open is not told again.
create function plans.gap_facts(p_now timestamptz, p_limit int) returns table (
  kind text, person_id uuid, subject_id uuid, since timestamptz, move_unit_id uuid, giver_unit_id uuid, area text)
language sql stable security definer set search_path = pg_catalog, plans as $$
  with due as (
    select p.*, (select max(f.held_at) from plans.follow_up f where f.person_id = p.person_id and f.plan_id = p.id and f.held_at >= p.next_follow_up_at) as held
    from plans.plan p where p.state = 'active' and p.next_follow_up_at < p_now
  ), found as (
    select case when d.held is null then 'follow_up_overdue' else 'no_next_follow_up' end as kind, d.person_id, d.id, coalesce(d.held, d.next_follow_up_at) as since,
      d.responsible_unit_id, d.author_unit_id from due d
    union all
    select 'plan_hollow', h.person_id, h.id, h.since, h.responsible_unit_id, h.author_unit_id from (
      select p.*, plans.hollow_since(p.person_id, p.id, p.established_at) as since from plans.plan p where p.state = 'active'
        and not exists (select 1 from plans.goal g where g.person_id = p.person_id and g.plan_id = p.id and g.state = 'open') offset 0) h
      where h.since is not null
    union all
    select 'plan_without_voice', p.person_id, p.id, p.established_at, p.responsible_unit_id, p.author_unit_id from plans.plan p where p.state = 'active'
      and not exists (select 1 from people.voice v where v.person_id = p.person_id and v.said_by in ('person', 'interpreted'))
    union all
    select 'consent_missing_in_plan', l.person_id, l.id, l.since, l.responsible_unit_id, l.author_unit_id from (
      select p.*, least(plans.consent_lost_at(p.person_id, 'plan', p_now), plans.consent_lost_at(p.person_id, 'disclosure', p_now)) as since
      from plans.plan p where p.state = 'active' and exists (select 1 from people.consent k where k.person_id = p.person_id
        and k.kind in ('plan', 'disclosure') and (k.valid_until <= p_now or k.withdrawn_at <= p_now or k.decision = 'no')) offset 0) l
      where l.since is not null
  )
  select f.kind, f.person_id, f.id, f.since, m.unit_id, case when m.unit_id <> f.author_unit_id then f.author_unit_id end, null::text
  from found f, lateral (select coalesce((select u.id from organisations.unit u where u.id = f.responsible_unit_id
    and (u.closed_at is null or u.closed_at > p_now)), f.author_unit_id) as unit_id) m
  where not exists (select 1 from commitments.gap g where g.person_id = f.person_id and g.kind = f.kind and g.subject_id = f.id and g.closed_at is null)
  order by f.since, f.id limit p_limit
$$;

-- What is missing or late in one plan: the one definition. The set-based gap_facts is held equal to it by a test.
create function plans.judge(p plans.plan, p_now timestamptz) returns table (kind text, since timestamptz)
language sql stable set search_path = pg_catalog, plans rows 1 as $$
  select case when h.held is null then 'follow_up_overdue' else 'no_next_follow_up' end, coalesce(h.held, p.next_follow_up_at)
    from (select max(f.held_at) as held from plans.follow_up f where f.person_id = p.person_id and f.plan_id = p.id and f.held_at >= p.next_follow_up_at) h
    where p.state = 'active' and p.next_follow_up_at < p_now
  union all select 'plan_hollow', x.since from (select plans.hollow_since(p.person_id, p.id, p.established_at) as since) x
    where p.state = 'active' and x.since is not null
  union all select 'plan_without_voice', p.established_at where p.state = 'active' and not plans.has_voice(p.person_id)
  union all select 'consent_missing_in_plan', x.since from (select least(plans.consent_lost_at(p.person_id, 'plan', p_now),
      plans.consent_lost_at(p.person_id, 'disclosure', p_now)) as since) x
    where p.state = 'active' and x.since is not null
$$;

-- Does this gap of a plan still stand? False when the plan has closed, and for kinds that are not a plan's.
create function plans.gap_holds(p_kind text, p_person uuid, p_plan uuid, p_now timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog, plans as $$
  select exists (select 1 from plans.plan p, lateral plans.judge(p, p_now) j where p.person_id = p_person and p.id = p_plan and j.kind = p_kind)
$$;

-- One person's plans judged: the gaps that hold now (open already or not), and when the next limit is passed if nothing happens before.
create function plans.gaps_around(p_person uuid, p_now timestamptz) returns json
language sql stable security definer set search_path = pg_catalog, plans as $$
  select json_build_object(
    'wanted', (select coalesce(json_agg(json_build_object('kind', j.kind, 'personId', p.person_id, 'subjectId', p.id, 'area', null, 'since', j.since,
        'moveUnitId', u.id, 'giverUnitId', case when u.id <> p.author_unit_id then p.author_unit_id end, 'municipality', u.municipality_code)), '[]')
      from plans.plan p, lateral plans.judge(p, p_now) j, lateral (
        select u.id, u.municipality_code from organisations.unit u where u.id in (p.responsible_unit_id, p.author_unit_id)
        order by u.id is not distinct from p.responsible_unit_id and (u.closed_at is null or u.closed_at > p_now) desc, u.id = p.author_unit_id desc limit 1) u
      where p.person_id = p_person),
    'nextAt', (select min(b.at) from plans.plan p, lateral (
        select p.next_follow_up_at + interval '1 millisecond' as at
        union all select x.at from people.consent k, unnest(array[k.valid_from, k.valid_until, k.withdrawn_at]) x(at)
          where k.person_id = p_person and k.kind in ('plan', 'disclosure')) b
      where p.person_id = p_person and p.state = 'active' and b.at > p_now))
$$;

-- Open gaps of plans whose matter has been done: to close.
create function plans.gaps_over(p_now timestamptz, p_limit int) returns table (gap_id uuid, person_id uuid, kind text, subject_id uuid)
language sql stable security definer set search_path = pg_catalog, plans as $$
  select g.id, g.person_id, g.kind, g.subject_id from commitments.gap g
  where g.closed_at is null and g.kind in ('no_next_follow_up', 'follow_up_overdue', 'plan_hollow', 'plan_without_voice', 'consent_missing_in_plan')
    and not plans.gap_holds(g.kind, g.person_id, g.subject_id, p_now)
  limit p_limit
$$;

grant execute on function plans.readers(uuid, uuid), plans.of_my_unit(text[], timestamptz, uuid, int) to mellanrum_app;
grant execute on function plans.gap_facts(timestamptz, int), plans.gap_holds(text, uuid, uuid, timestamptz), plans.gaps_over(timestamptz, int),
  plans.gaps_around(uuid, timestamptz) to mellanrum_system;
