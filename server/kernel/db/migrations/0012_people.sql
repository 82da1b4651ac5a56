set local role mellanrum_definer;

-- ---------------------------------------------------------------- what no writer may do, whatever program it is
-- Only the columns named may change, and what has ended stays ended. Superusers planting rows for tests have no caller and are let be.
create function people.only_changes() returns trigger language plpgsql security definer set search_path = pg_catalog, people as $$
declare c access.caller := access.caller(); v_old jsonb := to_jsonb(old); v_new jsonb := to_jsonb(new); k text;
begin
  if c.kind is null then return new; end if;
  if v_old - tg_argv <> v_new - tg_argv then raise exception '%: a correction is a new entry', tg_table_name using errcode = 'MR405'; end if;
  foreach k in array array['valid_to', 'withdrawn_at', 'lifted_at', 'ended_at', 'reviewed_at'] loop
    if (v_old ->> k)::timestamptz <= c.now and v_new -> k is distinct from v_old -> k then
      raise exception '%: it has ended already', tg_table_name using errcode = 'MR409';
    end if;
  end loop;
  return new;
end $$;

-- Whose move it is: a unit's place in the circle is its own, a ground and a block stand on one's own provider's side, an emergency on
-- one's own assignment, units are named in a consent when it is given, and only a head opens protected details.
create function people.own_side() returns trigger language plpgsql security definer set search_path = pg_catalog, people as $$
declare c access.caller := access.caller();
begin
  if c.kind is null or c.kind = 'system' then return new; end if;
  case tg_table_name
    when 'engagement', 'named_contact' then
      if c.kind <> 'staff' or new.unit_id <> c.unit_id then raise exception 'another unit''s place' using errcode = 'MR403'; end if;
    when 'ground' then
      if c.kind <> 'staff' or new.from_provider_id <> c.provider_id then raise exception 'another provider''s ground' using errcode = 'MR403'; end if;
    when 'block' then
      if c.kind = 'staff' and new.provider_id is distinct from c.provider_id and not exists (
          select 1 from organisations.unit u where u.id = new.unit_id and u.provider_id = c.provider_id) then
        raise exception 'another provider''s block' using errcode = 'MR403';
      end if;
    when 'emergency' then
      if c.kind <> 'staff' or new.author_unit_id <> c.unit_id or (tg_op = 'INSERT' and (new.assignment_id <> c.assignment_id or new.opened_at <> c.now))
          or (tg_op = 'UPDATE' and c.role <> 'head') then
        raise exception 'another''s emergency' using errcode = 'MR403';
      end if;
    when 'consent_unit' then
      perform 1 from people.consent k where k.id = new.consent_id and k.person_id = new.person_id
        and k.author_unit_id = c.unit_id and k.valid_from = c.now and k.withdrawn_at is null;
      if not found then raise exception 'units are named when the consent is given' using errcode = 'MR403'; end if;
    when 'relative' then
      if new.subject is not null and (tg_op = 'INSERT' or new.subject is distinct from old.subject) then
        raise exception 'a relative''s sign-in is given by the system' using errcode = 'MR403';
      end if;
    when 'relative_share' then
      if tg_op = 'INSERT' and c.kind = 'staff' and not exists (select 1 from people.consent k
          where k.person_id = new.person_id and k.kind = 'relative' and k.relative_id = new.relative_id and k.decision = 'yes'
            and k.valid_from <= c.now and (k.valid_until is null or k.valid_until > c.now) and (k.withdrawn_at is null or k.withdrawn_at > c.now)) then
        raise exception 'the person has not said yes to this relative' using errcode = 'MR412';
      end if;
    when 'unmask_grant' then
      if c.kind <> 'staff' or c.role <> 'head' or new.author_unit_id <> c.unit_id or not exists (select 1 from organisations.assignment a
          where a.staff_id = new.staff_id and a.unit_id = c.unit_id and a.valid_from <= c.now and (a.valid_to is null or a.valid_to > c.now)) then
        raise exception 'the head opens to the unit''s own staff' using errcode = 'MR403';
      end if;
  end case;
  return new;
end $$;
grant execute on function people.only_changes(), people.own_side() to mellanrum_owner;

set local role mellanrum_owner;
create trigger only_changes before update on people.engagement for each row execute function people.only_changes('role', 'valid_to', 'ended_reason', 'version');
create trigger only_changes before update on people.named_contact for each row execute function people.only_changes('valid_to', 'version');
create trigger only_changes before update on people.relative for each row execute function people.only_changes('phone', 'subject', 'valid_to', 'version');
create trigger only_changes before update on people.relative_share for each row execute function people.only_changes('withdrawn_at');
create trigger only_changes before update on people.consent for each row execute function people.only_changes('withdrawn_at', 'withdrawn_form', 'version');
create trigger only_changes before update on people.ground for each row execute function people.only_changes('ended_at', 'version');
create trigger only_changes before update on people.block for each row execute function people.only_changes('lifted_at', 'version');
create trigger only_changes before update on people.emergency for each row execute function people.only_changes('reviewed_at', 'reviewed_by', 'review');
create trigger only_changes before update on people.unmask_grant for each row execute function people.only_changes('valid_to');
create trigger own_side before insert or update on people.engagement for each row
  when (current_user = 'mellanrum_app') execute function people.own_side();
create trigger own_side before insert or update on people.named_contact for each row execute function people.own_side();
create trigger own_side before insert or update on people.ground for each row execute function people.own_side();
create trigger own_side before insert or update on people.block for each row execute function people.own_side();
create trigger own_side before insert or update on people.emergency for each row execute function people.own_side();
create trigger own_side before insert or update on people.consent_unit for each row execute function people.own_side();
create trigger own_side before insert or update on people.relative for each row execute function people.own_side();
create trigger own_side before insert or update on people.relative_share for each row execute function people.own_side();
create trigger own_side before insert or update on people.unmask_grant for each row execute function people.own_side();

set local role mellanrum_definer;

-- ---------------------------------------------------------------- live update to the whole circle, also to units the caller does not know of
create function people.tell_circle(p_person uuid, p_units uuid[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, people as $$
begin
  if access.tie(access.caller(), p_person) is null then return; end if;
  insert into notify.change (units, person_id, topic)
  select array(select distinct x.u from (select e.unit_id from people.engagement e where e.person_id = p_person and e.valid_to is null
      union select unnest(p_units)) x(u) where x.u is not null), p_person, 'person';
end $$;

-- ---------------------------------------------------------------- register, engage, change, find
-- Finds by identity or makes the person, engages the caller's own unit, logs. Says nothing of which it was.
create function people.register(p jsonb) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, people as $$
declare c access.caller := access.caller(); v_person uuid;
begin
  if c.kind is null or c.kind not in ('staff', 'system') then raise exception 'staff only' using errcode = 'MR404'; end if;
  perform pg_advisory_xact_lock(hashtextextended(p ->> 'value', 1));
  select person_id into v_person from people.person_identifier where system = p ->> 'system' and value = p ->> 'value';
  if v_person is null then
    v_person := (p ->> 'id')::uuid;
    insert into people.person (person_id, given_name, family_name, birth_date, protection, language, interpreter, subject)
    values (v_person, p ->> 'givenName', p ->> 'familyName', (p ->> 'birthDate')::date, p ->> 'protection', p ->> 'language',
      (p ->> 'interpreter')::boolean, case when c.kind = 'system' then p ->> 'subject' end);
    insert into people.person_identifier values (p ->> 'system', p ->> 'value', v_person);
    insert into people.person_contact (person_id, street, postal_code, town, municipality_code, phone, email)
    values (v_person, p #>> '{contact,street}', p #>> '{contact,postalCode}', p #>> '{contact,town}', p #>> '{contact,municipalityCode}',
      p #>> '{contact,phone}', p #>> '{contact,email}');
  end if;
  if c.kind = 'staff' then
    insert into people.engagement (id, person_id, unit_id, role, basis, valid_from, author_unit_id)
    values ((p ->> 'engagementId')::uuid, v_person, c.unit_id, p ->> 'role', 'care_relation', c.now, c.unit_id)
    on conflict (person_id, unit_id) where valid_to is null do nothing;
  end if;
  perform audit.open('person.register', array[v_person], 'list', jsonb_build_object('reason', p ->> 'reason', 'role', p ->> 'role'));
  perform people.tell_circle(v_person, array[c.unit_id]);
  return v_person;
end $$;

-- A unit that has been there before joins again. Null when it may not know the person.
create function people.engage(p_person uuid, p_id uuid, p_role text, p_reason text) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, people as $$
declare c access.caller := access.caller();
begin
  if c.kind is distinct from 'staff' or access.tie(c, p_person) is null then
    perform audit.open('circle.engage', array[p_person], 'person', '{}');
    return null;
  end if;
  insert into people.engagement (id, person_id, unit_id, role, basis, valid_from, author_unit_id)
  values (p_id, p_person, c.unit_id, p_role, 'care_relation', c.now, c.unit_id);
  perform audit.open('circle.engage', array[p_person], 'person', jsonb_build_object('reason', p_reason, 'role', p_role));
  return jsonb_build_object('id', p_id, 'version', 1);
end $$;

-- What it now says, or null when another version stood there. The log keeps what it said before.
create function people.change_person(p_person uuid, p_seen int, p jsonb) returns int
language plpgsql volatile security definer set search_path = pg_catalog, people as $$
declare c access.caller := access.caller(); o people.person; v_tie text := access.tie(access.caller(), p_person);
begin
  if c.kind not in ('staff', 'system') or v_tie is null or v_tie = 'known' then raise exception 'not in the circle' using errcode = 'MR404'; end if;
  select * into o from people.person where person_id = p_person for no key update;
  if o.version <> p_seen then return null; end if;
  update people.person set given_name = p ->> 'givenName', family_name = p ->> 'familyName', protection = p ->> 'protection',
    language = p ->> 'language', interpreter = (p ->> 'interpreter')::boolean, deceased_on = (p ->> 'deceasedOn')::date, version = o.version + 1
  where person_id = p_person;
  perform audit.open('person.changed', array[p_person], 'list', jsonb_build_object('before', jsonb_build_object('givenName', o.given_name, 'familyName', o.family_name,
    'protection', o.protection, 'language', o.language, 'interpreter', o.interpreter, 'deceasedOn', o.deceased_on)));
  return o.version + 1;
end $$;

-- Among the persons whose circle the caller's unit is in now, and no others: page, total and order obey the same rule. Logged with the
-- persons shown; p_logged is the query as it may stand in the log.
create function people.find(p_name text, p_identity text, p_logged text, p_after jsonb, p_limit int) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, people as $$
declare c access.caller := access.caller(); v_ids uuid[]; v_total int; v_next jsonb; v_items jsonb;
begin
  if c.kind is distinct from 'staff' then raise exception 'staff only' using errcode = 'MR404'; end if;
  with found as materialized (
    select q.person_id, lower(q.family_name) as f, lower(q.given_name) as g from (
      select distinct e.person_id from people.engagement e
      where e.unit_id = c.unit_id and e.valid_from <= c.now and (e.valid_to is null or e.valid_to > c.now)) mine
    join people.person q on q.person_id = mine.person_id
    where case when p_identity is not null
        then exists (select 1 from people.person_identifier i where i.person_id = q.person_id and i.value = p_identity)
        else starts_with(lower(q.family_name), p_name) or starts_with(lower(q.given_name || ' ' || q.family_name), p_name)
          or starts_with(lower(q.family_name || ' ' || q.given_name), p_name) end
  ), page as (
    select * from found where p_after is null or (f, g, person_id) > (p_after ->> 'f', p_after ->> 'g', (p_after ->> 'id')::uuid)
    order by f, g, person_id limit p_limit + 1
  ), shown as (select *, row_number() over (order by f, g, person_id) as n from page)
  select coalesce(array_agg(person_id order by n) filter (where n <= p_limit), '{}'), (select count(*) from found),
    case when count(*) > p_limit then (select jsonb_build_object('f', f, 'g', g, 'id', person_id) from shown where n = p_limit) end
  into v_ids, v_total, v_next from shown;
  v_ids := audit.open('person.search', v_ids, 'list', jsonb_build_object('query', p_logged, 'total', v_total));
  select coalesce(jsonb_agg(jsonb_build_object('id', q.person_id, 'givenName', q.given_name, 'familyName', q.family_name,
      'identity', (select left(i.value, 8) || '-' || right(i.value, 4) from people.person_identifier i where i.person_id = q.person_id order by i.system limit 1),
      'birthDate', q.birth_date, 'protection', q.protection, 'deceasedOn', q.deceased_on,
      'role', (select e.role from people.engagement e where e.person_id = q.person_id and e.unit_id = c.unit_id and e.valid_from <= c.now
        and (e.valid_to is null or e.valid_to > c.now) order by e.valid_from desc limit 1)) order by lower(q.family_name), lower(q.given_name), q.person_id), '[]')
  into v_items from people.person q where q.person_id = any (v_ids);
  return jsonb_build_object('items', v_items, 'total', v_total, 'next', v_next);
end $$;

-- ---------------------------------------------------------------- consents
-- A new answer ends the older answers of its kind that it speaks of anew, also those the recorder may not see. Of one kind:
--   plan, quality_register, follow_up: every older answer. relative: those about the same relative.
--   disclosure, shared_record: a "no" to all ends every answer; a "no" to named units ends every yes that includes one of them and every
--   no that names nothing else; a yes ends every answer whose included units it names again, every yes that includes a unit now
--   excepted, every no to all, and every no to a unit now included.
create function people.end_replaced(p_person uuid, p_consent uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, people as $$
declare c access.caller := access.caller(); n people.consent; v_in uuid[]; v_out uuid[];
begin
  select * into n from people.consent where id = p_consent and person_id = p_person and valid_from = c.now
    and (author_unit_id = c.unit_id or c.kind = 'system');
  if not found or access.tie(c, p_person) is null or access.tie(c, p_person) in ('known', 'relative') then raise exception 'no new answer' using errcode = 'MR404'; end if;
  select coalesce(array_agg(unit_id) filter (where included), '{}'), coalesce(array_agg(unit_id) filter (where not included), '{}')
    into v_in, v_out from people.consent_unit where person_id = p_person and consent_id = n.id;
  update people.consent o set withdrawn_at = c.now, withdrawn_form = n.form, version = o.version + 1
  from (select k.id, coalesce(array_agg(u.unit_id) filter (where u.included), '{}') as units
    from people.consent k left join people.consent_unit u on u.person_id = k.person_id and u.consent_id = k.id
    where k.person_id = p_person and k.kind = n.kind and k.id <> n.id and k.withdrawn_at is null
    group by k.id) older
  where o.id = older.id and case
    when n.kind in ('plan', 'quality_register', 'follow_up') then true
    when n.kind = 'relative' then o.relative_id = n.relative_id
    when n.decision = 'no' and v_in = '{}' then true
    when n.decision = 'no' and o.decision = 'yes' then older.units && v_in
    when n.decision = 'no' then older.units <> '{}' and older.units <@ v_in
    when o.decision = 'yes' then older.units <@ (v_in || v_out) or older.units && v_out
    else older.units = '{}' or older.units && v_in end;
end $$;

-- ---------------------------------------------------------------- blocks and emergency access
-- That something is blocked may show (PDL 4:4, SVOD 2:4); whose, no. Blocks of services outside those laws are not hinted at.
create function people.has_blocks(c access.caller, p_person uuid) returns boolean language sql stable set search_path = pg_catalog, people as $$
  select c.kind <> 'relative' and exists (select 1 from people.block b left join organisations.unit u on u.id = b.unit_id
    join organisations.provider pr on pr.id = coalesce(b.provider_id, u.provider_id)
    where b.person_id = p_person and b.valid_from <= c.now and (b.lifted_at is null or b.lifted_at > c.now)
      and (c.kind <> 'staff' or (pr.branch in ('health', 'omsorg') and c.branch in ('health', 'omsorg')) or pr.id = c.provider_id))
$$;

-- First step in danger (PDL 4:5, SVOD 3:5): which units of one's own provider, and which other providers, are blocked. The question is logged.
create function people.blocking(p_person uuid, p_reason text) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, people as $$
declare c access.caller := access.caller(); v_opened uuid[];
begin
  v_opened := audit.open('emergency.blocking', array[p_person], 'list', jsonb_build_object('reason', p_reason));
  if c.kind is distinct from 'staff' or access.tie(c, p_person) is null then return null; end if;
  return (select jsonb_build_object(
      'unitIds', coalesce(jsonb_agg(distinct b.unit_id) filter (where b.level = 'unit' and pr.id = c.provider_id), '[]'),
      'providerIds', coalesce(jsonb_agg(distinct pr.id) filter (where b.level = 'provider' and pr.id <> c.provider_id
        and pr.branch in ('health', 'omsorg') and c.branch in ('health', 'omsorg')), '[]'))
    from people.block b left join organisations.unit u on u.id = b.unit_id
    join organisations.provider pr on pr.id = coalesce(b.provider_id, u.provider_id)
    where b.person_id = p_person and b.valid_from <= c.now and (b.lifted_at is null or b.lifted_at > c.now));
end $$;

-- Null when the caller may not know the person, or when there is no such block to lift.
create function people.open_emergency(p_person uuid, p_id uuid, p_code text, p_lifted uuid, p_reason text, p_closes timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, people as $$
declare c access.caller := access.caller(); v_may boolean;
begin
  v_may := c.kind = 'staff' and access.tie(c, p_person) is not null
    and (p_code = 'svod_3_6' and c.branch in ('health', 'omsorg') or p_code = 'pdl_4_5' and exists (select 1 from people.block b join organisations.unit u on u.id = b.unit_id
      where b.person_id = p_person and b.unit_id = p_lifted and u.provider_id = c.provider_id
        and b.valid_from <= c.now and (b.lifted_at is null or b.lifted_at > c.now)));
  if not v_may then
    perform audit.open('emergency.open', array[p_person], 'list', jsonb_build_object('code', p_code, 'refused', true));
    return false;
  end if;
  insert into people.emergency (id, person_id, assignment_id, code, lifted_unit_id, reason, opened_at, closes_at, author_unit_id)
  values (p_id, p_person, c.assignment_id, p_code, p_lifted, p_reason, c.now, p_closes, c.unit_id);
  perform audit.open('emergency.open', array[p_person], 'person', jsonb_build_object('emergency', p_id, 'code', p_code, 'reason', p_reason, 'lifted', p_lifted));
  perform people.tell_circle(p_person, array[c.unit_id]);
  return true;
end $$;

-- The head's list of what was opened at the own unit: unreviewed first, then newest. Logged with the persons shown.
create function people.emergencies(p_after int, p_limit int) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, people as $$
declare c access.caller := access.caller(); v jsonb; v_persons uuid[];
begin
  if c.kind is distinct from 'staff' or c.role <> 'head' then raise exception 'heads only' using errcode = 'MR403'; end if;
  select coalesce(jsonb_agg(x.line order by x.n), '[]'), coalesce(array_agg(distinct x.person_id), '{}') into v, v_persons from (
    select e.person_id, row_number() over (order by e.reviewed_at is not null, e.opened_at desc, e.id) as n,
      jsonb_build_object('id', e.id, 'personId', e.person_id, 'personName', q.given_name || ' ' || q.family_name, 'code', e.code, 'staffName', s.name, 'staffTitle', s.title,
        'unitId', e.author_unit_id, 'liftedUnitId', e.lifted_unit_id, 'reason', e.reason, 'openedAt', e.opened_at, 'closesAt', e.closes_at,
        'reviewedAt', e.reviewed_at, 'reviewedBy', e.reviewed_by, 'review', e.review) as line
    from people.emergency e join people.person q on q.person_id = e.person_id
    join organisations.assignment a on a.id = e.assignment_id join organisations.staff s on s.id = a.staff_id
    where e.author_unit_id = c.unit_id order by 2 offset p_after limit p_limit) x;
  perform audit.open('emergency.list', v_persons, 'list', '{}');
  return jsonb_build_object('items', v, 'total', (select count(*) from people.emergency e where e.author_unit_id = c.unit_id));
end $$;

create function people.review_emergency(p_id uuid, p_review text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, people as $$
declare c access.caller := access.caller(); e people.emergency;
begin
  if c.kind is distinct from 'staff' or c.role <> 'head' then raise exception 'heads only' using errcode = 'MR403'; end if;
  select * into e from people.emergency where id = p_id and author_unit_id = c.unit_id for no key update;
  if not found then return 'not_found'; end if;
  if e.reviewed_at is not null then return 'already_exists'; end if;
  update people.emergency set reviewed_at = c.now, reviewed_by = split_part(c.actor, ':', 3), review = p_review where id = p_id;
  perform audit.open('emergency.review', array[e.person_id], 'list', jsonb_build_object('emergency', p_id));
  perform people.tell_circle(e.person_id, array[c.unit_id]);
  return 'ok';
end $$;

-- ---------------------------------------------------------------- the person's page: RLS decides every part, one round trip, logged first
-- Enters, logs, and tells how the person was opened: tie, whose entries and on what basis, what is masked, whether anything is blocked.
-- `c` null when the caller may not know the person; the attempt is logged all the same.
create function people.enter_page(p_ctx text, p_action text, p_person uuid, out c access.caller, out told json, out masked boolean, out blocked boolean)
language plpgsql volatile security definer set search_path = pg_catalog, people as $$
declare v_caller access.caller := access.enter(p_ctx); o record;
begin
  o := audit.record(v_caller, p_action, array[p_person], 'person', '{}');
  if o.opened = '{}' then return; end if;
  c := v_caller;
  masked := not p_person = any (o.unmasked);
  blocked := people.has_blocks(c, p_person);
  told := json_build_object(
    'tie', o.ties -> 0 -> 'tie',
    'writable', p_person = any (o.writable) and c.kind in ('staff', 'person'),
    'bases', (select coalesce(json_agg(json_build_object('basis', r.basis, 'unitIds', r.units) order by r.basis), '[]') from (
      select it ->> 'basis' as basis, json_agg(it -> 'author') as units from jsonb_array_elements(o.ties) it where it ? 'basis' group by 1) r));
end $$;

create function people.need_lines(p_person uuid, p_since timestamptz) returns json language sql stable set search_path = pg_catalog, people as $$
  select coalesce(json_agg(x), '[]') from (
    select n.id, n.area, n.words, n.state, n.opened_at as "openedAt", n.closed_at as "closedAt", n.close_reason as "closeReason", n.author_unit_id as "unitId",
      a.unit_id as "accountableUnitId", a.from_at as "accountableSince", n.version
    from commitments.need n left join commitments.accountability a on a.person_id = n.person_id and a.need_id = n.id and a.to_at is null
    where n.person_id = p_person and (n.state = 'open' or n.closed_at > p_since)
    order by n.closed_at desc nulls first, n.opened_at desc, n.id) x
$$;

create function people.promise_lines(p_person uuid, p_since timestamptz) returns json language sql stable set search_path = pg_catalog, people as $$
  select coalesce(json_agg(x), '[]') from (
    select p.id, p.kind, p.state, p.what, p.area, p.urgency, p.from_kind as "fromKind", p.from_unit_id as "fromUnitId", p.to_kind as "toKind", p.to_unit_id as "toUnitId",
      p.open_to as "openTo", p.relative_id as "relativeId", p.need_ids as "needIds", p.offered_at as "offeredAt", p.delivered_at as "deliveredAt",
      p.received_at as "receivedAt", p.accepted_at as "acceptedAt", p.answer_by as "answerBy", p.due_at as "dueAt", p.proposed_due_at as "proposedDueAt",
      p.paused_until as "pausedUntil", p.ended_at as "endedAt", p.end_reason as "endReason", p.version
    from commitments.commitment p where p.person_id = p_person and (p.ended_at is null or p.ended_at > p_since)
    order by p.ended_at desc nulls first, p.clock_at, p.id) x
$$;

create function people.voice_lines(p_person uuid, p_after int, p_limit int) returns json language sql stable set search_path = pg_catalog, people as $$
  select coalesce(json_agg(x), '[]') from (
    select id, words, said_by as "saidBy", said_at as "saidAt", split_part(recorded_by, ':', 3) as "recordedBy", author_unit_id as "unitId", replaces_id as "replacesId"
    from people.voice where person_id = p_person order by said_at desc, id desc offset p_after limit p_limit) x
$$;

-- What the person has answered by itself is told to everyone in the circle (RLS: person_tells), but between which units a disclosure or a
-- shared record holds is told only to the units it names.
create function people.consents_told(p_person uuid) returns setof people.consent language sql stable set search_path = pg_catalog, people as $$
  select k.* from people.consent k where k.person_id = p_person and (k.author_unit_id <> '00000000-0000-0000-0000-000000000000'
    or k.kind not in ('disclosure', 'shared_record') or (select access.staff_unit()) is null
    or not exists (select 1 from people.consent_unit u where u.person_id = p_person and u.consent_id = k.id)
    or exists (select 1 from people.consent_unit u where u.person_id = p_person and u.consent_id = k.id and u.unit_id = (select access.staff_unit())))
$$;

create function people.consent_lines(p_person uuid, p_now timestamptz, p_after int, p_limit int) returns json
language sql stable set search_path = pg_catalog, people as $$
  select coalesce(json_agg(x), '[]') from (
    select k.id, k.kind, k.decision, k.form, k.given_by as "givenBy", k.about, k.except_about as "exceptAbout", k.relative_id as "relativeId", k.valid_from as "validFrom",
      k.valid_until as "validUntil", k.withdrawn_at as "withdrawnAt", k.withdrawn_form as "withdrawnForm", split_part(k.recorded_by, ':', 3) as "recordedBy",
      k.author_unit_id as "unitId",
      (select coalesce(json_agg(json_build_object('unitId', u.unit_id, 'included', u.included) order by u.included desc, u.unit_id), '[]')
        from people.consent_unit u where u.person_id = k.person_id and u.consent_id = k.id) as units,
      k.valid_from <= p_now and (k.valid_until is null or k.valid_until > p_now) and (k.withdrawn_at is null or k.withdrawn_at > p_now) as "inForce", k.version
    from people.consents_told(p_person) k order by k.valid_from desc, k.id desc offset p_after limit p_limit) x
$$;

create function people.page_body(c access.caller, p_person uuid, p_told json, p_masked boolean, p_blocked boolean) returns json
language plpgsql stable set search_path = pg_catalog, people as $$
declare v_since timestamptz := c.now - interval '90 days'; v json;
begin
  select json_build_object(
    'person', (select json_build_object('id', q.person_id, 'givenName', q.given_name, 'familyName', q.family_name, 'birthDate', q.birth_date, 'protection', q.protection,
        'language', q.language, 'interpreter', q.interpreter, 'deceasedOn', q.deceased_on, 'version', q.version,
        'identity', case when c.kind <> 'relative' then (select json_build_object('system', i.system, 'value', left(i.value, 8) || '-' || right(i.value, 4))
          from people.person_identifier i where i.person_id = p_person order by i.system limit 1) end)
      from people.person q where q.person_id = p_person),
    'masked', p_masked,
    'contact', case when c.kind <> 'relative' and not p_masked then (select json_build_object('street', street, 'postalCode', postal_code, 'town', town,
      'municipalityCode', municipality_code, 'phone', phone, 'email', email, 'version', version) from people.person_contact where person_id = p_person) end,
    'voice', (select json_build_object('latest', (array_agg(json_build_object('id', id, 'words', words, 'saidBy', said_by, 'saidAt', said_at,
        'recordedBy', split_part(recorded_by, ':', 3), 'unitId', author_unit_id, 'replacesId', replaces_id) order by said_at desc, id desc))[1], 'count', count(*))
      from people.voice where person_id = p_person),
    'circle', (select coalesce(json_agg(x), '[]') from (
      select e.id, e.unit_id as "unitId", e.role, e.basis, e.valid_from as "validFrom", e.valid_to as "validTo", e.ended_reason as "endedReason",
        e.valid_from <= c.now and (e.valid_to is null or e.valid_to > c.now) as current, e.version
      from people.engagement e where e.person_id = p_person order by e.valid_to desc nulls first, e.valid_from, e.id) x),
    'namedContacts', (select coalesce(json_agg(x), '[]') from (
      select n.id, n.kind, n.unit_id as "unitId", n.staff_id as "staffId", s.name as "staffName", s.title as "staffTitle", n.valid_from as "validFrom",
        n.valid_to as "validTo", n.version
      from people.named_contact n join organisations.staff s on s.id = n.staff_id where n.person_id = p_person and (n.valid_to is null or n.valid_to > v_since)
      order by n.valid_to desc nulls first, n.kind, n.id) x),
    'relatives', case when not p_masked or c.kind = 'relative' then (select coalesce(json_agg(x), '[]') from (
      select r.id, r.name, r.relation, r.phone, r.valid_from as "validFrom", r.valid_to as "validTo", r.version,
        (select coalesce(json_agg(json_build_object('id', h.id, 'part', h.part, 'validFrom', h.valid_from) order by h.part), '[]') from people.relative_share h
          where h.person_id = p_person and h.relative_id = r.id and (h.withdrawn_at is null or h.withdrawn_at > c.now)) as shares
      from people.relative r where r.person_id = p_person and (c.kind <> 'relative' or r.id = c.actor_id)
      order by r.valid_to desc nulls first, r.name, r.id) x) end,
    'consents', people.consent_lines(p_person, c.now, 0, 100),
    'grounds', (select coalesce(json_agg(x), '[]') from (
      select g.id, g.code, l.paragraph, l.title_sv as "titleSv", l.title_en as "titleEn", g.from_provider_id as "fromProviderId", g.to_unit_id as "toUnitId", g.evidence,
        g.valid_from as "validFrom", g.valid_until as "validUntil", g.ended_at as "endedAt",
        g.valid_from <= c.now and g.valid_until > c.now and (g.ended_at is null or g.ended_at > c.now) as "inForce", g.version
      from people.ground g join people.legal_ground l on l.code = g.code where g.person_id = p_person order by g.valid_from desc, g.id) x),
    'blocks', json_build_object('exists', p_blocked, 'items', (select coalesce(json_agg(x), '[]') from (
      select b.id, b.level, b.unit_id as "unitId", b.provider_id as "providerId", b.valid_from as "validFrom", b.lifted_at as "liftedAt", b.version
      from people.block b where b.person_id = p_person and (c.kind in ('person', 'system') or c.kind = 'staff' and (b.provider_id = c.provider_id
        or exists (select 1 from organisations.unit u where u.id = b.unit_id and u.provider_id = c.provider_id and (u.id = c.unit_id or b.lifted_at is not null))))
      order by b.valid_from desc, b.id) x)),
    'emergencies', (select coalesce(json_agg(x), '[]') from (
      select e.id, e.person_id as "personId", e.code, s.name as "staffName", s.title as "staffTitle", e.author_unit_id as "unitId", e.lifted_unit_id as "liftedUnitId",
        e.reason, e.opened_at as "openedAt", e.closes_at as "closesAt", e.reviewed_at as "reviewedAt", e.reviewed_by as "reviewedBy", e.review
      from people.emergency e join organisations.assignment a on a.id = e.assignment_id join organisations.staff s on s.id = a.staff_id
      where e.person_id = p_person and c.kind <> 'relative' and e.closes_at > v_since order by e.opened_at desc, e.id) x),
    'needs', people.need_lines(p_person, v_since),
    'promises', people.promise_lines(p_person, v_since),
    'gaps', (select coalesce(json_agg(x), '[]') from (
      select g.id, g.kind, g.subject_id as "subjectId", g.area, g.since, g.move_unit_id as "moveUnitId", g.level, g.climbs_at as "climbsAt"
      from commitments.gap g where g.person_id = p_person and g.closed_at is null order by g.since, g.id) x),
    'plan', (select json_build_object('id', p.id, 'type', p.type, 'state', p.state, 'title', p.title, 'nextFollowUpAt', p.next_follow_up_at,
        'responsibleUnitId', p.responsible_unit_id, 'version', p.version)
      from plans.plan p where p.person_id = p_person and p.state <> 'closed' order by p.type <> 'SIP', p.opened_at desc limit 1),
    'access', p_told) into v;
  return v;
end $$;

-- Null when the caller may not know the person.
create function people.page(p_ctx text, p_person uuid) returns text
language plpgsql volatile set search_path = pg_catalog, people set plan_cache_mode = force_generic_plan as $$
declare o record;
begin
  o := people.enter_page(p_ctx, 'person.read', p_person);
  if o.c is null then return null; end if;
  return people.page_body(o.c, p_person, o.told, o.masked, o.blocked)::text;
end $$;

create function people.export(p_ctx text, p_person uuid) returns text
language plpgsql volatile set search_path = pg_catalog, people set plan_cache_mode = force_generic_plan as $$
declare o record; c access.caller;
begin
  o := people.enter_page(p_ctx, 'person.export', p_person);
  if o.c is null then return null; end if;
  c := o.c;
  return json_build_object('madeAt', c.now, 'madeBy', split_part(c.actor, ':', 3), 'overview', people.page_body(c, p_person, o.told, o.masked, o.blocked),
    'voices', people.voice_lines(p_person, 0, null), 'promises', people.promise_lines(p_person, '-infinity'), 'needs', people.need_lines(p_person, '-infinity'))::text;
end $$;

-- ---------------------------------------------------------------- who has read
-- The person sees all; a relative with the part `log` the same; a unit's head what the own unit did. Null for everyone else. The question is logged.
create function audit.person_log(p_ctx text, p_person uuid, p_before bigint, p_limit int) returns text
language plpgsql volatile security definer set search_path = pg_catalog, audit as $$
declare c access.caller := access.enter(p_ctx); v_may boolean; v jsonb;
begin
  v_may := access.tie(c, p_person) is not null and case c.kind
    when 'person' then true when 'system' then true
    when 'relative' then exists (select 1 from people.relative_share s where s.person_id = p_person and s.relative_id = c.actor_id and s.part = 'log'
      and s.valid_from <= c.now and (s.withdrawn_at is null or s.withdrawn_at > c.now))
    else c.role = 'head' end;
  perform audit.open('log.read', array[p_person], 'list', jsonb_build_object('before', p_before, 'refused', not v_may));
  if not v_may then return null; end if;
  with page as (
    select e.seq, e.body::jsonb as b from audit.entry_person ep join audit.entry e on e.seq = ep.seq
    where ep.person_id = p_person and (p_before is null or ep.seq < p_before)
      and (c.kind <> 'staff' or e.body::jsonb ->> 'unit' = c.unit_id::text)
    order by ep.seq desc limit p_limit + 1
  ), shown as (
    select p.seq, row_number() over (order by p.seq desc) as n, jsonb_build_object('seq', p.seq, 'at', p.b -> 'at', 'action', p.b -> 'action', 'kind', p.b -> 'kind',
      'name', substring(p.b ->> 'actor' from '^[^:]*:[^:]*:(.*)$'), 'title', s.title,
      'unitId', case when p.b ->> 'kind' = 'staff' then p.b -> 'unit' else 'null'::jsonb end, 'role', p.b -> 'role', 'purpose', p.b -> 'purpose',
      'opened', p.b -> 'opened' ? p_person::text,
      'tie', (select x -> 'tie' from jsonb_array_elements(p.b -> 'access') x where x ->> 'person' = p_person::text and x ? 'tie' limit 1),
      'bases', (select coalesce(jsonb_agg(jsonb_build_object('basis', r.basis, 'unitIds', r.units) order by r.basis), '[]') from (
        select x ->> 'basis' as basis, jsonb_agg(distinct x -> 'author') as units from jsonb_array_elements(p.b -> 'access') x
        where x ->> 'person' = p_person::text and x ? 'basis' group by 1) r)) as line
    from page p left join organisations.staff s on p.b ->> 'kind' = 'staff' and s.id = (p.b ->> 'actorId')::uuid
  )
  select jsonb_build_object('items', coalesce(jsonb_agg(line order by n) filter (where n <= p_limit), '[]'),
    'next', case when count(*) > p_limit then min(seq) filter (where n <= p_limit)::text end) into v from shown;
  return v::text;
end $$;

-- ---------------------------------------------------------------- why
create function people.why(p_ctx text, p_person uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, people as $$
declare c access.caller := access.enter(p_ctx); v_tie text; v jsonb;
begin
  v_tie := access.tie(c, p_person);
  perform audit.open('person.why', array[p_person], 'person');
  if c.kind <> 'staff' or v_tie is null then return null; end if;
  with sees as (select r.author, r.basis from access.readable(c, p_person) r)
  select jsonb_build_object('tie', v_tie,
    'engagement', (select jsonb_build_object('role', e.role, 'basis', e.basis, 'since', e.valid_from) from people.engagement e where e.person_id = p_person
      and e.unit_id = c.unit_id and e.valid_from <= c.now and (e.valid_to is null or e.valid_to > c.now) order by e.valid_from desc limit 1),
    'emergency', (select jsonb_build_object('code', e.code, 'closesAt', e.closes_at, 'reason', e.reason) from people.emergency e where e.person_id = p_person
      and e.assignment_id = c.assignment_id and e.opened_at <= c.now and e.closes_at > c.now order by e.closes_at desc limit 1),
    'sees', (select coalesce(jsonb_agg(jsonb_build_object('unitId', s.author, 'basis', s.basis, 'branch', c.branch,
        'consent', case when s.basis in ('consent', 'svod_3_1') then (select jsonb_build_object('id', k.id, 'since', k.valid_from, 'until', k.valid_until, 'givenBy', k.given_by)
          from people.consent k join people.consent_unit m on m.person_id = p_person and m.consent_id = k.id and m.unit_id = c.unit_id and m.included
          where k.person_id = p_person and k.decision = 'yes' and k.kind = case s.basis when 'consent' then 'disclosure' else 'shared_record' end
            and k.valid_from <= c.now and (k.valid_until is null or k.valid_until > c.now) and (k.withdrawn_at is null or k.withdrawn_at > c.now)
            and case s.basis when 'consent' then exists (select 1 from people.consent_unit o where o.person_id = p_person and o.consent_id = k.id and o.unit_id = s.author and o.included)
              else not exists (select 1 from people.consent_unit o where o.person_id = p_person and o.consent_id = k.id and o.unit_id = s.author and not o.included) end
          order by k.valid_until desc nulls first limit 1) end,
        'ground', g.it, 'paragraph', g.paragraph) order by s.basis, s.author), '[]')
      from sees s left join lateral (select jsonb_build_object('id', x.id, 'code', x.code, 'until', x.valid_until) as it, l.paragraph
        from people.ground x join people.legal_ground l on l.code = x.code join organisations.unit u on u.id = s.author and u.provider_id = x.from_provider_id
        where s.basis = 'ground' and x.person_id = p_person and x.to_unit_id = c.unit_id and x.valid_from <= c.now and x.valid_until > c.now
          and (x.ended_at is null or x.ended_at > c.now) order by x.valid_until desc limit 1) g on true),
    'hidden', to_jsonb(array_remove(array[
      case when people.has_blocks(c, p_person) then 'blocked' end,
      case when c.branch in ('health', 'omsorg') and exists (select 1 from people.author a join organisations.unit u on u.id = a.unit_id
          join organisations.provider pr on pr.id = u.provider_id and pr.branch in ('health', 'omsorg')
          where a.person_id = p_person and a.unit_id not in (select author from sees)
            and not exists (select 1 from people.block b where b.person_id = p_person and (b.unit_id = a.unit_id or b.provider_id = pr.id)
              and b.valid_from <= c.now and (b.lifted_at is null or b.lifted_at > c.now))) then 'unblocked_elsewhere' end,
      case when not p_person = any ((select access.unmasked())::uuid[]) then 'protected_identity' end,
      case when v_tie <> 'circle' then 'not_in_circle' end], null)),
    'others', (select coalesce(jsonb_agg(jsonb_build_object('unitId', e.unit_id, 'role', e.role, 'since', e.valid_from) order by e.valid_from, e.unit_id), '[]')
      from people.engagement e where e.person_id = p_person and e.unit_id <> c.unit_id and e.author_unit_id in (select author from sees)
        and e.valid_from <= c.now and (e.valid_to is null or e.valid_to > c.now)))
  into v;
  return v::text;
end $$;

grant execute on function people.tell_circle(uuid, uuid[]), people.register(jsonb), people.engage(uuid, uuid, text, text), people.change_person(uuid, int, jsonb),
  people.find(text, text, text, jsonb, int), people.end_replaced(uuid, uuid), people.blocking(uuid, text),
  people.open_emergency(uuid, uuid, text, uuid, text, timestamptz), people.emergencies(int, int), people.review_emergency(uuid, text),
  people.enter_page(text, text, uuid), people.need_lines(uuid, timestamptz), people.promise_lines(uuid, timestamptz), people.voice_lines(uuid, int, int),
  people.consents_told(uuid), people.consent_lines(uuid, timestamptz, int, int), people.page_body(access.caller, uuid, json, boolean, boolean), people.page(text, uuid), people.export(text, uuid),
  audit.person_log(text, uuid, bigint, int), people.why(text, uuid) to mellanrum_app;
