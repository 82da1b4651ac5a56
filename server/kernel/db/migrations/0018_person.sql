set local role mellanrum_owner;

-- ---------------------------------------------------------------- warnings (uppmärksamhetssignaler)
create table people.alert (
  id uuid primary key,
  person_id uuid not null references people.person,
  kind text not null check (kind in ('hypersensitivity', 'illness', 'treatment', 'infection', 'care_limit', 'risk', 'other')),
  words text not null check (length(words) between 1 and 500),
  valid_from timestamptz not null,
  valid_until timestamptz,
  ended_at timestamptz,
  ended_reason text check (ended_reason in ('changed', 'no_longer', 'mistaken')),
  recorded_by text not null,
  replaces_id uuid references people.alert,
  author_unit_id uuid not null references organisations.unit,
  version int not null default 1,
  check ((ended_at is null) = (ended_reason is null)),
  check (valid_until is null or valid_until > valid_from)
);
create index alert_by_person on people.alert (person_id);
comment on table people.alert is 'Varningar som den som möter personen måste känna till. Ändras aldrig: en ändring är en ny rad som ersätter den förra';
comment on column people.alert.kind is 'hypersensitivity = överkänslighet; illness = allvarlig sjukdom; treatment = behandling; infection = smitta; care_limit = vårdbegränsning; risk = risk i vardagen';

alter table access.part no force row level security;
insert into access.part values ('people.alert', 'alerts', false, true);
alter table access.part force row level security;

alter table people.alert enable row level security;
alter table people.alert force row level security;
create policy commands on people.alert to mellanrum_definer using (true) with check (true);
create policy log_first on people.alert as restrictive for select to mellanrum_app using ((person_id = any ((select access.logged())::uuid[])) is true);
create policy allowed on people.alert for select to mellanrum_app using ((person_id, author_unit_id) in (select g.person_id, g.author_unit_id from access.grants('alerts') g));
create policy writes on people.alert for insert to mellanrum_app with check ((person_id = any ((select access.writable())::uuid[])) is true
  and (author_unit_id = (select access.unit_id()) or (select access.kind()) = 'system') and (select access.kind()) in ('staff', 'system'));
create policy edits on people.alert for update to mellanrum_app using ((person_id = any ((select access.writable())::uuid[])) is true
  and (select access.kind()) in ('staff', 'system') and (person_id, author_unit_id) in (select g.person_id, g.author_unit_id from access.grants('alerts') g))
  with check ((person_id = any ((select access.writable())::uuid[])) is true);
grant select, insert, update on people.alert to mellanrum_definer, mellanrum_app;

set local role mellanrum_definer;
-- A warning is changed and ended by the provider that recorded it; others record their own.
create function people.alert_side() returns trigger language plpgsql security definer set search_path = pg_catalog, people as $$
declare c access.caller := access.caller();
begin
  if c.kind is null or c.kind = 'system' then return new; end if;
  if c.kind <> 'staff' or not exists (select 1 from organisations.unit u where u.id = new.author_unit_id and u.provider_id = c.provider_id) then
    raise exception 'another provider''s warning' using errcode = 'MR403';
  end if;
  return new;
end $$;
grant execute on function people.alert_side() to mellanrum_owner;

set local role mellanrum_owner;
create trigger note_author after insert on people.alert for each row execute function people.note_author();
create trigger next_version before update on people.alert for each row execute function access.next_version();
create trigger only_changes before update on people.alert for each row execute function people.only_changes('ended_at', 'ended_reason', 'version');
create trigger own_side before insert or update on people.alert for each row execute function people.alert_side();

set local role mellanrum_definer;

-- ---------------------------------------------------------------- the page, with its warnings
create function people.alert_lines(p_person uuid, p_now timestamptz, p_since timestamptz) returns json
language sql stable set search_path = pg_catalog, people as $$
  select coalesce(json_agg(x), '[]') from (
    select a.id, a.kind, a.words, a.author_unit_id as "unitId", split_part(a.recorded_by, ':', 3) as "recordedBy", a.valid_from as "validFrom",
      a.valid_until as "validUntil", a.ended_at as "endedAt", a.ended_reason as "endedReason", a.replaces_id as "replacesId",
      a.valid_from <= p_now and (a.valid_until is null or a.valid_until > p_now) and a.ended_at is null as "inForce", a.version
    from people.alert a where a.person_id = p_person and (a.ended_at is null or a.ended_at > p_since)
    order by a.ended_at desc nulls first, a.kind <> 'hypersensitivity', a.valid_from, a.id) x
$$;

create function people.whole_page(c access.caller, p_person uuid, p_told json, p_masked boolean, p_blocked boolean) returns text
language sql stable set search_path = pg_catalog, people as $$
  select left(people.page_body(c, p_person, p_told, p_masked, p_blocked)::text, -1) || ', "alerts": '
    || people.alert_lines(p_person, c.now, c.now - interval '90 days')::text || '}'
$$;

create or replace function people.page(p_ctx text, p_person uuid) returns text
language plpgsql volatile set search_path = pg_catalog, people set plan_cache_mode = force_generic_plan as $$
declare o record;
begin
  o := people.enter_page(p_ctx, 'person.read', p_person);
  if o.c is null then return null; end if;
  return people.whole_page(o.c, p_person, o.told, o.masked, o.blocked);
end $$;

create or replace function people.export(p_ctx text, p_person uuid) returns text
language plpgsql volatile set search_path = pg_catalog, people set plan_cache_mode = force_generic_plan as $$
declare o record; c access.caller;
begin
  o := people.enter_page(p_ctx, 'person.export', p_person);
  if o.c is null then return null; end if;
  c := o.c;
  return json_build_object('madeAt', c.now, 'madeBy', split_part(c.actor, ':', 3), 'overview', people.whole_page(c, p_person, o.told, o.masked, o.blocked)::json,
    'voices', people.voice_lines(p_person, 0, null), 'promises', people.promise_lines(p_person, '-infinity'), 'needs', people.need_lines(p_person, '-infinity'))::text;
end $$;

-- ---------------------------------------------------------------- who else can see
-- For each unit now in the circle that the caller is told of: whose entries, of those the caller reads, its staff read too, by the same rule
-- that lets the caller read. A basis that the caller may not know of is null. Null for those who may not know the person.
create function people.readers(p_ctx text, p_person uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, people as $$
declare c access.caller := access.enter(p_ctx); v_tie text; v jsonb; v_person_unit constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  v_tie := access.tie(c, p_person);
  perform audit.open('person.readers', array[p_person], 'person');
  if c.kind <> 'staff' or v_tie is null then return null; end if;
  with mine as materialized (select r.author, r.basis from access.readable(c, p_person) r),
  circle as (
    select distinct on (e.unit_id) e.unit_id, e.role, e.valid_from, pr.id as provider_id, pr.authority_id, pr.branch
    from people.engagement e join organisations.unit u on u.id = e.unit_id join organisations.provider pr on pr.id = u.provider_id
    where e.person_id = p_person and e.valid_from <= c.now and (e.valid_to is null or e.valid_to > c.now)
      and (e.unit_id = c.unit_id or e.author_unit_id in (select author from mine))
    order by e.unit_id, e.valid_from desc
  ), sees as (
    select k.unit_id, r.author, r.basis, t.told, t.until
    from circle k
    cross join lateral access.readable(
      ('staff', '', null, null, null, k.unit_id, k.provider_id, k.authority_id, k.branch, '', null, 'care', c.now)::access.caller, p_person) r
    left join lateral (
      select true as told, max(s.valid_until) as until from people.consent s
      join people.consent_unit m on m.person_id = p_person and m.consent_id = s.id and m.unit_id = k.unit_id and m.included
      where r.basis in ('consent', 'svod_3_1') and s.person_id = p_person and s.decision = 'yes'
        and s.kind = case r.basis when 'consent' then 'disclosure' else 'shared_record' end
        and s.valid_from <= c.now and (s.valid_until is null or s.valid_until > c.now) and (s.withdrawn_at is null or s.withdrawn_at > c.now)
        and s.author_unit_id in (select author from mine) and (s.author_unit_id <> v_person_unit or k.unit_id = c.unit_id
          or exists (select 1 from people.consent_unit o where o.person_id = p_person and o.consent_id = s.id and o.unit_id = c.unit_id))
      having count(*) > 0
      union all
      select true, max(g.valid_until) from people.ground g join organisations.unit w on w.id = r.author and w.provider_id = g.from_provider_id
      where r.basis = 'ground' and g.person_id = p_person and g.to_unit_id = k.unit_id and g.valid_from <= c.now and g.valid_until > c.now
        and (g.ended_at is null or g.ended_at > c.now) and g.author_unit_id in (select author from mine)
      having count(*) > 0) t on true
    where r.author in (select author from mine)
  )
  select jsonb_build_object(
    'units', (select coalesce(jsonb_agg(jsonb_build_object('unitId', k.unit_id, 'role', k.role, 'since', k.valid_from,
        'sees', (select coalesce(jsonb_agg(jsonb_build_object('unitId', s.author, 'until', s.until,
          'basis', case when s.basis not in ('consent', 'svod_3_1', 'ground') or s.told then s.basis end) order by s.basis, s.author), '[]')
          from sees s where s.unit_id = k.unit_id)) order by k.unit_id <> c.unit_id, k.valid_from, k.unit_id), '[]') from circle k),
    'former', (select coalesce(jsonb_agg(m.author order by m.author), '[]') from mine m
      where m.author <> v_person_unit and m.author <> c.unit_id and m.author not in (select unit_id from circle)),
    'emergencies', (select coalesce(jsonb_agg(jsonb_build_object('unitId', e.author_unit_id, 'staffName', s.name, 'until', e.closes_at) order by e.closes_at), '[]')
      from people.emergency e join organisations.assignment a on a.id = e.assignment_id join organisations.staff s on s.id = a.staff_id
      where e.person_id = p_person and e.opened_at <= c.now and e.closes_at > c.now and e.author_unit_id in (select author from mine)),
    'relatives', case when p_person = any ((select access.unmasked())::uuid[]) then (select coalesce(jsonb_agg(jsonb_build_object('name', r.name, 'relation', r.relation,
        'parts', h.parts) order by r.name), '[]')
      from people.relative r cross join lateral (select array_agg(x.part order by x.part) as parts from people.relative_share x where x.person_id = p_person
        and x.relative_id = r.id and x.valid_from <= c.now and (x.withdrawn_at is null or x.withdrawn_at > c.now) and x.author_unit_id in (select author from mine)) h
      where r.person_id = p_person and r.valid_from <= c.now and (r.valid_to is null or r.valid_to > c.now) and r.author_unit_id in (select author from mine)
        and h.parts is not null) end,
    'blocked', people.has_blocks(c, p_person)) into v;
  return v::text;
end $$;

-- ---------------------------------------------------------------- what has happened
-- Promises, needs, consents, circle, words and warnings in one order of time, newest first; each row by the policies of its own table.
create function people.happened(p_person uuid, p_now timestamptz) returns table (kind text, type text, id uuid, at timestamptz, unit_id uuid, name text, words text, detail text, subject_id uuid)
language sql stable set search_path = pg_catalog, people as $$
  select 'promises', e.type, e.id, e.at, e.author_unit_id, split_part(e.actor, ':', 3), p.what, p.kind, p.id
    from commitments.event e join commitments.commitment p on p.person_id = e.person_id and p.id = e.subject_id where e.person_id = p_person
  union all select 'needs', 'need_opened', n.id, n.opened_at, n.author_unit_id, null, n.words, n.area, n.id from commitments.need n where n.person_id = p_person
  union all select 'needs', 'need_closed', n.id, n.closed_at, n.author_unit_id, null, n.words, n.close_reason, n.id from commitments.need n
    where n.person_id = p_person and n.closed_at is not null
  union all select 'needs', 'need_moved', a.id, a.from_at, a.unit_id, null, n.words, null, n.id from commitments.accountability a
    join commitments.need n on n.person_id = a.person_id and n.id = a.need_id where a.person_id = p_person and a.from_at > n.opened_at
  union all select 'consents', 'consent_' || k.decision, k.id, k.valid_from, k.author_unit_id, split_part(k.recorded_by, ':', 3), nullif(k.about, ''), k.kind, k.id
    from people.consents_told(p_person) k
  union all select 'consents', 'consent_withdrawn', k.id, k.withdrawn_at, k.author_unit_id, null, nullif(k.about, ''), k.kind, k.id
    from people.consents_told(p_person) k where k.withdrawn_at <= p_now
  union all select 'consents', 'ground_recorded', g.id, g.valid_from, g.author_unit_id, null, g.evidence, l.paragraph, g.id
    from people.ground g join people.legal_ground l on l.code = g.code where g.person_id = p_person
  union all select 'circle', 'joined', e.id, e.valid_from, e.unit_id, null, null, e.role, e.id from people.engagement e where e.person_id = p_person and e.valid_from <= p_now
  union all select 'circle', 'left', e.id, e.valid_to, e.unit_id, null, null, e.ended_reason, e.id from people.engagement e where e.person_id = p_person and e.valid_to <= p_now
  union all select 'circle', 'contact_named', n.id, n.valid_from, n.unit_id, s.name, null, n.kind, n.id
    from people.named_contact n join organisations.staff s on s.id = n.staff_id where n.person_id = p_person
  union all select 'circle', 'contact_ended', n.id, n.valid_to, n.unit_id, s.name, null, n.kind, n.id
    from people.named_contact n join organisations.staff s on s.id = n.staff_id where n.person_id = p_person and n.valid_to <= p_now
  union all select 'circle', 'relative_added', r.id, r.valid_from, r.author_unit_id, r.name, null, r.relation, r.id from people.relative r where r.person_id = p_person
  union all select 'voice', 'said', v.id, v.said_at, v.author_unit_id, split_part(v.recorded_by, ':', 3), v.words, v.said_by, v.id from people.voice v where v.person_id = p_person
  union all select 'alerts', case when a.replaces_id is null then 'alert_recorded' else 'alert_changed' end, a.id, a.valid_from, a.author_unit_id,
    split_part(a.recorded_by, ':', 3), a.words, a.kind, a.id from people.alert a where a.person_id = p_person
  union all select 'alerts', 'alert_ended', a.id, a.ended_at, a.author_unit_id, null, a.words, a.kind, a.id from people.alert a
    where a.person_id = p_person and a.ended_reason in ('no_longer', 'mistaken')
$$;

create function people.history(p_ctx text, p_person uuid, p_kinds text[], p_before timestamptz, p_before_key text, p_limit int) returns text
language plpgsql volatile set search_path = pg_catalog, people as $$
declare o record; v json;
begin
  o := people.enter_page(p_ctx, 'person.history', p_person);
  if o.c is null then return null; end if;
  with page as (
    select h.*, h.type || h.id as key from people.happened(p_person, (o.c).now) h
    where (p_kinds is null or h.kind = any (p_kinds)) and h.at <= (o.c).now
      and (p_before is null or (h.at, h.type || h.id) < (p_before, p_before_key))
    order by h.at desc, key desc limit p_limit + 1
  ), shown as (select *, row_number() over (order by at desc, key desc) as n from page)
  select json_build_object(
    'items', coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'type', type, 'at', at, 'unitId', unit_id, 'name', name, 'words', words, 'detail', detail,
      'subjectId', subject_id) order by n) filter (where n <= p_limit), '[]'),
    'next', case when count(*) > p_limit then (select json_build_object('at', at, 'key', key) from shown where n = p_limit) end) into v from shown;
  return v::text;
end $$;

grant execute on function people.alert_lines(uuid, timestamptz, timestamptz), people.whole_page(access.caller, uuid, json, boolean, boolean),
  people.readers(text, uuid), people.happened(uuid, timestamptz), people.history(text, uuid, text[], timestamptz, text, int) to mellanrum_app;
