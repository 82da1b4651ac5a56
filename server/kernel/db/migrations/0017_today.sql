set local role mellanrum_owner;

-- ---------------------------------------------------------------- who has it, who is writing
create table commitments.handling (
  unit_id uuid not null references organisations.unit,
  commitment_id uuid not null,
  id uuid not null,
  staff_id uuid not null references organisations.staff,
  name text not null,
  from_at timestamptz not null,
  to_at timestamptz,
  ended text check (ended in ('let_go', 'taken_over', 'promise_ended')),
  primary key (unit_id, commitment_id, id),
  check ((to_at is null) = (ended is null))
);
create unique index handling_one on commitments.handling (unit_id, commitment_id) where to_at is null;
create index handling_open on commitments.handling (commitment_id) where to_at is null;
comment on table commitments.handling is 'Vem på enheten som håller i ett löfte just nu. Flyttar inget ansvar: det är enhetens. Bär inga personuppgifter om den det gäller';

create table commitments.writing (
  unit_id uuid not null references organisations.unit,
  commitment_id uuid not null,
  staff_id uuid not null references organisations.staff,
  name text not null,
  until timestamptz not null,
  primary key (unit_id, commitment_id, staff_id)
);
comment on table commitments.writing is 'Vem på enheten som skriver på ett svar just nu. Går ut av sig själv; säger inget om vad som skrivs';

-- ---------------------------------------------------------------- the working period
create table commitments.read_mark (
  assignment_id uuid primary key references organisations.assignment,
  read_to timestamptz not null,
  set_at timestamptz not null
);
comment on table commitments.read_mark is 'Hur långt den som arbetar på uppdraget har läst överlämningen mellan pass';

create table commitments.shift (
  code text not null,
  from_time time not null,
  to_time time not null,
  sort int not null,
  rest_minutes int not null check (rest_minutes > 0),
  valid_from date not null,
  valid_to date,
  source text not null,
  verified boolean not null,
  primary key (code, valid_from)
);
comment on table commitments.shift is 'Passens vanliga tider. rest_minutes = så länge utan inloggning att nästa räknas som ett nytt pass';
insert into commitments.shift values
  ('day', '07:00', '15:30', 1, 360, '2000-01-01', null, 'Vanliga passtider i vård och omsorg dygnet runt', false),
  ('evening', '14:00', '21:30', 2, 360, '2000-01-01', null, 'Vanliga passtider i vård och omsorg dygnet runt', false),
  ('night', '21:00', '07:00', 3, 360, '2000-01-01', null, 'Vanliga passtider i vård och omsorg dygnet runt', false);

create table commitments.first_page (
  role text not null,
  unit_kind text not null,
  lists text[] not null check (lists @> array['answer', 'do', 'wait'] and cardinality(lists) = 3),
  handled_by text check (handled_by in ('me', 'colleagues', 'nobody', 'needs_me')),
  sort text not null check (sort in ('clock', 'urgency')),
  density text not null check (density in ('full', 'short')),
  why text not null,
  primary key (role, unit_kind)
);
comment on table commitments.first_page is 'Hur första sidan ser ut från början, för roll och slags enhet (tomt = alla). Var och en kan ändra sin egen';
insert into commitments.first_page values
  ('', '', '{answer,do,wait}', null, 'clock', 'full', 'Det andra väntar på först'),
  ('coordinator', 'primary_care_centre', '{answer,wait,do}', null, 'urgency', 'full', 'Svaren först, det inkommande efter hur bråttom det är'),
  ('nurse', 'hospital_ward', '{wait,do,answer}', null, 'clock', 'full', 'Vad som återstår innan någon går hem, och vem det hänger på'),
  ('physician', '', '{answer,do,wait}', 'needs_me', 'urgency', 'short', 'Läses på en minut mellan två patienter'),
  ('assessor', '', '{answer,do,wait}', null, 'urgency', 'full', 'Nya frågor om bistånd, de brådskande först'),
  ('coordinator', 'home_help', '{do,answer,wait}', null, 'clock', 'full', 'Dagens arbete först'),
  ('head', '', '{answer,wait,do}', null, 'clock', 'short', 'Överblick: vad enheten är skyldig svar på och väntar på');

do $$
declare t text;
begin
  foreach t in array array['commitments.handling', 'commitments.writing', 'commitments.read_mark'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy commands on %s to mellanrum_definer using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %s to mellanrum_definer', t);
  end loop;
  foreach t in array array['commitments.shift', 'commitments.first_page'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy reference on %s for select to mellanrum_app, mellanrum_definer using (true)', t);
    execute format('grant select on %s to mellanrum_app, mellanrum_definer', t);
  end loop;
end $$;
revoke delete on commitments.handling, commitments.read_mark from mellanrum_definer;

-- What has ended since one last worked is looked for by unit and time.
create index commitment_ended_from on commitments.commitment (from_unit_id, ended_at) where ended_at is not null;
create index commitment_ended_to on commitments.commitment (to_unit_id, ended_at) where ended_at is not null;

-- A line of the handover between shifts: in which part, and when it happened or falls due.
create type commitments.told as (section text, at timestamptz, line commitments.line);

set local role mellanrum_definer;

-- Nobody holds on to what has ended, or to what another unit took.
create function commitments.end_handling() returns trigger
language plpgsql security definer set search_path = pg_catalog, commitments as $$
begin
  update commitments.handling h set to_at = greatest(h.from_at, coalesce(new.ended_at, new.accepted_at)), ended = 'promise_ended'
    where h.commitment_id = new.id and h.to_at is null
      and (new.ended_at is not null or h.unit_id is distinct from new.to_unit_id and h.unit_id is distinct from new.from_unit_id);
  return null;
end $$;
grant execute on function commitments.end_handling() to mellanrum_owner;
set local role mellanrum_owner;
create trigger end_handling after update of ended_at, to_unit_id on commitments.commitment for each row
  when (old.ended_at is null and new.ended_at is not null or old.to_unit_id is distinct from new.to_unit_id)
  execute function commitments.end_handling();
set local role mellanrum_definer;

-- "Jag tar den", takes it over from the colleague one has seen (p_over), or lets it go. Stale when somebody else has been before.
create function commitments.handle(p_ctx text, p_key text, p_hash bytea, p_commitment uuid, p_id uuid, p_take boolean, p_over uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare c access.caller := access.enter(p_ctx); x commitments.commitment; h commitments.handling; v_before jsonb; v_answer jsonb;
begin
  v_before := access.claim_for(c, p_key, p_hash);
  if v_before is not null then return v_before || '{"repeated": true}'; end if;
  select * into x from commitments.commitment where id = p_commitment for no key update;
  if not found or c.kind <> 'staff' or not commitments.is_party(x, c.unit_id) then raise exception 'no party' using errcode = 'MR404'; end if;
  select * into h from commitments.handling k where k.unit_id = c.unit_id and k.commitment_id = x.id and k.to_at is null;
  if p_take and (x.ended_at is not null or (h.id is distinct from p_over and h.staff_id is distinct from c.actor_id)) then
    raise exception 'somebody was before' using errcode = 'MR409';
  end if;
  if not p_take and h.staff_id is distinct from c.actor_id and h.id is not null then raise exception 'not the caller''s' using errcode = 'MR409'; end if;
  if p_take and h.staff_id is distinct from c.actor_id then
    update commitments.handling k set to_at = greatest(c.now, k.from_at), ended = 'taken_over' where k.unit_id = c.unit_id and k.commitment_id = x.id and k.to_at is null;
    insert into commitments.handling (unit_id, commitment_id, id, staff_id, name, from_at)
      values (c.unit_id, x.id, p_id, c.actor_id, (select s.name from organisations.staff s where s.id = c.actor_id), c.now);
  elsif not p_take and h.id is not null then
    update commitments.handling k set to_at = greatest(c.now, k.from_at), ended = 'let_go' where k.unit_id = c.unit_id and k.commitment_id = x.id and k.to_at is null;
  end if;
  perform audit.record(c, case when p_take then 'commitment.handle' else 'commitment.let_go' end, array[x.person_id], 'list', jsonb_build_object('commitment', x.id));
  insert into notify.change (units, person_id, topic) values (array[c.unit_id], null, 'handling');
  v_answer := jsonb_build_object('id', x.id, 'handling', case when p_take then coalesce(case when h.staff_id = c.actor_id then h.id end, p_id) end);
  perform access.settle_for(c, p_key, 200, v_answer);
  return jsonb_build_object('status', 200, 'answer', v_answer);
end $$;

-- Somebody has an answer in the making. Told when it begins and when it ends, not each time it is renewed; who goes away is forgotten.
create function commitments.write_answer(p_ctx text, p_commitment uuid, p_writing boolean, p_seconds int) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare c access.caller := access.enter(p_ctx); x commitments.commitment; v_until timestamptz; v_before timestamptz;
begin
  select * into x from commitments.commitment where id = p_commitment;
  if not found or c.kind <> 'staff' or not commitments.is_party(x, c.unit_id) then raise exception 'no party' using errcode = 'MR404'; end if;
  delete from commitments.writing w where w.unit_id = c.unit_id and w.until <= c.now and w.staff_id <> c.actor_id;
  select w.until into v_before from commitments.writing w where w.unit_id = c.unit_id and w.commitment_id = x.id and w.staff_id = c.actor_id;
  if p_writing then
    v_until := c.now + make_interval(secs => p_seconds);
    insert into commitments.writing (unit_id, commitment_id, staff_id, name, until)
      values (c.unit_id, x.id, c.actor_id, (select s.name from organisations.staff s where s.id = c.actor_id), v_until)
      on conflict (unit_id, commitment_id, staff_id) do update set until = excluded.until;
  else
    delete from commitments.writing w where w.unit_id = c.unit_id and w.commitment_id = x.id and w.staff_id = c.actor_id;
  end if;
  -- A renewal is heard too, but only when the page of a colleague would otherwise let it fade.
  if p_writing or v_before is not null then
    insert into notify.change (units, person_id, topic) values (array[c.unit_id], null, 'writing');
  end if;
  return jsonb_build_object('until', v_until);
end $$;

-- Who at the unit has what, and who is writing. No word of the person it is about: nothing of a person is read.
create function commitments.colleagues(p_ctx text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare c access.caller := access.enter(p_ctx);
begin
  if c.kind <> 'staff' then raise exception 'staff only' using errcode = 'MR404'; end if;
  return json_build_object('now', c.now,
    'handling', coalesce((select json_agg(json_build_object('id', h.id, 'commitmentId', h.commitment_id, 'name', h.name, 'since', h.from_at, 'mine', h.staff_id = c.actor_id) order by h.from_at)
      from (select * from commitments.handling k where k.unit_id = c.unit_id and k.to_at is null order by k.from_at desc limit 2000) h), '[]'),
    'writing', coalesce((select json_agg(json_build_object('commitmentId', w.commitment_id, 'name', w.name, 'until', w.until) order by w.name)
      from commitments.writing w where w.unit_id = c.unit_id and w.until > c.now and w.staff_id <> c.actor_id), '[]'))::text;
end $$;

-- How the first page begins for the caller's role and unit, and the shifts to choose among.
create function commitments.workday(p_ctx text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare c access.caller := access.enter(p_ctx); v_today date := (c.now at time zone 'Europe/Stockholm')::date; f commitments.first_page;
begin
  if c.kind <> 'staff' then raise exception 'staff only' using errcode = 'MR404'; end if;
  select p.* into f from commitments.first_page p join organisations.unit u on u.id = c.unit_id
    where p.role in (c.role, '') and p.unit_kind in (u.kind, '') order by p.role desc, p.unit_kind desc limit 1;
  return json_build_object('now', c.now,
    'firstPage', json_build_object('lists', f.lists, 'by', f.handled_by, 'sort', f.sort, 'density', f.density),
    'shifts', (select json_agg(json_build_object('code', s.code, 'from', to_char(s.from_time, 'HH24:MI'), 'to', to_char(s.to_time, 'HH24:MI')) order by s.sort)
      from commitments.shift s where s.valid_from <= v_today and (s.valid_to is null or s.valid_to > v_today)))::text;
end $$;

-- ---------------------------------------------------------------- Min enhet i dag, filtered
-- All open rows of the unit by the indexes of the three lists; the filter and the order work on all of them, not on a page. What the unit
-- may not yet know the person of never answers to a question about a person.
create function commitments.gather_filtered(p_ctx text, p_limit int, p_group text, p_after timestamptz, p_after_id uuid, p_after_rank int,
  p_by text, p_person uuid, p_kind text, p_area text, p_sort text,
  out ids uuid[], out previews json, out counts json, out totals json, out unit uuid, out at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, commitments set plan_cache_mode = force_generic_plan as $$
declare
  c access.caller := access.enter(p_ctx);
  u uuid := c.unit_id;
  v_persons uuid[];
  v_at timestamptz := coalesce(p_after, '-infinity');
  v_id uuid := coalesce(p_after_id, '00000000-0000-0000-0000-000000000000');
  v_rank int := coalesce(p_after_rank, case when p_after is null then -1 else 0 end);
begin
  if c.kind <> 'staff' then raise exception 'staff only' using errcode = 'MR404'; end if;
  unit := u;
  at := c.now;
  with own as materialized (
    select x.id, x.person_id, 'answer' as grp, x.clock_at, x.disclosed_at is null and x.to_unit_id = u as hidden, x.kind, x.area, x.urgency
      from commitments.commitment x where x.move_unit_id = u and x.state in ('offered', 'received', 'proposed')
    union all
    select x.id, x.person_id, 'answer', x.clock_at, true, x.kind, x.area, x.urgency
      from commitments.candidate k join commitments.commitment x on x.person_id = k.person_id and x.id = k.commitment_id where k.unit_id = u and k.open
    union all
    select x.id, x.person_id, 'do', x.clock_at, false, x.kind, x.area, x.urgency
      from commitments.commitment x where x.move_unit_id = u and x.state in ('accepted', 'paused')
    union all
    select x.id, x.person_id, 'wait', x.clock_at, false, x.kind, x.area, x.urgency
      from commitments.commitment x where x.from_unit_id = u and x.ended_at is null and x.move_unit_id is distinct from x.from_unit_id
    union all
    select x.id, x.person_id, 'wait', x.clock_at, x.disclosed_at is null, x.kind, x.area, x.urgency
      from commitments.commitment x where x.to_unit_id = u and x.state = 'proposed' and x.from_unit_id is distinct from u
  ), named as materialized (
    select distinct n.person_id from people.named_contact n join (select distinct o.person_id from own o) q on q.person_id = n.person_id
      where p_by = 'needs_me' and n.staff_id = c.actor_id and n.valid_from <= c.now and (n.valid_to is null or n.valid_to > c.now)
  ), kept as materialized (
    select o.*, case when p_sort = 'urgency' then case o.urgency when 'acute' then 0 when 'soon' then 1 else 2 end else 0 end as rank
    from own o left join commitments.handling h on p_by is not null and h.unit_id = u and h.commitment_id = o.id and h.to_at is null
    where (p_kind is null or o.kind = p_kind) and (p_area is null or o.area = p_area) and (p_person is null or (o.person_id = p_person and not o.hidden))
      and case p_by
        when 'me' then h.staff_id = c.actor_id
        when 'colleagues' then h.staff_id <> c.actor_id
        when 'nobody' then h.staff_id is null
        -- What asks for this very person: what they hold, whose named contact they are, what is acute and nobody's, and for a physician the questions.
        when 'needs_me' then coalesce(h.staff_id = c.actor_id, false) or (not o.hidden and o.person_id in (select n.person_id from named n))
          or (h.staff_id is null and (o.urgency = 'acute' or (c.role = 'physician' and o.grp = 'answer' and o.kind = 'request')))
        else true end
  ), listed as (
    select * from (select k.*, row_number() over (partition by k.grp order by k.rank, k.clock_at, k.id) as place from kept k
      where (p_group is null or k.grp = p_group) and (k.rank, k.clock_at, k.id) > (v_rank, v_at, v_id)) q where q.place <= p_limit
  ), page as (
    select array_agg(l.id) filter (where not l.hidden) as shown, array_agg(distinct l.person_id) filter (where not l.hidden) as persons,
      json_agg(row(x.id, l.grp, x.kind, x.state, x.version, x.what, x.area, x.urgency, x.clock_at, x.answer_by, x.due_at, x.proposed_due_at, x.offered_at,
        x.received_at, x.accepted_at, x.paused_until, row(x.from_kind, x.from_unit_id)::commitments.side, row(x.to_kind, x.to_unit_id)::commitments.side,
        x.open_to, null)::commitments.line) filter (where l.hidden) as hidden
      from listed l left join commitments.commitment x on l.hidden and x.person_id = l.person_id and x.id = l.id
  ), kept_counts as (
    select json_build_object('answer', least(count(*) filter (where k.grp = 'answer'), 1000), 'do', least(count(*) filter (where k.grp = 'do'), 1000),
      'wait', least(count(*) filter (where k.grp = 'wait'), 1000)) as n from kept k
  ), own_counts as (
    select json_build_object('answer', least(count(*) filter (where o.grp = 'answer'), 1000), 'do', least(count(*) filter (where o.grp = 'do'), 1000),
      'wait', least(count(*) filter (where o.grp = 'wait'), 1000)) as n from own o
  )
  select p.shown, p.persons, p.hidden, k.n, o.n into ids, v_persons, previews, counts, totals from page p, kept_counts k, own_counts o;
  perform audit.record(c, 'worklist', coalesce(v_persons, '{}'), 'list', jsonb_build_object('group', p_group, 'after', p_after, 'by', p_by, 'kind', p_kind, 'area', p_area));
end $$;
grant execute on function commitments.handle(text, text, bytea, uuid, uuid, boolean, uuid), commitments.write_answer(text, uuid, boolean, int),
  commitments.colleagues(text), commitments.workday(text),
  commitments.gather_filtered(text, int, text, timestamptz, uuid, int, text, uuid, text, text, text) to mellanrum_app;

set local role mellanrum_owner;
create function commitments.worklist_filtered(p_ctx text, p_limit int, p_group text, p_after timestamptz, p_after_id uuid, p_after_rank int,
  p_by text, p_person uuid, p_kind text, p_area text, p_sort text) returns text
language plpgsql volatile set search_path = pg_catalog, commitments set plan_cache_mode = force_generic_plan as $$
declare g record; v_rows json;
begin
  select * into g from commitments.gather_filtered(p_ctx, p_limit, p_group, p_after, p_after_id, p_after_rank, p_by, p_person, p_kind, p_area, p_sort);
  select json_agg(row(x.id, case when x.move_unit_id = g.unit then case when x.state in ('accepted', 'paused') then 'do' else 'answer' end else 'wait' end, x.kind, x.state, x.version, x.what, x.area, x.urgency, x.clock_at, x.answer_by, x.due_at, x.proposed_due_at, x.offered_at,
      x.received_at, x.accepted_at, x.paused_until, row(x.from_kind, x.from_unit_id)::commitments.side, row(x.to_kind, x.to_unit_id)::commitments.side,
      x.open_to, row(p.person_id, p.given_name || ' ' || p.family_name, p.birth_date, p.protection)::commitments.named)::commitments.line)
    into v_rows
    from commitments.commitment x join people.person p on p.person_id = x.person_id where x.id = any (g.ids);
  return json_build_object('now', g.at, 'counts', g.counts, 'totals', g.totals, 'rows', coalesce(v_rows, '[]'), 'previews', coalesce(g.previews, '[]'))::text;
end $$;
grant execute on function commitments.worklist_filtered(text, int, text, timestamptz, uuid, int, text, uuid, text, text, text) to mellanrum_app;

-- ---------------------------------------------------------------- what one's own unit has done with what it may not yet know the person of
set local role mellanrum_definer;
create or replace function commitments.open_one(p_ctx text, p_id uuid, out person uuid, out preview json)
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
      'openTo', x.open_to, 'person', null,
      'history', coalesce((select json_agg(json_build_object('id', e.id, 'type', e.type, 'at', e.at, 'actor', split_part(e.actor, ':', 3), 'unitId', e.author_unit_id,
        'data', e.data) order by e.at, e.id) from commitments.event e where e.person_id = x.person_id and e.subject_id = x.id and e.author_unit_id = c.unit_id), '[]'));
  end if;
end $$;

-- ---------------------------------------------------------------- from one working period to the next
-- When the one who works on this assignment last worked: the end of the period before this one (a rest without any sign-in), or what they
-- have since said they have read. Null for a first time.
create function commitments.last_worked(c access.caller, p_rest interval) returns timestamptz
language sql stable set search_path = pg_catalog as $$
  select greatest((select r.read_to from commitments.read_mark r where r.assignment_id = c.assignment_id),
    (select q.ended from (
      select s.created_at, max(s.seen_at) over (order by s.created_at rows between unbounded preceding and 1 preceding) as ended
        from identity.session s where s.subject = (select m.subject from organisations.staff m where m.id = c.actor_id) and s.assignment_id = c.assignment_id) q
      where q.created_at - q.ended >= p_rest order by q.created_at desc limit 1))
$$;

create function commitments.mark_read(p_ctx text, p_to timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare c access.caller := access.enter(p_ctx); v timestamptz;
begin
  if c.kind <> 'staff' then raise exception 'staff only' using errcode = 'MR404'; end if;
  insert into commitments.read_mark (assignment_id, read_to, set_at) values (c.assignment_id, least(p_to, c.now), c.now)
    on conflict (assignment_id) do update set read_to = greatest(commitments.read_mark.read_to, excluded.read_to), set_at = excluded.set_at
    returning read_to into v;
  return jsonb_build_object('readTo', v);
end $$;

-- What has happened at the unit since p_since (null: since the caller last worked, at most p_most back), and what falls due until p_until.
create function commitments.gather_shift(p_ctx text, p_since timestamptz, p_until timestamptz, p_limit int,
  out lines jsonb, out previews json, out counts json, out gap_ids uuid[], out unit uuid, out at timestamptz, out since_at timestamptz, out worked timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, commitments set plan_cache_mode = force_generic_plan as $$
declare
  c access.caller := access.enter(p_ctx);
  u uuid := c.unit_id;
  v_persons uuid[];
  v_gap_persons uuid[];
begin
  if c.kind <> 'staff' then raise exception 'staff only' using errcode = 'MR404'; end if;
  unit := u;
  at := c.now;
  worked := commitments.last_worked(c, (select make_interval(mins => s.rest_minutes) from commitments.shift s where s.valid_from <= c.now::date order by s.valid_from desc, s.sort limit 1));
  -- After a long leave the latest weeks are what can be read; the rest stands in the lists.
  since_at := greatest(coalesce(p_since, worked, c.now - interval '24 hours'), c.now - interval '31 days');
  with told as (
    -- New offers and signals that still wait for an answer.
    select x.id, x.person_id, 'new' as section, x.offered_at as at, 'answer' as grp, x.disclosed_at is null as hidden from commitments.commitment x
      where x.move_unit_id = u and x.state in ('offered', 'received') and x.offered_at > since_at
    union all
    select x.id, x.person_id, 'new', x.offered_at, 'answer', true from commitments.candidate k join commitments.commitment x on x.person_id = k.person_id and x.id = k.commitment_id
      where k.unit_id = u and k.open and x.offered_at > since_at
    union all
    -- Answers to what the unit has asked: a yes, another time, or an end that was not its own doing.
    select x.id, x.person_id, 'answered', x.accepted_at, 'wait', false from commitments.commitment x
      where x.from_unit_id = u and x.ended_at is null and x.move_unit_id is distinct from x.from_unit_id and x.accepted_at > since_at and x.to_unit_id is distinct from u
    union all
    select x.id, x.person_id, 'answered', e.at, 'answer', false from commitments.commitment x,
        lateral (select max(v.at) as at from commitments.event v where v.person_id = x.person_id and v.subject_id = x.id and v.type = 'proposed') e
      where x.move_unit_id = u and x.state = 'proposed' and e.at > since_at
    union all
    select x.id, x.person_id, 'answered', x.ended_at, 'wait', false from commitments.commitment x
      where x.from_unit_id = u and x.ended_at > since_at and x.state <> 'withdrawn' and x.to_unit_id is distinct from u
    union all
    select x.id, x.person_id, 'withdrawn', x.ended_at, 'wait', x.disclosed_at is null from commitments.commitment x
      where x.to_unit_id = u and x.ended_at > since_at and x.state = 'withdrawn' and x.from_unit_id is distinct from u
    union all
    -- Promises of one's own that have become late meanwhile.
    select x.id, x.person_id, 'late', x.clock_at, case when x.state in ('accepted', 'paused') then 'do' else 'answer' end,
        x.disclosed_at is null and x.to_unit_id = u from commitments.commitment x
      where x.move_unit_id = u and x.state in ('offered', 'received', 'proposed') and x.clock_at > since_at and x.clock_at <= c.now
    union all
    select x.id, x.person_id, 'late', x.clock_at, 'do', false from commitments.commitment x
      where x.move_unit_id = u and x.state in ('accepted', 'paused') and x.clock_at > since_at and x.clock_at <= c.now
    union all
    -- What falls due within the shift.
    select x.id, x.person_id, 'due', x.clock_at, 'answer', x.disclosed_at is null and x.to_unit_id = u from commitments.commitment x
      where x.move_unit_id = u and x.state in ('offered', 'received', 'proposed') and x.clock_at > c.now and x.clock_at <= p_until
    union all
    select x.id, x.person_id, 'due', x.clock_at, 'answer', true from commitments.candidate k join commitments.commitment x on x.person_id = k.person_id and x.id = k.commitment_id
      where k.unit_id = u and k.open and x.clock_at > c.now and x.clock_at <= p_until
    union all
    select x.id, x.person_id, 'due', x.clock_at, 'do', false from commitments.commitment x
      where x.move_unit_id = u and x.state in ('accepted', 'paused') and x.clock_at > c.now and x.clock_at <= p_until
  ), listed as (
    select * from (select t.*, row_number() over (partition by t.section order by case when t.section in ('late', 'due') then t.at end, t.at desc, t.id) as place,
      count(*) over (partition by t.section) as n from told t) q where q.place <= p_limit
  )
  select jsonb_object_agg(l.section || ':' || l.id, jsonb_build_object('id', l.id, 'section', l.section, 'at', l.at, 'grp', l.grp)) filter (where not l.hidden),
    array_agg(distinct l.person_id) filter (where not l.hidden),
    json_agg(row(l.section, l.at, row(x.id, l.grp, x.kind, x.state, x.version, x.what, x.area, x.urgency, x.clock_at, x.answer_by, x.due_at, x.proposed_due_at, x.offered_at,
      x.received_at, x.accepted_at, x.paused_until, row(x.from_kind, x.from_unit_id)::commitments.side, row(x.to_kind, x.to_unit_id)::commitments.side,
      x.open_to, null)::commitments.line)::commitments.told) filter (where l.hidden),
    (select json_object_agg(q.section, q.n) from (select distinct m.section, m.n from listed m) q)
    into lines, v_persons, previews, counts
    from listed l left join commitments.commitment x on l.hidden and x.person_id = l.person_id and x.id = l.id;
  -- Gaps that have climbed and wait for the unit; of those it may know who they are about.
  select array_agg(g.id), array_agg(distinct g.person_id) into gap_ids, v_gap_persons
    from (select g.id, g.person_id from commitments.gap g join people.author a on a.person_id = g.person_id and a.unit_id = u
      where g.move_unit_id = u and g.closed_at is null and g.level > 0 and g.level_at > since_at order by g.level desc, g.level_at limit p_limit) g;
  perform audit.record(c, 'worklist', coalesce(v_persons, '{}') || coalesce(v_gap_persons, '{}'), 'list', jsonb_build_object('since', since_at, 'until', p_until));
end $$;
grant execute on function commitments.mark_read(text, timestamptz),
  commitments.gather_shift(text, timestamptz, timestamptz, int) to mellanrum_app;

set local role mellanrum_owner;
create function commitments.shift_report(p_ctx text, p_since timestamptz, p_until timestamptz, p_limit int) returns text
language plpgsql volatile set search_path = pg_catalog, commitments set plan_cache_mode = force_generic_plan as $$
declare g record; v_rows json; v_gaps json;
begin
  select * into g from commitments.gather_shift(p_ctx, p_since, p_until, p_limit);
  select json_agg(row(f.section, f.at, row(x.id, f.grp, x.kind, x.state, x.version, x.what, x.area, x.urgency, x.clock_at, x.answer_by, x.due_at, x.proposed_due_at, x.offered_at,
      x.received_at, x.accepted_at, x.paused_until, row(x.from_kind, x.from_unit_id)::commitments.side, row(x.to_kind, x.to_unit_id)::commitments.side,
      x.open_to, row(p.person_id, p.given_name || ' ' || p.family_name, p.birth_date, p.protection)::commitments.named)::commitments.line)::commitments.told)
    into v_rows
    from (select q.id, q.section, q.at, q.grp from jsonb_each(coalesce(g.lines, '{}')) e, jsonb_to_record(e.value) as q(id uuid, section text, at timestamptz, grp text)) f
    join commitments.commitment x on x.id = f.id join people.person p on p.person_id = x.person_id;
  select json_agg(json_build_object('id', x.id, 'kind', x.kind, 'area', x.area, 'level', x.level, 'levelAt', x.level_at,
      'what', (select m.what from commitments.commitment m where m.person_id = x.person_id and m.id = x.subject_id),
      'person', json_build_object('id', p.person_id, 'name', p.given_name || ' ' || p.family_name, 'birthDate', p.birth_date, 'protection', p.protection)) order by x.level desc, x.level_at)
    into v_gaps
    from commitments.gap x join people.person p on p.person_id = x.person_id where x.id = any (g.gap_ids);
  return json_build_object('now', g.at, 'since', g.since_at, 'worked', g.worked, 'until', p_until, 'counts', coalesce(g.counts, '{}'),
    'rows', coalesce(v_rows, '[]'), 'previews', coalesce(g.previews, '[]'), 'gaps', coalesce(v_gaps, '[]'))::text;
end $$;
grant execute on function commitments.shift_report(text, timestamptz, timestamptz, int) to mellanrum_app;
