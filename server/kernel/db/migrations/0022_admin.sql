set local role mellanrum_owner;

-- ---------------------------------------------------------------- every edit names the version it saw
alter table organisations.contact_way add column version int not null default 1;
alter table organisations.staff add column version int not null default 1;
alter table organisations.assignment add column version int not null default 1;
alter table organisations.agreement_term add column version int not null default 1,
  add column withdrawn_at timestamptz;
comment on column organisations.agreement_term.withdrawn_at is 'Återtagen innan den började gälla. Det som en gång har gällt återtas aldrig';
drop index organisations.agreement_term_once;
create unique index agreement_term_once on organisations.agreement_term (agreement_id, key, valid_from) where withdrawn_at is null;

create function organisations.count_version() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.version = old.version then new.version := old.version + 1; end if;
  return new;
end $$;

-- ---------------------------------------------------------------- who changed what, when, from what to what
create table organisations.change (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  assignment_id uuid,
  kind text not null check (kind in ('unit', 'contact_way', 'staff', 'assignment', 'agreement_term')),
  subject_id uuid not null,
  unit_id uuid,
  agreement_id uuid,
  before jsonb,
  after jsonb not null
);
create index change_by_unit on organisations.change (unit_id, seq desc);
create index change_by_agreement on organisations.change (agreement_id, seq desc);
create index change_by_subject on organisations.change (subject_id, seq desc);
comment on table organisations.change is 'Ändringar av enheter, kontaktvägar, uppdrag och avtalade tider: vem, när, från vad till vad. Bara tillägg; samma uppgifter står i den förseglade loggen';
create trigger append_only before update or delete on organisations.change for each row execute function access.refuse_change();
create trigger never_emptied before truncate on organisations.change for each statement execute function access.refuse_change();
alter table organisations.change enable row level security;
alter table organisations.change force row level security;
create policy commands on organisations.change to mellanrum_definer using (true) with check (true);
grant select, insert on organisations.change to mellanrum_definer;
grant usage on sequence organisations.change_seq_seq to mellanrum_definer;

do $$
declare t text;
begin
  foreach t in array array['unit', 'contact_way', 'staff', 'assignment', 'agreement_term'] loop
    execute format('create policy commands_insert on organisations.%I for insert to mellanrum_definer with check (true)', t);
    execute format('create policy commands_update on organisations.%I for update to mellanrum_definer using (true) with check (true)', t);
    execute format('grant insert, update on organisations.%I to mellanrum_definer', t);
    execute format('create trigger count_version before update on organisations.%I for each row execute function organisations.count_version()', t);
  end loop;
end $$;

set local role mellanrum_definer;

-- Only what differs is kept. What the system itself puts in place the first time tells of itself.
create function organisations.note_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, organisations as $$
declare c access.caller := access.caller(); n jsonb := to_jsonb(new) - 'version'; o jsonb; v_before jsonb; v_after jsonb;
begin
  if tg_op = 'INSERT' then
    if c.kind is null or c.kind = 'system' then return null; end if;
    v_after := jsonb_strip_nulls(n);
  else
    o := to_jsonb(old) - 'version';
    select jsonb_object_agg(k.key, o -> k.key), jsonb_object_agg(k.key, k.value) into v_before, v_after
      from jsonb_each(n) k where k.value is distinct from o -> k.key;
    if v_after is null then return null; end if;
  end if;
  insert into organisations.change (at, actor, assignment_id, kind, subject_id, unit_id, agreement_id, before, after)
  values (coalesce(c.now, clock_timestamp()), coalesce(c.actor, 'system::'), c.assignment_id, tg_table_name, new.id,
    coalesce((n ->> 'unit_id')::uuid, case when tg_table_name = 'unit' then new.id end), (n ->> 'agreement_id')::uuid, v_before, v_after);
  return null;
end $$;
grant execute on function organisations.note_change() to mellanrum_owner;

-- An administration's unit is in nobody's circle and writes about nobody: whoever keeps the register needs no one's data for it.
create function people.not_by_administration() returns trigger
language plpgsql security definer set search_path = pg_catalog, people as $$
begin
  if exists (select 1 from organisations.unit u where u.id = new.unit_id and u.kind = 'administration') then
    raise exception 'an administration has nobody in its care' using errcode = 'MR410';
  end if;
  return null;
end $$;
-- The role stands only there, and a seat in a joint group only in a joint group.
create function organisations.role_has_its_place() returns trigger
language plpgsql security definer set search_path = pg_catalog, organisations as $$
declare v_kind text := (select u.kind from organisations.unit u where u.id = new.unit_id);
begin
  if (new.role = 'administrator') <> (v_kind = 'administration') then
    raise exception 'an administrator works at an administration and nobody else does' using errcode = 'MR404';
  end if;
  return new;
end $$;
grant execute on function people.not_by_administration(), organisations.role_has_its_place() to mellanrum_owner;

set local role mellanrum_owner;
do $$
declare t text;
begin
  foreach t in array array['unit', 'contact_way', 'staff', 'assignment', 'agreement_term'] loop
    execute format('create trigger note_change after insert or update on organisations.%I for each row execute function organisations.note_change()', t);
  end loop;
end $$;
create trigger not_by_administration after insert on people.author for each row execute function people.not_by_administration();
create trigger role_has_its_place before insert or update of role, unit_id on organisations.assignment for each row execute function organisations.role_has_its_place();
set local role mellanrum_definer;

-- ---------------------------------------------------------------- who may
-- The head: the own unit. The administrator: every unit of the own provider. Asked of the assignment as it stands now.
create function organisations.administered() returns setof uuid
language sql stable security definer set search_path = pg_catalog, organisations rows 20 as $$
  select u.id from access.caller() c
  join organisations.assignment a on a.id = c.assignment_id and a.role = c.role and a.unit_id = c.unit_id
  join organisations.unit u on u.kind <> 'person' and (c.role = 'head' and u.id = c.unit_id or c.role = 'administrator' and u.provider_id = c.provider_id)
  where c.kind = 'staff'
$$;
comment on function organisations.administered() is 'Enheter som anroparen sköter: chefen sin egen, administratören vårdgivarens alla';
-- The joint groups that the agreement names, by those who sit in them.
create function organisations.governed() returns setof uuid
language sql stable security definer set search_path = pg_catalog, organisations rows 2 as $$
  select distinct b.agreement_id from access.caller() c
  join organisations.assignment a on a.id = c.assignment_id and a.role = 'leader' and a.unit_id = c.unit_id
  join organisations.agreement_body b on b.unit_id = c.unit_id
  where c.kind = 'staff' and c.role = 'leader'
$$;
comment on function organisations.governed() is 'Överenskommelser vars tider anroparen får ändra: de som nämner anroparens ledningsgrupp';

-- ---------------------------------------------------------------- one change
create function organisations.may_touch(p_unit uuid) returns void
language plpgsql stable set search_path = pg_catalog, organisations as $$
begin
  if p_unit is null or p_unit not in (select organisations.administered()) then raise exception 'no such unit' using errcode = 'MR404'; end if;
end $$;

-- What a column becomes: what is said, also nothing; else what it was.
create function organisations.said(p_set jsonb, p_key text, p_was text) returns text language sql immutable set search_path = pg_catalog as $$
  select case when p_set ? p_key then p_set ->> p_key else p_was end
$$;

create function organisations.change_unit(c access.caller, p jsonb) returns jsonb
language plpgsql volatile set search_path = pg_catalog, organisations as $$
declare u organisations.unit; n organisations.unit; s jsonb := p -> 'set'; v_ways int := 0;
begin
  select * into u from organisations.unit x where x.id = (p ->> 'id')::uuid for no key update;
  perform organisations.may_touch(u.id);
  if u.version <> (p ->> 'version')::int then return '{"stale": true}'; end if;
  n := u;
  n.name := organisations.said(s, 'name', u.name);
  n.tag := organisations.said(s, 'tag', u.tag);
  n.kind := organisations.said(s, 'kind', u.kind);
  n.municipality_code := organisations.said(s, 'municipalityCode', u.municipality_code);
  n.hsa_id := organisations.said(s, 'hsaId', u.hsa_id);
  n.email := organisations.said(s, 'email', u.email);
  n.closed_at := organisations.said(s, 'closedAt', u.closed_at::text)::timestamptz;
  n.provider_id := organisations.said(s, 'providerId', u.provider_id::text)::uuid;
  if c.role <> 'administrator' and (n.kind <> u.kind or n.provider_id <> u.provider_id or n.municipality_code is distinct from u.municipality_code) then
    raise exception 'what a unit is and whose is for the administrator' using errcode = 'MR404';
  end if;
  if n.kind <> u.kind and 'administration' in (n.kind, u.kind) then raise exception 'an administration stays one' using errcode = 'MR404'; end if;
  if n.provider_id <> u.provider_id and (
      -- Records are the provider's that wrote them (PDL 1:3): a unit that has any closes, and another opens with the new provider.
      exists (select 1 from people.author a where a.unit_id = u.id)
      or (select q.authority_id from organisations.provider q where q.id = n.provider_id) is distinct from c.authority_id) then
    raise exception 'a unit that has written about somebody does not change provider' using errcode = 'MR411';
  end if;
  if n.closed_at is distinct from u.closed_at and n.closed_at <= u.opened_at then raise exception 'closes before it opened' using errcode = 'MR411'; end if;
  update organisations.unit x set name = n.name, tag = n.tag, kind = n.kind, municipality_code = n.municipality_code, hsa_id = n.hsa_id,
    email = n.email, closed_at = n.closed_at, provider_id = n.provider_id where x.id = u.id;
  if n.closed_at is distinct from u.closed_at then
    -- Nobody is told to call a unit that is no more; opened again, its ways come back.
    if u.closed_at is not null then
      update organisations.contact_way w set valid_to = null where w.unit_id = u.id and w.valid_to = u.closed_at;
    end if;
    if n.closed_at is not null then
      update organisations.contact_way w set valid_to = n.closed_at where w.unit_id = u.id and w.valid_from < n.closed_at and (w.valid_to is null or w.valid_to > n.closed_at);
    end if;
    if n.closed_at is null then
      insert into commitments.recheck select distinct e.person_id, c.now from people.engagement e where e.unit_id = u.id and e.valid_to is null
        order by 1 on conflict (person_id) do update set at = least(recheck.at, excluded.at);
    end if;
  end if;
  return jsonb_build_object('id', u.id);
end $$;

create function organisations.open_unit(c access.caller, p jsonb) returns jsonb
language plpgsql volatile set search_path = pg_catalog, organisations as $$
begin
  if c.role <> 'administrator' or (select a.role from organisations.assignment a where a.id = c.assignment_id) is distinct from 'administrator' then
    raise exception 'units are opened by the administrator' using errcode = 'MR404';
  end if;
  insert into organisations.unit (id, provider_id, kind, code, name, tag, municipality_code, hsa_id, email, opened_at)
  values ((p ->> 'newId')::uuid, c.provider_id, p ->> 'kind', p ->> 'code', p ->> 'name', p ->> 'tag', p ->> 'municipalityCode', p ->> 'hsaId', p ->> 'email', (p ->> 'openedAt')::timestamptz);
  return jsonb_build_object('id', p ->> 'newId');
end $$;

create function organisations.change_way(c access.caller, p jsonb) returns jsonb
language plpgsql volatile set search_path = pg_catalog, organisations as $$
declare w organisations.contact_way; s jsonb := p -> 'set';
begin
  select * into w from organisations.contact_way x where x.id = (p ->> 'id')::uuid for no key update;
  perform organisations.may_touch(w.unit_id);
  if w.version <> (p ->> 'version')::int then return '{"stale": true}'; end if;
  update organisations.contact_way x set channel = organisations.said(s, 'channel', w.channel), value = organisations.said(s, 'value', w.value),
    label_sv = organisations.said(s, 'labelSv', w.label_sv), label_en = organisations.said(s, 'labelEn', w.label_en),
    audience = organisations.said(s, 'audience', w.audience), hours = coalesce(s -> 'hours', w.hours), sort = organisations.said(s, 'sort', w.sort::text)::int,
    valid_to = organisations.said(s, 'validTo', w.valid_to::text)::timestamptz where x.id = w.id;
  return jsonb_build_object('id', w.id);
end $$;

create function organisations.add_way(c access.caller, p jsonb) returns jsonb
language plpgsql volatile set search_path = pg_catalog, organisations as $$
begin
  perform organisations.may_touch((p ->> 'unitId')::uuid);
  insert into organisations.contact_way (id, unit_id, channel, value, label_sv, label_en, audience, hours, sort, valid_from)
  values ((p ->> 'newId')::uuid, (p ->> 'unitId')::uuid, p ->> 'channel', p ->> 'value', p ->> 'labelSv', p ->> 'labelEn', p ->> 'audience', p -> 'hours', (p ->> 'sort')::int, c.now);
  return jsonb_build_object('id', p ->> 'newId');
end $$;

-- Known by HSA id or sign-in when they are in the register already; nobody's sign-in is ever changed here.
create function organisations.assign_staff(c access.caller, p jsonb) returns jsonb
language plpgsql volatile set search_path = pg_catalog, organisations as $$
declare v_staff uuid; v_role text := p ->> 'role'; v_other uuid;
begin
  perform organisations.may_touch((p ->> 'unitId')::uuid);
  if v_role = 'administrator' and c.role <> 'administrator' or v_role = 'leader' and c.branch <> 'joint' then
    raise exception 'that role is not given here' using errcode = 'MR404';
  end if;
  select f.id into v_staff from organisations.staff f where f.subject = p ->> 'subject';
  select f.id into v_other from organisations.staff f where f.hsa_id = p ->> 'hsaId';
  if v_staff is null and v_other is null then
    insert into organisations.staff (id, subject, name, title, hsa_id)
      values ((p ->> 'newStaffId')::uuid, p ->> 'subject', p ->> 'name', p ->> 'title', p ->> 'hsaId') returning id into v_staff;
  elsif v_staff is distinct from v_other and v_other is not null then
    raise exception 'the HSA id is another''s' using errcode = '23505';
  end if;
  if exists (select 1 from organisations.assignment a where a.staff_id = v_staff and a.unit_id = (p ->> 'unitId')::uuid and a.role = v_role
      and (a.valid_to is null or a.valid_to > (p ->> 'validFrom')::timestamptz)) then
    raise exception 'has that assignment' using errcode = '23505';
  end if;
  insert into organisations.assignment (id, staff_id, unit_id, role, valid_from, valid_to)
    values ((p ->> 'newId')::uuid, v_staff, (p ->> 'unitId')::uuid, v_role, (p ->> 'validFrom')::timestamptz, (p ->> 'validTo')::timestamptz);
  return jsonb_build_object('id', p ->> 'newId');
end $$;

-- Whoever leaves a unit is nobody's named contact there: it ends the same moment, and comes back if the leaving is taken back at once.
create function organisations.move_contacts(c access.caller, p_staff uuid, p_unit uuid, p_was timestamptz, p_becomes timestamptz) returns jsonb
language plpgsql volatile set search_path = pg_catalog, organisations as $$
declare v_context text := current_setting('app.ctx'); v_ended jsonb;
begin
  -- The contact is the unit's own entry; here the register speaks, not the one who edits it.
  perform set_config('app.ctx', '', true);
  if p_was is not null then
    update people.named_contact n set valid_to = null, version = n.version + 1 where n.staff_id = p_staff and n.unit_id = p_unit and n.valid_to = p_was
      and not exists (select 1 from people.named_contact o where o.person_id = n.person_id and o.kind = n.kind and o.id <> n.id and o.valid_to is null);
  end if;
  with ended as (
    update people.named_contact n set valid_to = p_becomes, version = n.version + 1
    where n.staff_id = p_staff and n.unit_id = p_unit and n.valid_from < p_becomes and (n.valid_to is null or n.valid_to > p_becomes)
      and not exists (select 1 from organisations.assignment a where a.staff_id = p_staff and a.unit_id = p_unit and a.valid_from <= p_becomes
        and (a.valid_to is null or a.valid_to > p_becomes))
    returning n.person_id, n.kind
  )
  select jsonb_object_agg(e.kind, e.persons) into v_ended from (select kind, jsonb_agg(distinct person_id) as persons from ended group by kind) e;
  perform set_config('app.ctx', v_context, true);
  if p_becomes > c.now then
    insert into commitments.recheck select distinct n.person_id, p_becomes from people.named_contact n where n.staff_id = p_staff and n.unit_id = p_unit and n.valid_to = p_becomes
      order by 1 on conflict (person_id) do update set at = least(recheck.at, excluded.at);
  end if;
  return coalesce(v_ended, '{}');
end $$;

create function organisations.change_assignment(c access.caller, p jsonb) returns jsonb
language plpgsql volatile set search_path = pg_catalog, organisations as $$
declare a organisations.assignment; v_to timestamptz; v_ended jsonb;
begin
  select * into a from organisations.assignment x where x.id = (p ->> 'id')::uuid for no key update;
  perform organisations.may_touch(a.unit_id);
  if a.role = 'administrator' and c.role <> 'administrator' then raise exception 'no such assignment' using errcode = 'MR404'; end if;
  if a.version <> (p ->> 'version')::int then return '{"stale": true}'; end if;
  v_to := organisations.said(p -> 'set', 'validTo', a.valid_to::text)::timestamptz;
  if v_to <= a.valid_from then raise exception 'ends before it begins' using errcode = 'MR411'; end if;
  update organisations.assignment x set valid_to = v_to where x.id = a.id;
  v_ended := organisations.move_contacts(c, a.staff_id, a.unit_id, a.valid_to, v_to);
  return jsonb_build_object('id', a.id, 'contacts', v_ended);
end $$;

-- A new value is a new row from a day ahead. What has been in force stands; what has not yet may be given another value or taken back.
create function organisations.set_term(c access.caller, p jsonb) returns jsonb
language plpgsql volatile set search_path = pg_catalog, organisations as $$
declare t organisations.agreement_term; v_today date := (c.now at time zone 'Europe/Stockholm')::date; v_from date := (p ->> 'validFrom')::date; v_seen uuid := (p ->> 'seenId')::uuid;
begin
  if (p ->> 'agreementId')::uuid not in (select organisations.governed()) then raise exception 'no such agreement' using errcode = 'MR404'; end if;
  if v_from <= v_today then raise exception 'a rule does not change backwards' using errcode = 'MR411'; end if;
  -- One at a time for each agreement: the row that was seen as the latest must still be it.
  perform pg_advisory_xact_lock(hashtextextended(p ->> 'agreementId', 22));
  select * into t from organisations.agreement_term x where x.agreement_id = (p ->> 'agreementId')::uuid and x.key = p ->> 'key' and x.withdrawn_at is null
    order by x.valid_from desc limit 1;
  if t.id is distinct from v_seen or t.version is distinct from (p ->> 'version')::int then return jsonb_build_object('stale', true, 'id', t.id); end if;
  if t.valid_from = v_from then
    update organisations.agreement_term x set amount = (p ->> 'amount')::int, unit = p ->> 'unit', source = p ->> 'source', verified = (p ->> 'verified')::boolean where x.id = t.id;
    return jsonb_build_object('id', t.id);
  end if;
  insert into organisations.agreement_term (id, agreement_id, key, amount, unit, valid_from, source, verified)
  values ((p ->> 'newId')::uuid, (p ->> 'agreementId')::uuid, p ->> 'key', (p ->> 'amount')::int, p ->> 'unit', v_from, p ->> 'source', (p ->> 'verified')::boolean);
  return jsonb_build_object('id', p ->> 'newId');
end $$;

create function organisations.withdraw_term(c access.caller, p jsonb) returns jsonb
language plpgsql volatile set search_path = pg_catalog, organisations as $$
declare t organisations.agreement_term;
begin
  select * into t from organisations.agreement_term x where x.id = (p ->> 'id')::uuid for no key update;
  if t.id is null or t.agreement_id not in (select organisations.governed()) then raise exception 'no such term' using errcode = 'MR404'; end if;
  if t.version <> (p ->> 'version')::int or t.withdrawn_at is not null then return '{"stale": true}'; end if;
  if t.valid_from <= (c.now at time zone 'Europe/Stockholm')::date then raise exception 'a rule does not change backwards' using errcode = 'MR411'; end if;
  update organisations.agreement_term x set withdrawn_at = c.now where x.id = t.id;
  return jsonb_build_object('id', t.id);
end $$;

-- Each change in its order. A stale one is told by its place; the caller takes back all. Default: no.
create function organisations.administer(p_changes jsonb) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, organisations as $$
declare c access.caller := access.caller(); p jsonb; v jsonb; v_all jsonb := '[]';
begin
  if c.kind is distinct from 'staff' then raise exception 'not for you' using errcode = 'MR404'; end if;
  for p in select value from jsonb_array_elements(p_changes) loop
    v := case p ->> 'do'
      when 'unit.edit' then organisations.change_unit(c, p)
      when 'unit.open' then organisations.open_unit(c, p)
      when 'way.edit' then organisations.change_way(c, p)
      when 'way.add' then organisations.add_way(c, p)
      when 'staff.assign' then organisations.assign_staff(c, p)
      when 'assignment.edit' then organisations.change_assignment(c, p)
      when 'term.set' then organisations.set_term(c, p)
      when 'term.withdraw' then organisations.withdraw_term(c, p) end;
    if v is null then raise exception 'no such change' using errcode = 'MR404'; end if;
    v_all := v_all || jsonb_build_array(v);
  end loop;
  return v_all;
end $$;

-- What was changed, into the sealed log as well as into the history.
create function organisations.seal_changes(p_action text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, organisations as $$
declare c access.caller := access.caller();
begin
  perform audit.record(c, p_action, '{}', 'person', jsonb_build_object('changes', (select coalesce(jsonb_agg(jsonb_build_object(
      'kind', h.kind, 'id', h.subject_id, 'unit', h.unit_id, 'agreement', h.agreement_id, 'before', h.before, 'after', h.after) order by h.seq), '[]')
    from organisations.change h where h.at = c.now and h.actor = c.actor and h.xmin = pg_current_xact_id()::xid)));
end $$;

-- ---------------------------------------------------------------- what a change would do: counted, never named
-- Everybody in whose circle one of the units is, as which units are there and how many such persons there are.
create function organisations.circles(p_units uuid[]) returns json
language plpgsql stable security definer set search_path = pg_catalog, organisations as $$
declare v_now timestamptz := (access.caller()).now; v json;
begin
  if exists (select 1 from unnest(p_units) u(id) where u.id not in (select organisations.administered())) then raise exception 'no such unit' using errcode = 'MR404'; end if;
  select coalesce(json_agg(json_build_object('units', g.units, 'persons', g.n)), '[]') into v from (
    select q.units, count(*) as n from (
      select e.person_id, array_agg(distinct e.unit_id order by e.unit_id) as units from people.engagement e
      where e.person_id in (select x.person_id from people.engagement x where x.unit_id = any (p_units) and x.valid_from <= v_now and (x.valid_to is null or x.valid_to > v_now))
        and e.valid_from <= v_now and (e.valid_to is null or e.valid_to > v_now)
      group by e.person_id) q group by q.units) g;
  return v;
end $$;

-- What a unit that closes leaves behind.
create function organisations.left_by(p_unit uuid) returns json
language plpgsql stable security definer set search_path = pg_catalog, organisations as $$
declare v_now timestamptz := (access.caller()).now; v json;
begin
  if p_unit not in (select organisations.administered()) then raise exception 'no such unit' using errcode = 'MR404'; end if;
  select json_build_object(
    'needs', (select count(*) from commitments.accountability a where a.unit_id = p_unit and a.to_at is null),
    'asked', (select count(*) from commitments.commitment k where k.to_unit_id = p_unit and k.ended_at is null and k.state in ('offered', 'received', 'proposed')),
    'promised', (select count(*) from commitments.commitment k where k.to_unit_id = p_unit and k.ended_at is null and k.state in ('accepted', 'paused')),
    'persons', (select count(distinct e.person_id) from people.engagement e where e.unit_id = p_unit and e.valid_from <= v_now and (e.valid_to is null or e.valid_to > v_now)),
    'staff', (select count(*) from organisations.assignment a where a.unit_id = p_unit and a.valid_from <= v_now and (a.valid_to is null or a.valid_to > v_now))) into v;
  return v;
end $$;

-- Who is signed in on an assignment right now.
create function organisations.signed_in(p_assignments uuid[]) returns int
language sql stable security definer set search_path = pg_catalog, organisations as $$
  select count(distinct s.subject)::int from access.caller() c
  join identity.session s on s.assignment_id = any (p_assignments) and s.revoked_at is null and s.expires_at > c.now
  join organisations.assignment a on a.id = s.assignment_id and a.unit_id in (select organisations.administered())
$$;

-- Unanswered offers, for those who set the answer times: nothing that says who or what.
create function organisations.unanswered(p_municipality text) returns json
language plpgsql stable security definer set search_path = pg_catalog, organisations as $$
declare v json;
begin
  if not exists (select 1 from organisations.governed()) then raise exception 'no such agreement' using errcode = 'MR404'; end if;
  select coalesce(json_agg(json_build_object('id', k.id, 'personId', k.person_id, 'kind', k.kind, 'urgency', k.urgency, 'state', k.state, 'version', k.version,
      'municipality', coalesce(t.municipality_code, f.municipality_code), 'answerBy', k.answer_by, 'lapsesAt', k.lapses_at,
      'from', coalesce((select max(e.at) from commitments.event e where e.person_id = k.person_id and e.subject_id = k.id
        and e.type = any (case k.state when 'proposed' then array['proposed'] else array['retracted'] end)), k.offered_at)) order by k.id), '[]') into v
  from commitments.commitment k
  left join organisations.unit t on t.id = coalesce(k.to_unit_id, k.open_to[1])
  left join organisations.unit f on f.id = k.from_unit_id
  where k.ended_at is null and k.state in ('offered', 'received', 'proposed')
    and (p_municipality is null or coalesce(t.municipality_code, f.municipality_code) = p_municipality);
  return v;
end $$;

-- Gives unanswered offers another clock, when the agreement says that it counts for them too. Each tells of it in its history, and each
-- person's log says that it was done.
create function organisations.reclock(p_clocks jsonb) returns int
language plpgsql volatile security definer set search_path = pg_catalog, organisations as $$
declare c access.caller := access.caller(); v_persons uuid[]; n int;
begin
  if not exists (select 1 from organisations.governed()) then raise exception 'no such agreement' using errcode = 'MR404'; end if;
  with wanted as (
    select * from jsonb_to_recordset(p_clocks) as r("eventId" uuid, id uuid, "personId" uuid, version int, "answerBy" timestamptz, "lapsesAt" timestamptz)
  ), moved as (
    update commitments.commitment k set answer_by = w."answerBy", lapses_at = w."lapsesAt", due_at = greatest(k.due_at, w."answerBy"), version = k.version + 1
    from wanted w where k.person_id = w."personId" and k.id = w.id and k.version = w.version and k.state in ('offered', 'received', 'proposed')
    returning k.*, w."eventId"
  ), wrote as (
    insert into commitments.event (id, person_id, subject_id, type, at, actor, author_unit_id, data)
    select m."eventId", m.person_id, m.id, 'reclocked', c.now, c.actor, c.unit_id, jsonb_build_object('answerBy', m.answer_by) from moved m
  ), told as (
    insert into notify.change (units, person_id, topic) select array_remove(array[m.to_unit_id, m.from_unit_id], null), m.person_id, 'commitment' from moved m
  )
  select count(*), coalesce(array_agg(distinct person_id), '{}') into n, v_persons from moved;
  if n > 0 then perform audit.record(c, 'promise.reclock', v_persons, 'list', jsonb_build_object('promises', n)); end if;
  return n;
end $$;

create function organisations.change_lines(p_unit uuid, p_agreement uuid, p_subject uuid, p_before bigint, p_limit int) returns json
language plpgsql stable security definer set search_path = pg_catalog, organisations as $$
declare v json;
begin
  select coalesce(json_agg(json_build_object('seq', h.seq, 'at', h.at, 'by', split_part(h.actor, ':', 3), 'system', h.actor like 'system:%', 'kind', h.kind, 'subjectId', h.subject_id,
      'unitId', h.unit_id, 'agreementId', h.agreement_id, 'name', coalesce(u.name, w.label_sv, f.name, g.name), 'key', t.key, 'before', h.before, 'after', h.after) order by h.seq desc), '[]') into v
  from (select * from organisations.change x
    where (x.unit_id in (select organisations.administered()) or x.agreement_id in (select organisations.governed()))
      and (p_unit is null or x.unit_id = p_unit) and (p_agreement is null or x.agreement_id = p_agreement) and (p_subject is null or x.subject_id = p_subject)
      and (p_before is null or x.seq < p_before)
    order by x.seq desc limit p_limit) h
  left join organisations.unit u on h.kind = 'unit' and u.id = h.subject_id
  left join organisations.contact_way w on h.kind = 'contact_way' and w.id = h.subject_id
  left join organisations.assignment a on h.kind = 'assignment' and a.id = h.subject_id
  left join organisations.staff f on f.id = a.staff_id
  left join organisations.agreement_term t on h.kind = 'agreement_term' and t.id = h.subject_id
  left join organisations.agreement g on g.id = h.agreement_id;
  return v;
end $$;

grant execute on function organisations.administered(), organisations.governed(), organisations.administer(jsonb), organisations.seal_changes(text),
  organisations.circles(uuid[]), organisations.left_by(uuid), organisations.signed_in(uuid[]), organisations.unanswered(text), organisations.reclock(jsonb),
  organisations.change_lines(uuid, uuid, uuid, bigint, int) to mellanrum_app;
