set local role mellanrum_definer;

-- ---------------------------------------------------------------- live updates
-- Commands only insert into notify.change; nothing in a command's commit takes the lock of NOTIFY (docs/decisions/0002).
-- The order of commits is not the order of seq. A reader therefore asks for all rows from the oldest transaction that was still
-- running when it last looked, and passes by those it has had: a row committed late is found, none is missed, none comes twice.
create function notify.changes(p_from text, out horizon text, out changes jsonb)
language sql stable security definer set search_path = pg_catalog, notify as $$
  select pg_snapshot_xmin(pg_current_snapshot())::text,
    coalesce((select jsonb_agg(jsonb_build_object('seq', c.seq, 'units', c.units, 'personId', c.person_id, 'topic', c.topic) order by c.seq)
      from notify.change c where c.xid >= p_from::xid8), '[]')
$$;
comment on function notify.changes(text) is 'Changes of transactions from p_from (null: none, only the horizon to begin at), and the horizon to ask from next time';

create function notify.prune() returns bigint
language sql volatile security definer set search_path = pg_catalog, notify as $$
  with gone as (delete from notify.change where at < clock_timestamp() - interval '10 minutes' returning 1) select count(*) from gone
$$;
comment on function notify.prune() is 'Removes changes older than 10 minutes: a page that was away longer fetches all anew';

-- Who may still be told. p_asked: [{"context": signed caller, "persons": [id]}]; answers in the same order null when session or
-- assignment has ended, else the tie to each person: {"<id>": "circle" | … | null}.
create function notify.still(p_asked jsonb) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, notify as $$
declare
  a jsonb;
  c access.caller;
  v_ties jsonb;
  v_answer jsonb := '[]';
begin
  for a in select value from jsonb_array_elements(p_asked) loop
    begin
      c := access.enter(a ->> 'context');
      select coalesce(jsonb_object_agg(x.p, case when c.kind = 'relative' and not exists (select 1 from people.relative_share s
            where s.person_id = c.person_id and s.relative_id = c.actor_id and s.valid_from <= c.now and (s.withdrawn_at is null or s.withdrawn_at > c.now))
          and access.tie(c, x.p::uuid) is not null then 'unshared' else access.tie(c, x.p::uuid) end), '{}') into v_ties from jsonb_array_elements_text(a -> 'persons') x(p);
      v_answer := v_answer || jsonb_build_array(v_ties);
    exception when sqlstate 'MR401' or sqlstate 'MR403' then
      v_answer := v_answer || jsonb_build_array(null);
    end;
  end loop;
  perform set_config('app.ctx', '', true);
  return v_answer;
end $$;
comment on function notify.still(jsonb) is 'Before each live update: does the session hold, and the tie to the person watched';

grant execute on function notify.changes(text), notify.prune() to mellanrum_system;
grant execute on function notify.still(jsonb) to mellanrum_app;
