set local role mellanrum_owner;
alter table commitments.transition no force row level security;
insert into commitments.transition values
  ('offered', 'receive', 'received'), ('offered', 'accept', 'accepted'), ('offered', 'decline', 'declined'), ('offered', 'propose', 'proposed'),
  ('offered', 'withdraw', 'withdrawn'), ('offered', 'lapse', 'lapsed'),
  ('received', 'accept', 'accepted'), ('received', 'decline', 'declined'), ('received', 'propose', 'proposed'), ('received', 'withdraw', 'withdrawn'),
  ('received', 'lapse', 'lapsed'),
  ('proposed', 'decline', 'declined'), ('proposed', 'propose', 'proposed'), ('proposed', 'agree', 'accepted'), ('proposed', 'retract', 'received'),
  ('proposed', 'withdraw', 'withdrawn'), ('proposed', 'lapse', 'lapsed'),
  ('accepted', 'withdraw', 'withdrawn'), ('accepted', 'keep', 'kept'), ('accepted', 'fail', 'not_kept'), ('accepted', 'pause', 'paused'),
  ('paused', 'withdraw', 'withdrawn'), ('paused', 'keep', 'kept'), ('paused', 'fail', 'not_kept'), ('paused', 'resume', 'accepted');
alter table commitments.transition force row level security;

-- The table of transitions binds every writer, whatever program it is.
create function commitments.only_listed_transitions() returns trigger language plpgsql set search_path = pg_catalog, commitments as $$
begin
  if new.state <> old.state and not exists (select 1 from commitments.transition t where t.from_state = old.state and t.to_state = new.state) then
    raise exception 'a commitment does not go from % to %', old.state, new.state using errcode = 'MR409';
  end if;
  return new;
end $$;
create trigger only_listed_transitions before update on commitments.commitment for each row execute function commitments.only_listed_transitions();

set local role mellanrum_definer;
-- An open need has exactly one accountable unit, a closed one none: judged at commit, with the need locked.
create function commitments.exactly_one_accountable() returns trigger language plpgsql security definer set search_path = pg_catalog, commitments as $$
declare v_person uuid; v_need uuid; v_state text; v_holders int;
begin
  v_person := coalesce(new.person_id, old.person_id);
  if tg_table_name = 'need' then v_need := coalesce(new.id, old.id); else v_need := coalesce(new.need_id, old.need_id); end if;
  select state into v_state from commitments.need where person_id = v_person and id = v_need for no key update;
  select count(*) into v_holders from commitments.accountability where person_id = v_person and need_id = v_need and to_at is null;
  if (v_state = 'open' and v_holders <> 1) or (v_state is distinct from 'open' and v_holders <> 0) then
    raise exception 'need % is % and has % accountable units', v_need, v_state, v_holders using errcode = 'MR500';
  end if;
  return null;
end $$;
grant execute on function commitments.exactly_one_accountable() to mellanrum_owner;
set local role mellanrum_owner;
create constraint trigger exactly_one_accountable after insert or update on commitments.need
  deferrable initially deferred for each row execute function commitments.exactly_one_accountable();
create constraint trigger exactly_one_accountable after insert or update or delete on commitments.accountability
  deferrable initially deferred for each row execute function commitments.exactly_one_accountable();

set local role mellanrum_definer;

-- ---------------------------------------------------------------- what the decision needs to know
create function commitments.rule_view(r commitments.commitment) returns jsonb language sql immutable set search_path = pg_catalog as $$
  select jsonb_build_object('id', r.id, 'person_id', r.person_id, 'kind', r.kind, 'state', r.state, 'version', r.version,
    'from_kind', r.from_kind, 'from_unit_id', r.from_unit_id, 'to_kind', r.to_kind, 'to_unit_id', r.to_unit_id, 'open_to', r.open_to, 'relative_id', r.relative_id,
    'need_ids', r.need_ids, 'answer_by', r.answer_by, 'due_at', r.due_at, 'proposed_due_at', r.proposed_due_at, 'paused_until', r.paused_until,
    'lapses_at', r.lapses_at, 'received_at', r.received_at, 'accepted_at', r.accepted_at, 'ended_at', r.ended_at, 'urgency', r.urgency)
$$;

create function commitments.needs_view(p_person uuid, p_needs uuid[]) returns jsonb language sql stable set search_path = pg_catalog as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'open', n.state = 'open', 'version', n.version, 'holder', a.unit_id) order by n.id), '[]')
  from commitments.need n left join commitments.accountability a on a.person_id = n.person_id and a.need_id = n.id and a.to_at is null
  where n.person_id = p_person and n.id = any (p_needs)
$$;

create function commitments.pending_view(p_person uuid, p_needs uuid[], p_except uuid) returns jsonb language sql stable set search_path = pg_catalog as $$
  select coalesce(jsonb_agg(commitments.rule_view(c) order by c.id), '[]') from commitments.commitment c
  where c.person_id = p_person and c.kind = 'handover' and c.state in ('offered', 'received', 'proposed')
    and c.need_ids && p_needs and c.id is distinct from p_except
$$;

-- The basis on which a unit may be told who it is about: same provider, same authority's health care or social care, a live consent that
-- names both units, or a recorded statutory ground. Null when there is none.
create function access.basis_between(p_from uuid, p_to uuid, p_person uuid, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = pg_catalog, access as $$
  select case
    when f.provider_id = t.provider_id then jsonb_build_object('kind', 'own')
    when fp.authority_id = tp.authority_id and fp.branch = tp.branch and exists (select 1 from organisations.authority au where au.id = fp.authority_id
        and (fp.branch = 'health' and au.kind in ('region', 'municipality') or fp.branch = 'omsorg' and au.kind = 'municipality'))
      then jsonb_build_object('kind', 'same_area')
    else coalesce(
      (select jsonb_build_object('kind', 'consent', 'id', k.id) from people.consent k
        where k.person_id = p_person and k.kind = 'disclosure' and k.decision = 'yes' and k.valid_from <= p_now
          and k.valid_until > p_now and (k.withdrawn_at is null or k.withdrawn_at > p_now)
          and exists (select 1 from people.consent_unit a where a.person_id = p_person and a.consent_id = k.id and a.unit_id = p_from and a.included)
          and exists (select 1 from people.consent_unit b where b.person_id = p_person and b.consent_id = k.id and b.unit_id = p_to and b.included)
        order by k.valid_until desc limit 1),
      (select jsonb_build_object('kind', 'ground', 'id', g.id) from people.ground g join people.legal_ground lg on lg.code = g.code
        where g.person_id = p_person and g.from_provider_id = f.provider_id and g.to_unit_id = p_to and g.valid_from <= p_now
          and g.valid_until > p_now and (g.ended_at is null or g.ended_at > p_now)
          and fp.branch = any (lg.from_branches) and tp.branch = any (lg.to_branches)
          and lg.valid_from <= (p_now at time zone 'Europe/Stockholm')::date and (lg.valid_until is null or lg.valid_until > (p_now at time zone 'Europe/Stockholm')::date)
        order by g.valid_until desc limit 1))
    end
  from organisations.unit f join organisations.provider fp on fp.id = f.provider_id,
    organisations.unit t join organisations.provider tp on tp.id = t.provider_id
  where f.id = p_from and t.id = p_to
$$;

create function access.in_circle(p_person uuid, p_unit uuid, p_now timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog, access as $$
  select exists (select 1 from people.engagement e where e.person_id = p_person and e.unit_id = p_unit
    and e.valid_from <= p_now and (e.valid_to is null or e.valid_to > p_now))
$$;

create function commitments.load_offer(p_ctx text, p_person uuid, p_needs uuid[], p_to uuid[]) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare c access.caller := access.enter(p_ctx); v_tie text;
begin
  v_tie := access.tie(c, p_person);
  if v_tie is null or v_tie = 'known' then return null; end if;
  return jsonb_build_object(
    'needs', case when cardinality(p_needs) > 0 then commitments.needs_view(p_person, p_needs) else '[]' end,
    'pending', case when cardinality(p_needs) > 0 then commitments.pending_view(p_person, p_needs, null) else '[]' end,
    'receivers', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'inCircle', access.in_circle(p_person, t.id, c.now),
        'open', u.id is not null and u.kind <> 'person' and (u.closed_at is null or u.closed_at > c.now),
        'basis', case when c.kind <> 'staff' then '{"kind": "person_tells"}' else access.basis_between(c.unit_id, t.id, p_person, c.now) end)), '[]')
      from unnest(p_to) t(id) left join organisations.unit u on u.id = t.id),
    'municipality', coalesce((select municipality_code from organisations.unit where id = p_to[1]), (select municipality_code from organisations.unit where id = c.unit_id)),
    'words', (select jsonb_build_array(p.given_name, p.family_name) || coalesce((select jsonb_agg(i.value) from people.person_identifier i where i.person_id = p.person_id), '[]')
      from people.person p where p.person_id = p_person),
    'deceased', (select deceased_on is not null from people.person where person_id = p_person));
end $$;

-- The event row of the history, told by the one who acted.
create function commitments.write_event(c access.caller, p_person uuid, p_subject uuid, p_event jsonb) returns void
language sql volatile set search_path = pg_catalog as $$
  insert into commitments.event (id, person_id, subject_id, type, at, actor, author_unit_id, data)
  values ((p_event ->> 'id')::uuid, p_person, p_subject, p_event ->> 'type', c.now, c.actor,
    coalesce(c.unit_id, '00000000-0000-0000-0000-000000000000'), coalesce(p_event -> 'data', '{}'))
$$;

create function commitments.supersede(c access.caller, p_person uuid, p_older jsonb) returns void
language plpgsql volatile set search_path = pg_catalog as $$
declare o jsonb; r commitments.commitment;
begin
  for o in select value from jsonb_array_elements(p_older) order by value ->> 'id' loop
    update commitments.commitment set state = 'withdrawn', ended_at = c.now, end_reason = coalesce(o ->> 'reason', 'superseded'), version = version + 1
      where person_id = p_person and id = (o ->> 'id')::uuid and version = (o ->> 'seen')::int returning * into r;
    if not found then raise exception 'an older offer changed meanwhile' using errcode = 'MR409'; end if;
    perform commitments.write_event(c, p_person, r.id, jsonb_build_object('id', o -> 'eventId', 'type', 'withdrawn', 'data', jsonb_build_object('reason', r.end_reason)));
    perform commitments.close_gaps_of(c, p_person, r.id);
    insert into notify.change (units, person_id, topic) values (array_remove(array[r.to_unit_id, r.from_unit_id], null), p_person, 'commitment');
  end loop;
end $$;

create function commitments.close_gaps_of(c access.caller, p_person uuid, p_subject uuid) returns void
language sql volatile set search_path = pg_catalog as $$
  update commitments.gap g set closed_at = c.now, closed_by = c.actor, version = version + 1
  where person_id = p_person and subject_id = p_subject and closed_at is null
    -- What is still unanswered or late after the move stays a gap: to mark it as seen hides nothing.
    and not exists (select 1 from commitments.commitment k where k.person_id = p_person and k.id = p_subject and k.clock_at <= c.now
      and g.kind = case when k.state in ('offered', 'received', 'proposed') then 'unanswered' else 'overdue' end)
$$;

-- That an offer of needs came to nothing is no gap any more once the giver carries none of them: they have closed, or another has taken them.
create function commitments.close_gaps_of_needs(c access.caller, p_person uuid, p_needs uuid[]) returns void
language sql volatile set search_path = pg_catalog, commitments as $$
  update commitments.gap g set closed_at = c.now, closed_by = c.actor, version = g.version + 1
  from commitments.commitment k
  where g.person_id = p_person and g.closed_at is null and g.kind in ('declined_without_owner', 'lapsed')
    and k.person_id = p_person and k.id = g.subject_id and k.need_ids && p_needs
    and not exists (select 1 from commitments.accountability a where a.person_id = p_person and a.need_id = any (k.need_ids)
      and a.to_at is null and a.unit_id = k.from_unit_id)
$$;

-- A handover locks its needs in order, so that two shifts never wait for each other.
create function commitments.lock_needs(p_person uuid, p_needs uuid[], p_holder uuid) returns void
language plpgsql volatile set search_path = pg_catalog as $$
declare v int;
begin
  select count(*) into v from (select n.id from commitments.need n where n.person_id = p_person and n.id = any (p_needs) and n.state = 'open'
    order by n.id for no key update) x;
  if v <> cardinality(p_needs) then raise exception 'a need has closed' using errcode = 'MR409'; end if;
  select count(*) into v from commitments.accountability a where a.person_id = p_person and a.need_id = any (p_needs) and a.to_at is null and a.unit_id = p_holder;
  if v <> cardinality(p_needs) then raise exception 'accountability has moved' using errcode = 'MR409'; end if;
end $$;

-- What was decided on is all that is on its way: an offer that has come in between was not seen, and the rules decide again.
create function commitments.only_these_pending(p_person uuid, p_needs uuid[], p_older jsonb) returns void
language plpgsql volatile set search_path = pg_catalog as $$
begin
  if exists (select 1 from commitments.commitment k where k.person_id = p_person and k.kind = 'handover' and k.state in ('offered', 'received', 'proposed')
      and k.need_ids && p_needs and not exists (select 1 from jsonb_array_elements(p_older) o where (o.value ->> 'id')::uuid = k.id)) then
    raise exception 'another offer came meanwhile' using errcode = 'MR409';
  end if;
end $$;

-- Stores an offer that the rules have decided on: commitment, history, log, live update and answer in one commit.
create function commitments.store_offer(p_ctx text, p_key text, p_hash bytea, p_row jsonb, p_older jsonb, p_event jsonb) returns jsonb
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
    answer_by, due_at, lapses_at, follows_id, author_unit_id)
  values (r.id, r.person_id, r.kind, r.state, r.what, r.detail, r.area, r.urgency, r.from_kind, r.from_unit_id, r.to_kind, r.to_unit_id, coalesce(r.open_to, '{}'), r.relative_id,
    coalesce(r.need_ids, '{}'), coalesce(v_basis ->> 'kind', r.basis_kind), (v_basis ->> 'id')::uuid, c.now, c.actor, c.now, r.received_at,
    case when r.received_at is not null then c.actor end, r.accepted_at, case when r.accepted_at is not null then c.actor end, r.disclosed_at,
    r.answer_by, r.due_at, r.lapses_at, r.follows_id, coalesce(c.unit_id, '00000000-0000-0000-0000-000000000000'));
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

create function commitments.is_party(r commitments.commitment, p_unit uuid) returns boolean language sql stable set search_path = pg_catalog as $$
  select coalesce(p_unit = r.to_unit_id, false) or coalesce(p_unit = r.from_unit_id, false)
    or p_unit = any (r.open_to)
    or exists (select 1 from commitments.candidate k where k.person_id = r.person_id and k.commitment_id = r.id and k.unit_id = p_unit)
$$;

create function commitments.load_move(p_ctx text, p_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare c access.caller := access.enter(p_ctx); r commitments.commitment;
begin
  select * into r from commitments.commitment where id = p_id;
  if not found then return null; end if;
  if not (c.kind = 'system'
      or (c.kind = 'staff' and commitments.is_party(r, c.unit_id))
      or (c.kind = 'person' and c.person_id = r.person_id)
      or (c.kind = 'relative' and c.person_id = r.person_id and r.relative_id = c.actor_id)) then return null; end if;
  -- Promise and needs are read anew in one statement: a handover that is accepted between two would show half of itself.
  return (select jsonb_build_object('commitment', commitments.rule_view(x),
    'needs', case when cardinality(x.need_ids) > 0 then commitments.needs_view(x.person_id, x.need_ids) else '[]' end,
    'pending', '[]'::jsonb,
    'area', x.area, 'receiverOpen', x.to_kind <> 'unit' or exists (select 1 from organisations.unit u where u.id = coalesce(x.to_unit_id, c.unit_id)
      and (u.closed_at is null or u.closed_at > c.now)),
    'basisHolds', x.from_unit_id is null or x.to_kind <> 'unit' or x.disclosed_at is not null
      or access.basis_between(x.from_unit_id, coalesce(x.to_unit_id, c.unit_id), x.person_id, c.now) is not null,
    'municipality', coalesce((select municipality_code from organisations.unit where id = x.to_unit_id), (select municipality_code from organisations.unit where id = x.from_unit_id)))
    from commitments.commitment x where x.id = p_id);
end $$;

-- Whoever takes something on does not leave the circle in the same moment: the place is held until the commit.
create function commitments.stay_in_circle(p_person uuid, p_unit uuid) returns void
language plpgsql volatile set search_path = pg_catalog as $$
begin
  perform 1 from people.engagement g where g.person_id = p_person and g.unit_id = p_unit and g.valid_to is null for share;
  if not found then raise exception 'left the circle meanwhile' using errcode = 'MR409'; end if;
end $$;

create function commitments.store_move(p_ctx text, p_key text, p_hash bytea, p_id uuid, p_seen int, p_action text, p_next jsonb, p_event jsonb) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare
  c access.caller := access.enter(p_ctx); o commitments.commitment; n commitments.commitment; v_before jsonb; v_answer jsonb; v_basis jsonb; v_to uuid; v_at timestamptz;
begin
  v_before := access.claim_for(c, p_key, p_hash);
  if v_before is not null then return v_before || '{"repeated": true}'; end if;
  -- Needs before promises, as where an offer is stored and a need closes: two who move at once never wait for each other in a ring.
  if p_action in ('accept', 'agree') then
    perform 1 from commitments.commitment k join commitments.need d on d.person_id = k.person_id and d.id = any (k.need_ids)
      where k.id = p_id and k.kind = 'handover' order by d.id for no key update of d;
  end if;
  select * into o from commitments.commitment where id = p_id for no key update;
  if not found or o.version <> p_seen then raise exception 'stale' using errcode = 'MR409'; end if;
  if not exists (select 1 from commitments.transition t where t.from_state = o.state and t.action = p_action and t.to_state = p_next ->> 'state')
      and not (p_action = 'decline' and o.to_unit_id is null and cardinality(o.open_to) > 1) then
    raise exception 'not allowed now' using errcode = 'MR409';
  end if;
  if not (c.kind = 'system' or (c.kind = 'staff' and commitments.is_party(o, c.unit_id)) or (c.kind = 'person' and c.person_id = o.person_id)
      or (c.kind = 'relative' and c.person_id = o.person_id and o.relative_id = c.actor_id)) then
    raise exception 'no party' using errcode = 'MR404';
  end if;
  n := jsonb_populate_record(o, p_next);
  v_to := o.to_unit_id;
  if v_to is null and o.to_kind = 'unit' then
    if p_action = 'accept' then
      if not c.unit_id = any (o.open_to) then raise exception 'not asked' using errcode = 'MR404'; end if;
      v_to := c.unit_id;
    end if;
    update commitments.candidate set open = false where person_id = o.person_id and commitment_id = o.id and open
      and (unit_id = c.unit_id and p_action = 'decline' or p_action in ('accept', 'withdraw', 'lapse'));
  end if;
  if p_action in ('accept', 'agree') then
    perform 1 from organisations.unit u where u.id = v_to and (u.closed_at is null or u.closed_at > c.now);
    if not found and v_to is not null then raise exception 'unit closed' using errcode = 'MR410'; end if;
    if o.disclosed_at is null and v_to is not null then
      v_basis := access.basis_between(o.from_unit_id, v_to, o.person_id, c.now);
      if v_basis is null then raise exception 'basis gone' using errcode = 'MR412'; end if;
    end if;
    if o.kind = 'handover' then
      perform commitments.lock_needs(o.person_id, o.need_ids, o.from_unit_id);
      -- A clock that was set back, or another machine's, ends nothing before it began.
      select greatest(c.now, max(a.from_at)) into v_at from commitments.accountability a
        where a.person_id = o.person_id and a.need_id = any (o.need_ids) and a.to_at is null;
      update commitments.accountability set to_at = v_at
        where person_id = o.person_id and need_id = any (o.need_ids) and to_at is null;
      insert into commitments.accountability (id, person_id, need_id, unit_id, from_at, by_commitment_id, author_unit_id)
      select m.id, o.person_id, m.need, v_to, v_at, o.id, v_to
        from jsonb_to_recordset(p_event -> 'moves') as m(id uuid, need uuid);
      perform commitments.close_gaps_of_needs(c, o.person_id, o.need_ids);
    end if;
    if v_to is not null then
      insert into people.engagement (id, person_id, unit_id, role, basis, valid_from, author_unit_id)
      values ((p_event ->> 'engagementId')::uuid, o.person_id, v_to, case when o.kind = 'handover' then 'accountable' else 'performer' end,
        coalesce(v_basis ->> 'kind', o.basis_kind), c.now, v_to)
      on conflict (person_id, unit_id) where valid_to is null do nothing;
      perform commitments.stay_in_circle(o.person_id, v_to);
    end if;
  end if;
  update commitments.commitment set state = n.state, to_unit_id = v_to,
    -- The last of several to decline stands as asked: an offer always says to whom it was made.
    open_to = case when o.to_unit_id is null and p_action = 'decline' and cardinality(o.open_to) > 1 then array_remove(o.open_to, c.unit_id) else o.open_to end,
    answer_by = n.answer_by, due_at = n.due_at, proposed_due_at = n.proposed_due_at,
    paused_until = n.paused_until, lapses_at = n.lapses_at, ended_at = n.ended_at, end_reason = n.end_reason, end_note = n.end_note,
    received_at = n.received_at, received_by = case when n.received_at is not null then coalesce(o.received_by, c.actor) end,
    accepted_at = n.accepted_at, accepted_by = case when n.accepted_at is not null then coalesce(o.accepted_by, c.actor) end,
    disclosed_at = case when p_action in ('accept', 'agree') then coalesce(o.disclosed_at, c.now) else o.disclosed_at end,
    version = o.version + 1
  where person_id = o.person_id and id = o.id;
  perform commitments.write_event(c, o.person_id, o.id, p_event);
  perform commitments.close_gaps_of(c, o.person_id, o.id);
  if p_event ? 'gap' then perform commitments.raise_gaps(c.now, jsonb_build_array(p_event -> 'gap')); end if;
  perform audit.record(c, 'commitment.' || p_action, array[o.person_id], 'list', jsonb_build_object('commitment', o.id));
  insert into notify.change (units, person_id, topic) values (array_remove(array[v_to, o.from_unit_id] || o.open_to, null), o.person_id, 'commitment');
  v_answer := jsonb_build_object('id', o.id, 'version', o.version + 1, 'state', n.state);
  perform access.settle_for(c, p_key, 200, v_answer);
  return jsonb_build_object('status', 200, 'answer', v_answer);
end $$;

-- ---------------------------------------------------------------- needs
create function commitments.open_need(p_ctx text, p_key text, p_hash bytea, p_row jsonb, p_accountability uuid, p_event jsonb) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare c access.caller := access.enter(p_ctx); r commitments.need; v_before jsonb; v_tie text; v_answer jsonb;
begin
  v_before := access.claim_for(c, p_key, p_hash);
  if v_before is not null then return v_before || '{"repeated": true}'; end if;
  r := jsonb_populate_record(null::commitments.need, p_row);
  v_tie := access.tie(c, r.person_id);
  if c.kind <> 'staff' or v_tie is null or v_tie = 'known' then raise exception 'not in the circle' using errcode = 'MR404'; end if;
  if v_tie = 'circle' then perform commitments.stay_in_circle(r.person_id, c.unit_id); end if;
  insert into commitments.need (id, person_id, area, words, state, opened_at, author_unit_id)
    values (r.id, r.person_id, r.area, r.words, 'open', c.now, c.unit_id);
  insert into commitments.accountability (id, person_id, need_id, unit_id, from_at, author_unit_id)
    values (p_accountability, r.person_id, r.id, c.unit_id, c.now, c.unit_id);
  perform commitments.write_event(c, r.person_id, r.id, p_event);
  perform audit.record(c, 'need.open', array[r.person_id], 'list', jsonb_build_object('need', r.id));
  insert into notify.change (units, person_id, topic) values (array[c.unit_id], r.person_id, 'person');
  v_answer := jsonb_build_object('id', r.id, 'version', 1);
  perform access.settle_for(c, p_key, 201, v_answer);
  return jsonb_build_object('status', 201, 'answer', v_answer);
end $$;

create function commitments.load_need(p_ctx text, p_need uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare c access.caller := access.enter(p_ctx); r commitments.need; v_tie text;
begin
  select * into r from commitments.need where id = p_need;
  v_tie := access.tie(c, r.person_id);
  if v_tie is null or c.kind <> 'staff' then return null; end if;
  return (select jsonb_build_object('personId', x.person_id, 'version', x.version, 'need', commitments.needs_view(x.person_id, array[p_need]) -> 0,
    'pending', commitments.pending_view(x.person_id, array[p_need], null)) from commitments.need x where x.id = p_need);
end $$;

create function commitments.close_need(p_ctx text, p_key text, p_hash bytea, p_need uuid, p_seen int, p_reason text, p_older jsonb, p_event jsonb) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare c access.caller := access.enter(p_ctx); r commitments.need; v_before jsonb; v_answer jsonb; v_at timestamptz;
begin
  v_before := access.claim_for(c, p_key, p_hash);
  if v_before is not null then return v_before || '{"repeated": true}'; end if;
  select * into r from commitments.need where id = p_need for no key update;
  if not found then raise exception 'no such need' using errcode = 'MR404'; end if;
  if r.version <> p_seen then raise exception 'stale' using errcode = 'MR409'; end if;
  perform commitments.lock_needs(r.person_id, array[p_need], c.unit_id);
  perform commitments.only_these_pending(r.person_id, array[p_need], p_older);
  perform commitments.supersede(c, r.person_id, p_older);
  update commitments.accountability set to_at = greatest(c.now, from_at) where person_id = r.person_id and need_id = r.id and to_at is null
    returning to_at into v_at;
  update commitments.need set state = 'closed', closed_at = v_at, close_reason = p_reason, version = version + 1 where person_id = r.person_id and id = r.id;
  perform commitments.write_event(c, r.person_id, r.id, p_event);
  perform commitments.close_gaps_of(c, r.person_id, r.id);
  perform commitments.close_gaps_of_needs(c, r.person_id, array[r.id]);
  perform audit.record(c, 'need.close', array[r.person_id], 'list', jsonb_build_object('need', r.id));
  insert into notify.change (units, person_id, topic) values (array[c.unit_id], r.person_id, 'person');
  v_answer := jsonb_build_object('id', r.id, 'version', r.version + 1);
  perform access.settle_for(c, p_key, 200, v_answer);
  return jsonb_build_object('status', 200, 'answer', v_answer);
end $$;

grant execute on function commitments.load_offer(text, uuid, uuid[], uuid[]), commitments.store_offer(text, text, bytea, jsonb, jsonb, jsonb),
  commitments.load_move(text, uuid), commitments.store_move(text, text, bytea, uuid, int, text, jsonb, jsonb),
  commitments.open_need(text, text, bytea, jsonb, uuid, jsonb), commitments.load_need(text, uuid),
  commitments.close_need(text, text, bytea, uuid, int, text, jsonb, jsonb) to mellanrum_app;
