set local role mellanrum_definer;

-- A round of the clock judges all persons as of the instant it began. Whoever came in, was named or left after that instant, and was committed before the
-- person was judged, stood in the future to that round: it saw nothing, and took the person off the list. What lies ahead is now a limit of its own.
create or replace function commitments.settle_gaps(p_now timestamptz, p_person uuid, p_kinds text[], p_wanted jsonb, p_next timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog, commitments as $$
declare n int; v_next timestamptz;
begin
  -- Only what was judged of how things stand: whoever has changed something since has put the person back in the queue.
  perform 1 from commitments.recheck where person_id = p_person and at = p_now + interval '1 minute' for update;
  if not found then return 0; end if;
  with closed as (
    update commitments.gap g set closed_at = p_now, closed_by = 'system::clock', version = version + 1
    where g.person_id = p_person and g.closed_at is null and g.kind = any (p_kinds)
      and not exists (select 1 from jsonb_to_recordset(p_wanted) as r(kind text, "subjectId" uuid) where r.kind = g.kind and r."subjectId" = g.subject_id)
    returning *
  )
  insert into notify.change (units, person_id, topic) select array_remove(array[move_unit_id, giver_unit_id], null), person_id, 'gap' from closed;
  n := commitments.raise_gaps(p_now, p_wanted);
  select least(p_next, min(x.at)) into v_next from (
    select unnest(array[e.valid_from, e.valid_to]) from people.engagement e where e.person_id = p_person
    union all select unnest(array[c.valid_from, c.valid_to]) from people.named_contact c where c.person_id = p_person) x(at)
    where x.at > p_now;
  if v_next is null then delete from commitments.recheck where person_id = p_person;
  else update commitments.recheck set at = v_next where person_id = p_person; end if;
  return n;
end $$;
-- Whoever may have been taken off the list so is judged once more.
insert into commitments.recheck select distinct e.person_id, '-infinity'::timestamptz from people.engagement e where e.valid_to is null
  on conflict (person_id) do update set at = '-infinity';
