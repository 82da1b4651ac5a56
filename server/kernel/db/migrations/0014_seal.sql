set local role mellanrum_owner;
alter table audit.seal add column peaks bytea[] not null;
comment on column audit.seal.peaks is 'Rötterna av de hela delträden efter denna försegling: nästa börjar där utan att läsa om loggen';
set local role mellanrum_definer;

-- Rows below the snapshot horizon: ids and times commit out of order, transaction numbers below the horizon are all decided.
create function audit.unsealed(p_limit int) returns table (seq bigint, leaf bytea, below xid8)
language plpgsql volatile security definer set search_path = pg_catalog, audit as $$
declare v_from xid8; v_below xid8 := pg_snapshot_xmin(pg_current_snapshot()); v_epoch int := (select max(e.epoch) from audit.epoch e);
begin
  select s.below_xid into v_from from audit.seal s where s.epoch = v_epoch order by s.number desc limit 1;
  v_from := coalesce(v_from, '0'::xid8);
  -- A batch is cut at a whole transaction.
  select coalesce(max(q.xid), v_from) into v_below from (
    select e.xid from audit.entry e where e.epoch = v_epoch and e.xid >= v_from and e.xid < v_below order by e.xid limit p_limit) q;
  v_below := (v_below::text::bigint + 1)::text::xid8;
  return query select e.seq, e.leaf, v_below from audit.entry e
    where e.epoch = v_epoch and e.xid >= v_from and e.xid < least(v_below, pg_snapshot_xmin(pg_current_snapshot())) order by e.xid, e.seq;
end $$;

create function audit.last_seal() returns audit.seal language sql stable security definer set search_path = pg_catalog, audit as $$
  select * from audit.seal order by number desc limit 1
$$;
create function audit.current_epoch() returns int language sql stable security definer set search_path = pg_catalog, audit as $$ select max(epoch) from audit.epoch $$;

create function audit.store_seal(p audit.seal) returns void language sql volatile security definer set search_path = pg_catalog, audit as $$
  insert into audit.seal select p.*
$$;

create function audit.oldest_unsealed() returns timestamptz language sql stable security definer set search_path = pg_catalog, audit as $$
  select min((e.body::json ->> 'at')::timestamptz) from audit.entry e
  where e.epoch = (select max(epoch) from audit.epoch) and e.xid >= coalesce((select below_xid from audit.seal where epoch = (select max(epoch) from audit.epoch) order by number desc limit 1), '0')
$$;

-- For the verifier: what stands, page by page, in sealing order.
create function audit.read_entries(p_epoch int, p_from xid8, p_below xid8) returns table (seq bigint, xid xid8, body text, leaf bytea, indexed uuid[])
language sql stable security definer set search_path = pg_catalog, audit as $$
  select e.seq, e.xid, e.body, e.leaf, (select coalesce(array_agg(p.person_id order by p.person_id), '{}') from audit.entry_person p where p.seq = e.seq)
  from audit.entry e where e.epoch = p_epoch and e.xid >= p_from and e.xid < p_below order by e.xid, e.seq
$$;
create function audit.read_seals() returns setof audit.seal language sql stable security definer set search_path = pg_catalog, audit as $$
  select * from audit.seal order by number
$$;
create function audit.begin_epoch(p_reason text) returns int language sql volatile security definer set search_path = pg_catalog, audit as $$
  insert into audit.epoch select max(epoch) + 1, now(), p_reason from audit.epoch returning epoch
$$;
-- Registered heads of witnesses, so that each organisation can be shown what it has countersigned.
create function audit.note_witness(p_authority uuid, p_seal bigint, p_checkpoint text) returns void
language sql volatile security definer set search_path = pg_catalog, audit as $$
  insert into audit.witness values (p_authority, p_seal, p_checkpoint, now()) on conflict do nothing
$$;

grant execute on function audit.unsealed(int), audit.last_seal(), audit.current_epoch(), audit.store_seal(audit.seal), audit.oldest_unsealed(),
  audit.read_entries(int, xid8, xid8), audit.read_seals(), audit.begin_epoch(text), audit.note_witness(uuid, bigint, text) to mellanrum_system;
