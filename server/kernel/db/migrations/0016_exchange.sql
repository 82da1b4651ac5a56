set local role mellanrum_owner;
create schema exchange authorization mellanrum_owner;
grant usage on schema exchange to mellanrum_app, mellanrum_definer;
grant create on schema exchange to mellanrum_definer;
comment on schema exchange is 'Gränsen mot andra system: vad som lästs in, och vad det blev här';

-- What an entry of a file became here. Neither key nor content can be read back or guessed from outside: both are HMAC-SHA-256 under the
-- database's own key, since ids of other systems often hold a personnummer.
create table exchange.imported (
  key bytea primary key check (length(key) = 32),
  kind text not null check (kind in ('authority', 'provider', 'unit', 'staff', 'assignment', 'person', 'relative', 'engagement', 'contact',
    'consent', 'plan', 'goal', 'other_measure', 'intervention', 'commitment')),
  our_id uuid not null,
  person_id uuid references people.person,
  version int check (version > 0),
  more jsonb not null default '{}',
  content bytea check (length(content) = 32),
  file_hash text not null check (file_hash ~ '^[0-9a-f]{64}$'),
  first_at timestamptz not null,
  changed_at timestamptz not null
);
create index imported_by_person on exchange.imported (person_id);
comment on table exchange.imported is 'Vad varje post i en inläst fil blev här: samma fil två gånger ändrar ingenting';
comment on column exchange.imported.version is 'Den version som inläsningen lämnade; null när posten fanns här förut. Har någon ändrat sedan dess skrivs inget över';
comment on column exchange.imported.content is 'Avtryck av innehållet; null för ett annat namn på samma post';

alter table exchange.imported enable row level security;
alter table exchange.imported force row level security;
create policy commands on exchange.imported to mellanrum_definer using (true) with check (true);
grant select, insert, update on exchange.imported to mellanrum_definer;

set local role mellanrum_definer;

create function exchange.only_system() returns timestamptz language plpgsql stable set search_path = pg_catalog, exchange as $$
begin
  if (access.caller()).kind is distinct from 'system' then raise exception 'only the import itself' using errcode = 'MR404'; end if;
  return (access.caller()).now;
end $$;

create function exchange.pads() returns access.secret language sql stable set search_path = pg_catalog
  as $$ select s from access.secret s where s.name = 'ctx' $$;
create function exchange.sealed(p access.secret, p_text text) returns bytea language sql immutable set search_path = pg_catalog
  as $$ select sha256(p.outer_pad || sha256(p.inner_pad || convert_to('import|' || p_text, 'UTF8'))) $$;

-- What is known of the entries of a file: for each key what it became and whether the content is the same, and for each identity number
-- which person. One log row names the file and every person it touches; nothing is answered before it is written.
create function exchange.look(p_asked jsonb, p_identities jsonb, p_detail jsonb) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, exchange as $$
declare v_pads access.secret := exchange.pads(); v_known jsonb; v_persons jsonb; v_all uuid[];
begin
  perform exchange.only_system();
  -- Each is sealed once, and then found by its key.
  with asked as materialized (
    select q.key, exchange.sealed(v_pads, q.key) as sealed_key, exchange.sealed(v_pads, q.content) as sealed_content
    from jsonb_to_recordset(p_asked) q(key text, content text))
  select coalesce(jsonb_object_agg(a.key, jsonb_build_object('kind', i.kind, 'id', i.our_id, 'personId', i.person_id, 'version', i.version,
      'more', i.more, 'same', i.content is not distinct from a.sealed_content)), '{}')
    into v_known from asked a join exchange.imported i on i.key = a.sealed_key;
  select coalesce(jsonb_object_agg(q.system || '|' || q.value, n.person_id), '{}')
    into v_persons from jsonb_to_recordset(p_identities) q(system text, value text)
    join people.person_identifier n on n.system = q.system and n.value = q.value;
  select coalesce(array_agg(distinct x.id), '{}') into v_all from (
    select (e.value ->> 'personId')::uuid as id from jsonb_each(v_known) e union select (e.value #>> '{}')::uuid from jsonb_each(v_persons) e) x
    where x.id is not null;
  perform audit.open('import.file', v_all, 'list', p_detail);
  return jsonb_build_object('known', v_known, 'persons', v_persons);
end $$;

-- Remembers what entries became. A later note of the same key takes the place of the earlier.
create function exchange.note(p_rows jsonb, p_file text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, exchange as $$
declare v_pads access.secret := exchange.pads(); v_now timestamptz := exchange.only_system();
begin
  insert into exchange.imported as i (key, kind, our_id, person_id, version, more, content, file_hash, first_at, changed_at)
  select distinct on (r.key) exchange.sealed(v_pads, r.key), r.kind, r.id, r."personId", r.version, coalesce(r.more, '{}'),
    case when r.content is not null then exchange.sealed(v_pads, r.content) end, p_file, v_now, v_now
  from jsonb_to_recordset(p_rows) r(key text, kind text, id uuid, "personId" uuid, version int, more jsonb, content text)
  on conflict (key) do update set kind = excluded.kind, our_id = excluded.our_id, person_id = excluded.person_id, version = excluded.version,
    more = excluded.more, content = excluded.content, file_hash = excluded.file_hash, changed_at = excluded.changed_at;
end $$;

-- Lets the import act on its own assignment at a unit, under every rule that binds the unit's staff. The session has no token that anyone
-- holds, and is ended in the same transaction.
create function exchange.begin_acting(p_session uuid, p_token bytea, p_assignment uuid, p_until timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, exchange as $$
declare v_now timestamptz := exchange.only_system();
begin
  insert into identity.session (token_hash, id, subject, assignment_id, created_at, seen_at, expires_at, ends_at)
  select sha256(p_token), p_session, s.subject, a.id, v_now, v_now, p_until, p_until
  from organisations.assignment a join organisations.staff s on s.id = a.staff_id
  where a.id = p_assignment and s.subject = 'mellanrum-import';
  if not found then raise exception 'not the import''s own assignment' using errcode = 'MR404'; end if;
end $$;
create function exchange.end_acting(p_sessions uuid[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, exchange as $$
declare v_now timestamptz := exchange.only_system();
begin
  update identity.session set revoked_at = v_now where id = any (p_sessions) and subject = 'mellanrum-import';
end $$;

grant execute on function exchange.look(jsonb, jsonb, jsonb), exchange.note(jsonb, text),
  exchange.begin_acting(uuid, bytea, uuid, timestamptz), exchange.end_acting(uuid[]) to mellanrum_app;
