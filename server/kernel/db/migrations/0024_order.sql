-- What happens in the same instant – a gap that climbs two steps in one round of the clock – is told in the order in which it happened.
set local role mellanrum_owner;
alter table commitments.event add column entered bigint generated always as identity;
comment on column commitments.event.entered is 'I vilken ordning det skrevs: skiljer det som hände i samma stund';

create or replace function commitments.detail(p_ctx text, p_id uuid) returns text
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
          'data', e.data) order by e.at, e.entered) from commitments.event e where e.person_id = x.person_id and e.subject_id = x.id), '[]'))
      into v from commitments.commitment x join people.person p on p.person_id = x.person_id where x.person_id = o.person and x.id = p_id;
  end if;
  return coalesce(v, o.preview)::text;
end $$;

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
        'data', e.data) order by e.at, e.entered) from commitments.event e where e.person_id = x.person_id and e.subject_id = x.id and e.author_unit_id = c.unit_id), '[]'));
  end if;
end $$;

create or replace function commitments.open_gap(p_ctx text, p_id uuid, out person uuid, out line jsonb, out place commitments.gap_place, out history json, out role text,
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
      'unitId', e.author_unit_id, 'words', e.data ->> 'words', 'reason', e.data ->> 'reason') order by e.at, e.entered)
    from commitments.event e where e.person_id = g.person_id and e.subject_id = g.id);
end $$;
reset role;
